package dev.tripcoil.apply;

import dev.tripcoil.weave.ClassOutline;
import dev.tripcoil.weave.TypeSource;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The class files of the JDK, read from its modules: without URL connections, which take locks and load much. Thread-safe;
 * first made outside of {@code transform}.
 */
public final class JdkClasses implements TypeSource {

    /** Of the packages that have been asked for; to note all some 1,600 would take a starting JVM milliseconds. */
    private static final Map<String, Module> FOUND = new ConcurrentHashMap<>();

    private static final Module BASE = Object.class.getModule();
    private static final Module[] OTHERS = others();

    /** The last that is nobody's here: those of an application come one after the other. */
    private static volatile String notThere = "";

    private static Module[] others() {
        List<Module> modules = new ArrayList<>();
        for (Module module : ModuleLayer.boot().modules()) {
            if (isJdk(module) && module != BASE) { // and not the application's own, on the module path
                modules.add(module);
            }
        }
        return modules.toArray(new Module[0]);
    }

    /** No two modules have a package of the same name. */
    private static Module moduleOf(String packageName) {
        if (packageName.equals(notThere)) {
            return null;
        }
        Module found = FOUND.get(packageName);
        if (found != null) {
            return found;
        }
        found = BASE.getPackages().contains(packageName) ? BASE : null;
        for (int i = 0; i < OTHERS.length && found == null; i++) {
            found = OTHERS[i].getPackages().contains(packageName) ? OTHERS[i] : null;
        }
        if (found == null) {
            notThere = packageName;
        } else {
            FOUND.put(packageName, found);
        }
        return found;
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
        return dot < 0 ? null : moduleOf(binaryName.substring(0, dot));
    }
}
