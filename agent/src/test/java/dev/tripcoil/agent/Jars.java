package dev.tripcoil.agent;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;

/** Jars that tests make. */
final class Jars {

    private Jars() {}

    /** Of classes of the test programs, for where the folder with all of them won't do. */
    static Path ofPrograms(Path jar, String... names) throws IOException {
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream out = new JarOutputStream(file)) {
            putPrograms(out, names);
        }
        return jar;
    }

    /** Of an agent among the test programs, which may do whatever agents may, and the other classes that it has. */
    static Path ofAgent(Path jar, String... names) throws IOException {
        Manifest manifest = new Manifest();
        Attributes main = manifest.getMainAttributes();
        main.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        main.putValue("Premain-Class", names[0]);
        main.putValue("Agent-Class", names[0]);
        main.putValue("Can-Redefine-Classes", "true");
        main.putValue("Can-Retransform-Classes", "true");
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream out = new JarOutputStream(file, manifest)) {
            putPrograms(out, names);
        }
        return jar;
    }

    private static void putPrograms(JarOutputStream out, String... names) throws IOException {
        for (String name : names) {
            String entry = name.replace('.', '/') + ".class";
            out.putNextEntry(new ZipEntry(entry));
            try (InputStream in = Jars.class.getClassLoader().getResourceAsStream(entry)) {
                in.transferTo(out);
            }
        }
    }

    /** Of everything in a folder. */
    static Path ofFolder(Path jar, Path folder) throws IOException {
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream out = new JarOutputStream(file);
                Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.filter(Files::isRegularFile).toList()) {
                out.putNextEntry(new ZipEntry(folder.relativize(path).toString().replace('\\', '/')));
                Files.copy(path, out);
            }
        }
        return jar;
    }

    /** Of one package of those in a folder, with the main attributes of a manifest. */
    static Path ofPackage(Path jar, Path folder, String name, String... attributes) throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        for (int i = 0; i < attributes.length; i += 2) {
            manifest.getMainAttributes().putValue(attributes[i], attributes[i + 1]);
        }
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream out = new JarOutputStream(file, manifest);
                Stream<Path> all = Files.list(folder.resolve(name))) {
            for (Path path : all.toList()) {
                out.putNextEntry(new ZipEntry(name + "/" + path.getFileName()));
                Files.copy(path, out);
            }
        }
        return jar;
    }

    /** As a class path. */
    static String path(List<Path> jarsAndFolders) {
        return jarsAndFolders.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
    }

    /** Compiles sources, given as file name and text by turns, and puts them into a folder. */
    static void compile(Jdk jdk, Path into, Path work, String... sources) throws Exception {
        compile(jdk, into, work, List.of(), sources);
    }

    /** Compiles sources against jars and folders. */
    static void compile(Jdk jdk, Path into, Path work, List<Path> against, String... sources) throws Exception {
        List<String> command = new ArrayList<>(List.of(jdk.command("javac"), "-nowarn", "-d", into.toString()));
        command.addAll(List.of("-proc:none", "-cp", path(against)));
        for (int i = 0; i < sources.length; i += 2) {
            Path source = work.resolve(sources[i]);
            Files.createDirectories(source.getParent());
            command.add(Files.writeString(source, sources[i + 1]).toString());
        }
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().remove("JAVA_TOOL_OPTIONS");
        Process javac = builder.start();
        String said = new String(javac.getInputStream().readAllBytes());
        if (javac.waitFor() != 0) {
            throw new AssertionError(said);
        }
    }
}
