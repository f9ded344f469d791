package dev.tripcoil.apply;

import dev.tripcoil.weave.ClassOutline;
import dev.tripcoil.weave.TypeSource;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Map;

/**
 * The class files of the JDK, read from its modules: without URL connections, which take locks and load much. Thread-safe;
 * first made outside of {@code transform}.
 */
public final class JdkClasses implements TypeSource {

    /** By package, of which no two modules have one; never changes. */
    private static final Map<String, Module> MODULES = modules();

    private static Map<String, Module> modules() {
        Map<String, Module> modules = new HashMap<>();
        for (Module module : ModuleLayer.boot().modules()) {
            if (!isJdk(module)) {
                continue; // the application's own, on the module path
            }
            for (String each : module.getPackages()) {
                modules.put(each, module);
            }
        }
        return modules;
    }

    private static boolean isJdk(Module module) {
        String name = module.getName();
        return name.startsWith("java.") || name.startsWith("jdk.");
    }

    /** Whether there is a package of the JDK for a class of this name. */
    public boolean contains(String binaryName) {
        return module(binaryName) != null;
    }

    /**
     * Whether a class of the JDK is in a package that another class may refer to. All others are.
     *
     * @param from the name of that class
     * @param loader its class loader; null for the bootstrap loader
     */
    boolean exports(String binaryName, String from, ClassLoader loader) {
        Module module = module(binaryName);
        if (module == null) {
            return true;
        }
        Module reader = module(from);
        if (reader == null && loader != null) {
            reader = loader.getUnnamedModule();
        }
        String exported = binaryName.substring(0, binaryName.lastIndexOf('.'));
        return reader == null ? module.isExported(exported) : module.isExported(exported, reader);
    }

    /** Null if there is none. */
    public byte[] read(String binaryName) {
        Module module = module(binaryName);
        if (module == null) {
            return null;
        }
        try (InputStream stream = module.getResourceAsStream(binaryName.replace('.', '/') + ".class")) {
            return stream == null ? null : stream.readAllBytes();
        } catch (IOException | RuntimeException e) {
            return null; // what can't be read is unknown
        }
    }

    @Override
    public ClassOutline find(String binaryName) {
        byte[] classFile = read(binaryName);
        try {
            return classFile == null ? null : ClassOutline.read(classFile);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private Module module(String binaryName) {
        int dot = binaryName.lastIndexOf('.');
        return dot < 0 ? null : MODULES.get(binaryName.substring(0, dot));
    }
}
