package dev.tripcoil.check;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;

/** Stands for the application's class loader: gives class files, as the agent reads them, and loads no class. */
final class Resources extends ClassLoader {

    private final Map<String, ClassFile> classes;

    Resources(Map<String, ClassFile> classes) {
        super(ClassLoader.getPlatformClassLoader());
        this.classes = classes;
    }

    @Override
    public InputStream getResourceAsStream(String path) {
        ClassFile file = path.endsWith(".class")
                ? classes.get(
                        path.substring(0, path.length() - ".class".length()).replace('/', '.'))
                : null;
        if (file == null) {
            return super.getResourceAsStream(path);
        }
        try {
            return new ByteArrayInputStream(file.read());
        } catch (IOException e) {
            return null;
        }
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        throw new ClassNotFoundException(name + ": nothing of the application is loaded");
    }
}
