package dev.tripcoil.agent;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.MalformedURLException;
import java.net.URL;
import java.security.AllPermission;
import java.security.CodeSource;
import java.security.PermissionCollection;
import java.security.Permissions;
import java.security.ProtectionDomain;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.Iterator;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;

/**
 * Defines the agent's classes from its own jar, apart from the application's: neither sees the other's, and all of them
 * go together with the agent. Its parent is the platform's loader. Reads the jar directly: a URL connection would be
 * cached, and take a lock that the application's own class loading takes.
 *
 * <p>The classes have no location, which for coverage tools is the mark of what is not the application's: JaCoCo would
 * change each of them, and so have {@code transform} load what its probes need.
 */
final class AgentLoader extends ClassLoader implements Iterable<String> {

    static {
        registerAsParallelCapable();
    }

    private final JarFile jar;
    private final ProtectionDomain domain;

    /**
     * @param file the agent's jar
     * @param entry the package of the class that the JVM calls, whose version becomes that of this loader's
     */
    AgentLoader(File file, Package entry) throws IOException {
        super("tripcoil", ClassLoader.getPlatformClassLoader());
        jar = new JarFile(file);
        PermissionCollection all = new Permissions();
        all.add(new AllPermission()); // whatever an application's policy says of others
        domain = new ProtectionDomain(new CodeSource(null, (Certificate[]) null), all);
        String version = entry.getImplementationVersion();
        definePackage(entry.getName(), null, null, null, null, version, null, null);
    }

    /** The agent's classes are its own, even where the bootstrap loader has them, too: see {@link Confined}. */
    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (name.startsWith("java.sql.")) {
            throw new ClassNotFoundException(name); // which SnakeYAML would have loaded, for tags that no rules have
        }
        if (!name.startsWith("dev.tripcoil.")) {
            return super.loadClass(name, resolve);
        }
        synchronized (getClassLoadingLock(name)) {
            Class<?> loaded = findLoadedClass(name);
            return loaded == null ? findClass(name) : loaded;
        }
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        try (InputStream stream = getResourceAsStream(name.replace('.', '/') + ".class")) {
            if (stream == null) {
                throw new ClassNotFoundException(name);
            }
            byte[] bytes = stream.readAllBytes();
            return defineClass(name, bytes, 0, bytes.length, domain);
        } catch (IOException | IllegalStateException e) {
            throw new ClassNotFoundException(name, e); // the latter where the jar is closed
        }
    }

    /** The jar's own entries only. */
    @Override
    public InputStream getResourceAsStream(String name) {
        JarEntry entry = jar.getJarEntry(name);
        try {
            return entry == null ? null : jar.getInputStream(entry);
        } catch (IOException e) {
            return null;
        }
    }

    /** The binary names of all classes of its own. Iterable, as it is seen by classes that have another of this name beside them. */
    @Override
    public Iterator<String> iterator() {
        List<String> names = new ArrayList<>();
        for (Enumeration<JarEntry> entries = jar.entries(); entries.hasMoreElements(); ) {
            String entry = entries.nextElement().getName();
            if (entry.endsWith(".class") && !entry.endsWith("/package-info.class")) {
                names.add(entry.substring(0, entry.length() - ".class".length()).replace('/', '.'));
            }
        }
        return names.iterator();
    }

    /** Lets go of the jar of the loader that has defined the class; it can load nothing from then on. */
    static void close(Class<?> defined) {
        if (defined.getClassLoader() instanceof AgentLoader loader) {
            try {
                loader.jar.close();
            } catch (IOException e) {
                // the loader's end will do it
            }
        }
    }

    /** Says where the jar is, which the classes don't. */
    @Override
    protected URL findResource(String name) {
        try {
            return jar.getJarEntry(name) == null
                    ? null
                    : new URL("jar:" + new File(jar.getName()).toURI() + "!/" + name);
        } catch (MalformedURLException e) {
            return null;
        }
    }
}
