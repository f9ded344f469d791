package dev.tripcoil.agent;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.security.AllPermission;
import java.security.CodeSource;
import java.security.PermissionCollection;
import java.security.Permissions;
import java.security.ProtectionDomain;
import java.security.cert.Certificate;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;

/**
 * Defines the agent's classes from its own jar, apart from the application's: neither sees the other's, and all of them
 * go together with the agent. Its parent is the platform's loader. Reads the jar directly: a URL connection would be
 * cached, and take a lock that the application's own class loading takes.
 */
final class AgentLoader extends ClassLoader {

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
        CodeSource source = new CodeSource(file.toURI().toURL(), (Certificate[]) null);
        PermissionCollection all = new Permissions();
        all.add(new AllPermission());
        domain = new ProtectionDomain(source, all); // whatever an application's policy says of others
        String version = entry.getImplementationVersion();
        definePackage(entry.getName(), null, null, null, null, version, null, null);
    }

    /** The agent's classes are its own, even where the bootstrap loader has them, too: see {@link Confined}. */
    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
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
        } catch (IOException e) {
            throw new ClassNotFoundException(name, e);
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
}
