package programs;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.module.Configuration;
import java.lang.module.ModuleFinder;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;

/**
 * Calls shops in class loaders of many kinds. Each line names a kind, which is also the package of the shop. Arguments: a folder and
 * a jar with the classes of all of them.
 */
public final class EachLoader {

    private EachLoader() {}

    public static void main(String[] arguments) throws Exception {
        Path folder = Path.of(arguments[0]);
        Path jar = Path.of(arguments[1]);
        Map<String, Callable<?>> shops = new HashMap<>();
        BufferedReader lines = new BufferedReader(new InputStreamReader(System.in));
        for (String kind = lines.readLine(); kind != null; kind = lines.readLine()) {
            Callable<?> shop = shops.get(kind);
            if (shop == null) {
                ClassLoader loader = loader(kind, folder, jar);
                Class<?> type = Class.forName(kind + ".Shop", true, loader);
                if (type.getClassLoader() != loader) {
                    throw new AssertionError(type.getClassLoader());
                }
                shop = (Callable<?>) type.getConstructor().newInstance();
                shops.put(kind, shop);
            }
            System.out.println(shop.call());
        }
    }

    @SuppressWarnings("resource") // for the life of the JVM
    private static ClassLoader loader(String kind, Path folder, Path jar) throws Exception {
        URL[] urls = {folder.toUri().toURL()};
        switch (kind) {
            case "application":
                return ClassLoader.getSystemClassLoader();
            case "bootstrap":
                return null;
            case "childfirst":
                return new ChildFirst(urls, ClassLoader.getSystemClassLoader());
            case "nonparallel":
                return new NonParallel(folder, ClassLoader.getPlatformClassLoader());
            case "nullparent":
                return new URLClassLoader(urls, null);
            case "layer":
                Configuration configuration = ModuleLayer.boot()
                        .configuration()
                        .resolve(ModuleFinder.of(jar), ModuleFinder.of(), Set.of("shops"));
                return ModuleLayer.defineModulesWithOneLoader(configuration, List.of(ModuleLayer.boot()), null)
                        .layer()
                        .findLoader("shops");
            default:
                throw new IllegalArgumentException(kind);
        }
    }

    /** Looks at its own classes before its parent's. */
    static final class ChildFirst extends URLClassLoader {
        static {
            registerAsParallelCapable();
        }

        ChildFirst(URL[] urls, ClassLoader parent) {
            super(urls, parent);
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            synchronized (getClassLoadingLock(name)) {
                Class<?> loaded = findLoadedClass(name);
                if (loaded != null) {
                    return loaded;
                }
                try {
                    return findClass(name);
                } catch (ClassNotFoundException e) {
                    return super.loadClass(name, resolve);
                }
            }
        }
    }

    /** Locks itself for whatever it loads, as all loaders did that do not say that they are parallel capable. */
    static final class NonParallel extends ClassLoader {
        private final Path folder;

        NonParallel(Path folder, ClassLoader parent) {
            super(parent);
            this.folder = folder;
        }

        @Override
        protected Class<?> findClass(String name) throws ClassNotFoundException {
            try {
                byte[] classFile = Files.readAllBytes(folder.resolve(name.replace('.', '/') + ".class"));
                return defineClass(name, classFile, 0, classFile.length);
            } catch (IOException e) {
                throw new ClassNotFoundException(name, e);
            }
        }
    }
}
