package programs;

import java.lang.instrument.ClassDefinition;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.ProtectionDomain;

/**
 * An agent that changes no class. As {@code -javaagent}, whose argument is a folder, it keeps what each agent before it
 * has left of {@code programs.Stock}, as {@code 1.class} and so on, each time the class is loaded, retransformed or
 * redefined. Attached to a running JVM it makes these things happen.
 */
public final class AnotherAgent {

    private AnotherAgent() {}

    public static void premain(String folder, Instrumentation instrumentation) {
        instrumentation.addTransformer(new Keeper(Path.of(folder)), true);
    }

    /** @param what {@code retransform}, or {@code redefine} and a class file */
    public static void agentmain(String what, Instrumentation instrumentation) throws Exception {
        for (Class<?> loaded : instrumentation.getAllLoadedClasses()) {
            if (loaded.getName().equals("programs.Stock")) {
                if (what.equals("retransform")) {
                    instrumentation.retransformClasses(loaded);
                } else {
                    byte[] classFile = Files.readAllBytes(Path.of(what.substring("redefine ".length())));
                    instrumentation.redefineClasses(new ClassDefinition(loaded, classFile));
                }
            }
        }
    }

    private static final class Keeper implements ClassFileTransformer {
        private final Path folder;
        private int count;

        Keeper(Path folder) {
            this.folder = folder;
        }

        @Override
        public byte[] transform(
                ClassLoader loader, String name, Class<?> redefined, ProtectionDomain domain, byte[] classFile) {
            if ("programs/Stock".equals(name)) {
                try {
                    Files.write(folder.resolve(++count + ".class"), classFile);
                } catch (Exception e) {
                    e.printStackTrace();
                }
            }
            return null;
        }
    }
}
