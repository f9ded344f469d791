package dev.tripcoil.weave;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.security.ProtectionDomain;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.util.CheckClassAdapter;

/** Constructors that do real work, in classes that the JVM does not verify by itself. */
class JdkConstructorsTest {

    private static final Instrumentation JVM = InstalledHook.INSTRUMENTATION;

    private final ClassFileTransformer weaving = new ClassFileTransformer() {
        @Override
        public byte[] transform(
                ClassLoader loader, String name, Class<?> type, ProtectionDomain domain, byte[] classFile) {
            if (!name.equals("java/net/Socket")) {
                return null;
            }
            // Not what the JVM gives: of a class that it has not verified itself it may have dropped the stack map
            // frames.
            var original = ClassFiles.named("java.net.Socket", ClassLoader.getSystemClassLoader());
            return Weaver.weave(original, ConstructorsTest.constructorsOf(original))
                    .classFile();
        }
    };

    private HookRecorder hook;

    @BeforeEach
    void listen() {
        hook = new HookRecorder();
    }

    @AfterEach
    void stop_listening() throws Exception {
        JVM.removeTransformer(weaving);
        JVM.retransformClasses(Socket.class);
        hook.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "java.net.Socket",
                "java.net.ServerSocket",
                "java.io.FileInputStream",
                "java.util.concurrent.ThreadPoolExecutor",
                "java.util.zip.ZipFile"
            })
    void woven_constructors_pass_asms_verifier(String name) {
        var original = ClassFiles.named(name, ClassLoader.getSystemClassLoader());
        var result = Weaver.weave(original, ConstructorsTest.constructorsOf(original));
        assertThat(result.unwoven()).isEmpty();
        var problems = new StringWriter();
        CheckClassAdapter.verify(new ClassReader(result.classFile()), false, new PrintWriter(problems));
        assertThat(problems.toString()).isEmpty();
    }

    @Test
    void socket_that_connects_and_one_that_is_refused() throws Exception {
        JVM.addTransformer(weaving, true);
        JVM.retransformClasses(Socket.class);
        int port;
        try (var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = server.getLocalPort();
            new Socket(InetAddress.getLoopbackAddress(), port).close();
        }
        assertThat(hook.events)
                .hasSizeGreaterThan(3)
                .allMatch(event -> event.matches("(enter|pause|resume|exit) \\d+"));
        assertThat(hook.events.get(1)).startsWith("pause");

        hook.events.clear();
        assertThatThrownBy(() -> new Socket(InetAddress.getLoopbackAddress(), port).close())
                .isInstanceOf(ConnectException.class);
        assertThat(hook.events.get(hook.events.size() - 1)).matches("fail \\d+ java.net.ConnectException");
        assertThat(hook.events.stream().filter(event -> event.startsWith("fail")))
                .hasSize(1);

        hook.events.clear();
        assertThatThrownBy(() -> new Socket((InetAddress) null, port).close()).isInstanceOf(NullPointerException.class);
        assertThat(hook.events.stream().filter(event -> event.startsWith("fail")))
                .hasSize(1);
    }

    @Test
    void refused_socket_does_not_even_look_the_host_up() throws Exception {
        JVM.addTransformer(weaving, true);
        JVM.retransformClasses(Socket.class);
        var refusal = new IllegalStateException("refused");
        hook.refuseWith(refusal);
        assertThatThrownBy(() -> {
                    try (var socket = new Socket("no.such.host.invalid", 1)) {
                        throw new IOException("connected " + socket);
                    }
                })
                .isSameAs(refusal);
        assertThat(hook.events).hasSize(1);
    }
}
