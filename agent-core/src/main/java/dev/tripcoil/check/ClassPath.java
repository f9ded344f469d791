package dev.tripcoil.check;

import dev.tripcoil.apply.JdkClasses;
import java.io.ByteArrayInputStream;
import java.io.Closeable;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.jar.Attributes;
import java.util.jar.Manifest;
import java.util.stream.Stream;

/**
 * The class files of an application, by the name of the class: of several of one name the first, as a JVM takes it. JARs
 * stay open until this is closed.
 */
final class ClassPath implements Closeable {

    /** Of other JARs that a manifest names, that name others. */
    private static final int LONGEST_MANIFEST = 1 << 20;

    /** The largest JAR that is unpacked into memory: one that lies in another in compressed form. */
    private static final int LARGEST_INNER = 256 << 20;

    /** Deep enough for a JAR in a WAR in an EAR. */
    private static final int DEEPEST = 3;

    private final JdkClasses jdk;
    private final Map<String, ClassFile> classes = new LinkedHashMap<>();
    private final List<String> notes = new ArrayList<>();
    private final Set<Path> seen = new HashSet<>();
    private final List<FileChannel> open = new ArrayList<>();
    private long memory = Runtime.getRuntime().maxMemory() / 3;
    private int jars;
    private int repeated;
    private int ofJdk;

    private ClassPath(JdkClasses jdk) {
        this.jdk = jdk;
    }

    /**
     * Finds the class files.
     *
     * @param elements JARs, folders and {@code folder/*}, as a JVM's class path has them
     * @throws MissingElementException if one is not there
     */
    static ClassPath of(List<String> elements, JdkClasses jdk) throws MissingElementException {
        ClassPath path = new ClassPath(jdk);
        for (String element : elements) {
            if (element.equals("*") || element.endsWith("/*") || element.endsWith(File.separator + "*")) {
                path.addJarsIn(Path.of(element.substring(0, element.length() - 1)), element);
            } else if (Files.exists(Path.of(element))) {
                path.add(Path.of(element));
            } else {
                throw new MissingElementException(element);
            }
        }
        if (path.repeated > 0) {
            path.notes.add(
                    Words.count(path.repeated, "class is", "classes are") + " there more than once; the first counts");
        }
        if (path.ofJdk > 0) {
            path.notes.add(Words.count(path.ofJdk, "class is", "classes are")
                    + " in packages of the JDK, and the JVM takes its own in place of them");
        }
        return path;
    }

    Map<String, ClassFile> classes() {
        return Collections.unmodifiableMap(classes);
    }

    /** JARs that were read, those within others included. */
    int jars() {
        return jars;
    }

    /** What could not be read, and what may surprise, one line each. */
    List<String> notes() {
        return notes;
    }

    private void addJarsIn(Path folder, String element) throws MissingElementException {
        if (!Files.isDirectory(folder)) {
            throw new MissingElementException(element);
        }
        try (Stream<Path> all = Files.list(folder)) {
            for (Path path : all.sorted().toList()) {
                if (path.toString().endsWith(".jar") || path.toString().endsWith(".JAR")) {
                    addJar(path);
                }
            }
        } catch (IOException | RuntimeException e) {
            unreadable(folder.toString(), e);
        }
    }

    private void add(Path path) {
        if (Files.isDirectory(path)) {
            addFolder(path);
        } else {
            addJar(path);
        }
    }

    /** Whatever is in it at any depth: classes, and JARs with classes. */
    private void addFolder(Path folder) {
        List<Path> inner = new ArrayList<>();
        Folders folders = new Folders();
        for (Path path : filesBelow(folder)) {
            String name = path.getFileName().toString();
            if (isJar(name)) {
                inner.add(path);
            } else if (name.endsWith(".class")) {
                String className = folders.className(path);
                if (className != null) {
                    add(className, new ClassFile.InFolder(path));
                }
            }
        }
        notes.addAll(folders.notes());
        for (Path jar : inner) {
            addJar(jar);
        }
    }

