package dev.tripcoil.speed.start;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import javax.tools.ToolProvider;

/** The programs that are started, and the agents of others, compiled as the comparison begins. */
public final class Programs {

    /** Each has one method that rules select, and says at its end how much memory it had at its peak. */
    private static final String GREETER = """
            package start;

            public interface Greeter {
                String greet();
            }
            """;

    private static final String HELLO = """
            package start;

            public class Hello implements Greeter {
                public static void main(String[] arguments) throws Exception {
                    System.out.println(new Hello().greet());
                    Peak.print();
                }

                public String greet() {
                    return "hello";
                }
            }
            """;

    private static final String LARGE = """
            package start;

            public class Large implements Greeter {
                public static void main(String[] arguments) throws Exception {
                    System.out.println(new Large().greet());
                    Class.forName("org.springframework.boot.loader.launch.JarLauncher")
                            .getMethod("main", String[].class)
                            .invoke(null, (Object) arguments);
                    Peak.print();
                    System.out.flush();
                    Runtime.getRuntime().halt(0);
                }

                public String greet() {
                    return "hello";
                }
            }
            """;

    private static final String PEAK = """
            package start;

            public class Peak {
                public static void print() throws Exception {
                    try (java.io.FileInputStream in = new java.io.FileInputStream("/proc/self/status")) {
                        System.out.write(in.readAllBytes());
                    }
                }
            }
            """;

    private static final String NO_OP_AGENT = """
            package agents;

            public class NoOp {
                public static void premain(String arguments, java.lang.instrument.Instrumentation instrumentation) {}
            }
            """;

    /** As an agent that only adds to methods is usually built. */
    private static final String BYTE_BUDDY_AGENT = """
            package agents;

            import static net.bytebuddy.matcher.ElementMatchers.*;

            import java.lang.instrument.Instrumentation;
            import java.nio.file.Files;
            import java.nio.file.Path;
            import java.util.List;
            import net.bytebuddy.agent.builder.AgentBuilder;
            import net.bytebuddy.asm.Advice;
            import net.bytebuddy.description.type.TypeDescription;
            import net.bytebuddy.matcher.ElementMatcher;

            public class ByteBuddy {
                public static void premain(String arguments, Instrumentation instrumentation) throws Exception {
                    List<String> lines = Files.readAllLines(Path.of(arguments));
                    String[] names = lines.subList(1, lines.size()).toArray(new String[0]);
                    ElementMatcher<TypeDescription> types = lines.get(0).equals("subtypes")
                            ? hasSuperType(namedOneOf(names))
                            : namedOneOf(names);
                    new AgentBuilder.Default()
                            .disableClassFormatChanges()
                            .with(AgentBuilder.RedefinitionStrategy.RETRANSFORMATION)
                            .type(types)
                            .transform((builder, type, loader, module, domain) ->
                                    builder.visit(Advice.to(Counted.class).on(namedOneOf("greet", "fetch"))))
                            .installOn(instrumentation);
                }
            }
            """;

    private static final String COUNTED = """
            package agents;

            import net.bytebuddy.asm.Advice;

            public class Counted {
                public static volatile int calls;

                @Advice.OnMethodEnter
                public static void enter() {
                    Counted.calls++;
                }
            }
            """;

    private static final String ASPECT = """
            package agents;

            import org.aspectj.lang.annotation.Aspect;
            import org.aspectj.lang.annotation.Before;
            import org.aspectj.lang.annotation.Pointcut;

            @Aspect
            public abstract class Counting {
                public static volatile int calls;

                @Pointcut
                public abstract void guarded();

                @Before("guarded()")
                public void enter() {
                    calls++;
                }
            }
            """;

    private final Path folder;

    /** @param folder where everything is put */
    public Programs(Path folder) {
        this.folder = folder;
    }

    /** {@code start.Hello} and {@code start.Large}. */
    public Path programs() throws IOException {
        return jar(
                "programs",
                null,
                List.of(),
                "start/Greeter",
                GREETER,
                "start/Hello",
                HELLO,
                "start/Large",
                LARGE,
                "start/Peak",
                PEAK);
    }

    /** An agent that does nothing. */
    public Path noOpAgent() throws IOException {
        return jar("no-op", agent("agents.NoOp"), List.of(), "agents/NoOp", NO_OP_AGENT);
    }

    /** An agent of Byte Buddy's {@code AgentBuilder}; its argument is a file of the kind of rules, and of names. */
    public Path byteBuddyAgent(Path byteBuddy) throws IOException {
        Manifest manifest = agent("agents.ByteBuddy");
        manifest.getMainAttributes()
                .put(Attributes.Name.CLASS_PATH, byteBuddy.toUri().toString());
        return jar(
                "byte-buddy-agent",
                manifest,
                List.of(byteBuddy),
                "agents/ByteBuddy",
                BYTE_BUDDY_AGENT,
                "agents/Counted",
                COUNTED);
    }

    /** An abstract aspect for AspectJ's load-time weaver. */
    public Path aspect(Path weaver) throws IOException {
        return jar("aspect", null, List.of(weaver), "agents/Counting", ASPECT);
    }

    private static Manifest agent(String className) {
        Manifest manifest = new Manifest();
        Attributes attributes = manifest.getMainAttributes();
        attributes.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        attributes.putValue("Premain-Class", className);
        attributes.putValue("Can-Retransform-Classes", "true");
        attributes.putValue("Can-Redefine-Classes", "true");
        return manifest;
    }

    private Path jar(String name, Manifest manifest, List<Path> classPath, String... sources) throws IOException {
        Path from = folder.resolve(name + "-sources");
        List<String> command = new ArrayList<>(List.of("-nowarn", "-proc:none", "--release", "17"));
        command.addAll(List.of(
                "-cp", String.join(":", classPath.stream().map(Path::toString).toList())));
        Path classes = Files.createDirectories(folder.resolve(name));
        command.addAll(List.of("-d", classes.toString()));
        for (int i = 0; i < sources.length; i += 2) {
            Path file = from.resolve(sources[i] + ".java");
            Files.createDirectories(file.getParent());
            command.add(Files.writeString(file, sources[i + 1]).toString());
        }
        if (ToolProvider.getSystemJavaCompiler().run(null, null, null, command.toArray(String[]::new)) != 0) {
            throw new IllegalStateException("javac failed on " + name);
        }
        Path jar = folder.resolve(name + ".jar");
        try (OutputStream out = Files.newOutputStream(jar);
                JarOutputStream entries =
                        manifest == null ? new JarOutputStream(out) : new JarOutputStream(out, manifest);
                Stream<Path> all = Files.walk(classes)) {
            for (Path path : (Iterable<Path>) all.filter(Files::isRegularFile)::iterator) {
                entries.putNextEntry(new ZipEntry(classes.relativize(path).toString()));
                Files.copy(path, entries);
            }
        }
        return jar;
    }
}
