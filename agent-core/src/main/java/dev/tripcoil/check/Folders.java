package dev.tripcoil.check;

import dev.tripcoil.weave.ClassOutline;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds out what the classes in a folder are called: the first class of each folder says how far up its packages begin, so
 * that {@code target} will do in place of {@code target/classes}.
 */
final class Folders {

    /** Where packages begin, by folder; null where its first class says nothing of use. */
    private final Map<Path, Path> roots = new HashMap<>();

    private final List<String> notes = new ArrayList<>();

    /** Null for what is no class that could be found there. */
    String className(Path classFile) {
        if (classFile.getFileName().toString().equals("module-info.class")) {
            return null;
        }
        Path folder = classFile.getParent();
        if (!roots.containsKey(folder)) {
            roots.put(folder, root(classFile));
        }
        Path root = roots.get(folder);
        if (root == null) {
            return null;
        }
        String path = root.relativize(classFile).toString();
        return path.substring(0, path.length() - ".class".length())
                .replace(classFile.getFileSystem().getSeparator(), ".");
    }

    List<String> notes() {
        return notes;
    }

    private Path root(Path classFile) {
        String name;
        try {
            name = ClassOutline.read(new ClassFile.InFolder(classFile).read()).name();
        } catch (IOException | IllegalArgumentException e) {
            notes.add(classFile + ": can't be read: " + e.getMessage());
            return null;
        }
        int packages = (int) name.chars().filter(c -> c == '.').count();
        Path root = classFile.getParent();
        for (int i = 0; i < packages && root != null; i++) {
            root = root.getParent();
        }
        String path = name.replace(".", classFile.getFileSystem().getSeparator()) + ".class";
        if (root != null && root.toString().contains("META-INF")) {
            return null; // for later JDKs, but only in a JAR
        }
        if (root == null || !root.resolve(path).equals(classFile)) {
            notes.add(classFile + ": is the class " + name + ", which no JVM looks for there; classes in its folder are"
                    + " not looked at");
            return null;
        }
        return root;
    }
}
