package dev.tripcoil.nested;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The shapes of one language, as its own compiler writes them; the build puts the compilers into target/compilers. */
enum Language {
    JAVA("plain"),
    JAVA_8("old", "", "Old.java", "jdk.compiler/com.sun.tools.javac.Main", "-nowarn", "--release", "8"),
    KOTLIN(
            "kotlin",
            "kotlin",
            "Shapes.kt",
            "org.jetbrains.kotlin.cli.jvm.K2JVMCompiler",
            "-no-stdlib",
            "-no-reflect",
            "-jvm-default=disable",
            "-cp",
            "target/compilers/kotlin/kotlin-stdlib.jar"),
    SCALA_2("scala", "scala2", "Shapes.scala", "scala.tools.nsc.Main", "-usejavacp"),
    SCALA_3("scala", "scala3", "Shapes.scala", "dotty.tools.dotc.Main", "-usejavacp"),
    GROOVY("groovy", "groovy", "Shapes.groovy", "org.codehaus.groovy.tools.FileSystemCompiler");

    private static final Path SOURCES = Path.of("src", "test", "resources", "shapes");

    final String packageName;
    private final Path compiler;
    private final String source;
    private final List<String> command;
    private Map<String, byte[]> classFiles;
    private ClassLoader libraries;

    /** Compiled with the tests. */
    Language(String packageName) {
        this(packageName, null, null);
    }

    Language(String packageName, String compiler, String source, String... command) {
        this.packageName = "shapes." + packageName;
        this.compiler = compiler == null ? null : Path.of("target", "compilers", compiler);
        this.source = source;
        this.command = List.of(command);
    }

    /** By binary name. */
    synchronized Map<String, byte[]> classFiles() {
        try {
            if (classFiles == null) {
                classFiles = read(
                        source == null
                                ? Path.of(Language.class
                                        .getProtectionDomain()
                                        .getCodeSource()
                                        .getLocation()
                                        .getPath())
                                : compile());
            }
            return classFiles;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The language's own library, for its classes at run time. */
    synchronized ClassLoader libraries() {
        if (libraries == null) {
            var jars = new ArrayList<URL>();
            for (Path jar : jars()) {
                try {
                    jars.add(jar.toUri().toURL());
                } catch (MalformedURLException e) {
                    throw new AssertionError(e);
                }
            }
            libraries = new URLClassLoader(jars.toArray(new URL[0]), ClassLoader.getPlatformClassLoader());
        }
        return libraries;
    }

    private List<Path> jars() {
        if (compiler == null || !Files.isDirectory(compiler)) {
            return List.of();
        }
        try (var files = Files.list(compiler)) {
            return files.sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path compile() throws IOException {
        var into = Files.createDirectories(Path.of("target", "shapes", name()));
        var java = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        var jars = jars().stream().map(Path::toString).toList();
        if (this == JAVA_8) {
            java.addAll(List.of("-m", command.get(0)));
        } else {
            java.addAll(List.of("-cp", String.join(File.pathSeparator, jars), command.get(0)));
        }
        java.addAll(command.subList(1, command.size()));
        java.addAll(List.of("-d", into.toString(), SOURCES.resolve(source).toString()));
        var builder = new ProcessBuilder(java).redirectErrorStream(true);
        builder.environment().remove("JAVA_TOOL_OPTIONS");
        var process = builder.start();
        var said = new String(process.getInputStream().readAllBytes());
        try {
            if (process.waitFor() != 0) {
                throw new AssertionError(said);
            }
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
        return into;
    }

    private Map<String, byte[]> read(Path folder) throws IOException {
        var found = new HashMap<String, byte[]>();
        try (var files = Files.walk(folder.resolve(packageName.replace('.', '/')))) {
            for (Path file :
                    files.filter(each -> each.toString().endsWith(".class")).toList()) {
                var path = folder.relativize(file).toString();
                found.put(
                        path.substring(0, path.length() - ".class".length()).replace(File.separatorChar, '.'),
                        Files.readAllBytes(file));
            }
        }
        return found;
    }
}