    /** In the order of their names, so that the report is the same each time. */
    private List<Path> filesBelow(Path folder) {
        List<Path> files = new ArrayList<>();
        try {
            Files.walkFileTree(folder.toRealPath(), new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    if (Files.isRegularFile(file)) {
                        files.add(file);
                    }
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFileFailed(Path file, IOException why) {
                    unreadable(file.toString(), why);
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            unreadable(folder.toString(), e);
        }
        Collections.sort(files);
        return files;
    }

    private static boolean isJar(String name) {
        return name.endsWith(".jar") || name.endsWith(".war") || name.endsWith(".ear");
    }

    private void addJar(Path jar) {
        try {
            if (!seen.add(jar.toRealPath())) {
                return;
            }
            FileChannel file = FileChannel.open(jar, StandardOpenOption.READ);
            open.add(file);
            Zip zip = Zip.of(new Bytes.OfFile(file, file.size()));
            Attributes manifest = manifest(zip);
            addJar(jar.toString(), zip, manifest, 1);
            addNamed(jar, manifest);
        } catch (IOException | RuntimeException e) {
            unreadable(jar.toString(), e);
        }
    }

    private void addJar(String name, Zip zip, Attributes manifest, int depth) {
        jars++;
        boolean multi = manifest != null && "true".equalsIgnoreCase(manifest.getValue(Attributes.Name.MULTI_RELEASE));
        for (Map.Entry<String, Zip.Entry> each :
                JarLayout.classes(zip.entries(), multi).entrySet()) {
            add(each.getKey(), new ClassFile.InJar(name, zip, each.getValue()));
        }
        if (depth == DEEPEST) {
            return;
        }
        for (Zip.Entry inner : JarLayout.libraries(zip.entries(), name)) {
            addInner(name + "!/" + inner.name(), zip, inner, depth + 1);
        }
    }

    private void addInner(String name, Zip outer, Zip.Entry entry, int depth) {
        try {
            Bytes bytes = outer.bytes(entry, (int) Math.min(LARGEST_INNER, memory));
            if (bytes instanceof Bytes.OfArray) {
                memory -= bytes.size();
            }
            Zip zip = Zip.of(bytes);
            addJar(name, zip, manifest(zip), depth);
        } catch (IOException | RuntimeException e) {
            unreadable(name, e);
        }
    }

    /** Null where there is none, or none that can be read: the JVM says more of that. */
    private static Attributes manifest(Zip zip) {
        Zip.Entry entry = zip.entry("META-INF/MANIFEST.MF");
        try {
            return entry == null
                    ? null
                    : new Manifest(new ByteArrayInputStream(zip.read(entry, LONGEST_MANIFEST))).getMainAttributes();
        } catch (IOException | RuntimeException e) {
            return null;
        }
    }

    /** What the manifest's Class-Path names: URLs, relative to the JAR. */
    private void addNamed(Path jar, Attributes manifest) {
        String named = manifest == null ? null : manifest.getValue(Attributes.Name.CLASS_PATH);
        if (named == null) {
            return;
        }
        List<String> missing = new ArrayList<>();
        for (String each : named.trim().split("\\s+")) {
            Path path = resolve(jar, each);
            if (path != null && Files.exists(path)) {
                add(path);
            } else if (!each.isEmpty()) {
                missing.add(each);
            }
        }
        if (!missing.isEmpty()) {
            String first = missing.size() > 3 ? missing.subList(0, 3) + " and more" : missing.toString();
            notes.add(jar + ": the Class-Path of its manifest names what is not there, and the JVM says nothing of it: "
                    + first);
        }
    }

    private static Path resolve(Path jar, String url) {
        try {
            URI resolved = jar.toAbsolutePath().toUri().resolve(url);
            return "file".equals(resolved.getScheme()) ? Path.of(resolved) : null;
        } catch (RuntimeException e) {
            return null; // no URL, or none of a path
        }
    }

    private void add(String name, ClassFile file) {
        if (name.startsWith("dev.tripcoil.")) {
            return; // the agent leaves its own alone
        }
        if (jdk.contains(name)) {
            ofJdk++;
        } else if (classes.putIfAbsent(name, file) != null) {
            repeated++;
        }
    }

    private void unreadable(String name, Exception why) {
        notes.add(name + ": can't be read: " + (why.getMessage() == null ? why : why.getMessage())
                + "; its classes are not looked at");
    }

    @Override
    public void close() throws IOException {
        for (FileChannel each : open) {
            each.close();
        }
    }
}
