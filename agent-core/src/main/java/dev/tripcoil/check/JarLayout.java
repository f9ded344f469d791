package dev.tripcoil.check;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Where JARs of all kinds have their classes: plain ones, executable ones of Spring Boot, web applications. */
final class JarLayout {

    private static final String VERSIONS = "META-INF/versions/";
    private static final String[] ROOTS = {"BOOT-INF/classes/", "WEB-INF/classes/"};
    private static final String[] LIBRARIES = {
        "BOOT-INF/lib/", "BOOT-INF/lib-provided/", "WEB-INF/lib/", "WEB-INF/lib-provided/"
    };

    private JarLayout() {}

    /**
     * The class files by the names of their classes.
     *
     * @param multi whether there are some for later JDKs, of which those count that this JDK would take
     */
    static Map<String, Zip.Entry> classes(Collection<Zip.Entry> entries, boolean multi) {
        Map<String, Zip.Entry> classes = new LinkedHashMap<>();
        Map<String, Integer> versions = new HashMap<>();
        int newest = Runtime.version().feature();
        for (Zip.Entry entry : entries) {
            String path = entry.name();
            int version = 0;
            if (multi && path.startsWith(VERSIONS)) {
                int slash = path.indexOf('/', VERSIONS.length());
                version = slash < 0 ? -1 : number(path.substring(VERSIONS.length(), slash));
                path = path.substring(slash + 1);
            }
            String name = version < 0 || version > newest ? null : name(path);
            if (name != null && version >= versions.getOrDefault(name, 0)) {
                classes.put(name, entry);
                versions.put(name, version);
            }
        }
        return classes;
    }

    /** From 9 on; -1 for anything else. */
    private static int number(String text) {
        try {
            int number = Integer.parseInt(text);
            return number < 9 ? -1 : number;
        } catch (NumberFormatException e) {
            return -1;
        }
    }

    /** Null for what is no class file of an application. */
    private static String name(String path) {
        if (!path.endsWith(".class") || path.endsWith("module-info.class") || path.startsWith("META-INF/")) {
            return null;
        }
        String inside = path;
        for (String root : ROOTS) {
            if (path.startsWith(root)) {
                inside = path.substring(root.length());
            }
        }
        if (inside.startsWith("BOOT-INF/") || inside.startsWith("WEB-INF/")) {
            return null;
        }
        return inside.substring(0, inside.length() - ".class".length()).replace('/', '.');
    }

    /** The JARs within one. */
    static List<Zip.Entry> libraries(Collection<Zip.Entry> entries, String jar) {
        List<Zip.Entry> libraries = new ArrayList<>();
        for (Zip.Entry entry : entries) {
            String name = entry.name();
            boolean library = false;
            for (String folder : LIBRARIES) {
                library |= name.startsWith(folder) && name.endsWith(".jar");
            }
            if (library || jar.endsWith(".ear") && (name.endsWith(".jar") || name.endsWith(".war"))) {
                libraries.add(entry);
            }
        }
        return libraries;
    }
}
