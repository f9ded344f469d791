package dev.tripcoil.apply;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FoundationsTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "java.lang.Thread",
                "java.lang.ThreadLocal$ThreadLocalMap",
                "java.lang.ref.WeakReference",
                "java.lang.invoke.VarHandle",
                "java.lang.reflect.Constructor",
                "java.util.HashMap$Node",
                "java.util.concurrent.ConcurrentLinkedQueue",
                "java.util.concurrent.atomic.LongAdder",
                "java.util.concurrent.locks.LockSupport",
                "java.util.zip.ZipFile$Source",
                "java.nio.ByteBuffer",
                "java.io.RandomAccessFile",
                "java.security.AccessController",
                "jdk.internal.misc.Unsafe",
                "sun.invoke.util.Wrapper",
                "sun.nio.cs.UTF_8",
            })
    void are_refused(String name) {
        assertThat(Foundations.isOne(name)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "java.io.FileInputStream",
                "java.lang.ProcessBuilder",
                "java.lang.ProcessBuilder$NullInputStream",
                "java.lang.Runtime",
                "java.net.InetAddress",
                "java.net.Socket",
                "java.nio.channels.SocketChannel",
                "java.nio.file.Files",
                "java.rmi.Naming",
                "java.security.KeyStore",
                "java.sql.DriverManager",
                "java.util.logging.FileHandler",
                "java.util.prefs.Preferences",
                "javax.naming.InitialContext",
                "com.sun.jndi.ldap.LdapCtx",
                "jdk.internal.net.http.HttpClientImpl",
                "sun.net.www.protocol.http.HttpURLConnection",
                "sun.nio.ch.NioSocketImpl",
                "sun.security.ssl.SSLSocketImpl",
            })
    void what_talks_to_the_world_is_not_among_them(String name) throws Exception {
        assertThat(Foundations.isOne(name)).isFalse();
        assertThat(new JdkClasses().find(name)).as("a class of the JDK").isNotNull();
    }
}
