package dev.tripcoil.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.io.TempDir;

/** An executable JAR, with Spring Boot's launcher, which loads classes from JARs within the JAR. */
class ExecutableJarIT {

    private static final String[] SPRING = {
        "spring-context",
        "spring-core",
        "spring-beans",
        "spring-aop",
        "spring-expression",
        "jspecify",
        "commons-logging"
    };

    /** The second rule means the proxy's class too, which passes each call on to the method that it overrides. */
    private static final String RULES = """
            breakers:
              stock: {on-transition: app.BootMain#changed}
              prices: {}
              database: {}
            rules:
              - {class: stock.Stock, method: fetch, breaker: stock}
              - {class: "app.BootMain$Prices*", method: fetch, breaker: prices}
              - {class: org.h2.Driver, method: connect, breaker: database}
            """;

    @TempDir
    Path folder;

    @OnEachJdk
    void its_own_classes_and_those_of_the_libraries_in_it_are_guarded(Jdk jdk) throws Exception {
        Path jar = executableJar(jdk);
        Path rules = Files.writeString(folder.resolve("rules.yaml"), RULES);
        try (Child child = Child.brief(jdk)
                .agent(rules.toString())
                .with("-jar", jar.toString())
                .start()) {
            assertThat(child.ask("loaders"))
                    .startsWith("LaunchedClassLoader true jar:nested:")
                    .contains("BOOT-INF/lib/shop.jar");
            String proxy = child.ask("proxy");
            assertThat(proxy).startsWith("app.BootMain$Prices$$SpringCGLIB$$");
            Shop.opensItsBreaker(child, "shop");
            assertThat(child.ask("told")).isEqualTo("stock OPEN");
            Shop.opensItsBreaker(child, "prices", "java.lang.IllegalStateException", Rules.REFUSED);
            Shop.opensItsBreaker(
                    child,
                    "jdbc:h2:tcp://localhost:1/~/stock",
                    "org.h2.jdbc.JdbcSQLNonTransientConnectionException",
                    Rules.REFUSED);
            try (Jmx jmx = Jmx.of(child)) {
                Shop.hasOpenedItsBreaker(jmx, "stock");
                Shop.hasOpenedItsBreaker(jmx, "prices", "app.BootMain$Prices#fetch()int", proxy + "#fetch()int");
                Shop.hasOpenedItsBreaker(
                        jmx,
                        "database",
                        "org.h2.Driver#connect(java.lang.String,java.util.Properties)java.sql.Connection");
                Shop.allIsWell(jmx, child);
            }
            assertThat(child.snapshot().errors())
                    .as("nothing but the agent's own lines")
                    .isEqualTo(child.snapshot().agentLines());
        }
        // The proxy's class is in no file.
        assertThat(Checked.run(jdk, rules, jar.toString()).guarded())
                .isEqualTo(
                        Map.of(
                                "stock", Set.of("stock.Stock#fetch()int"),
                                "prices", Set.of("app.BootMain$Prices#fetch()int"),
                                "database",
                                        Set.of(
                                                "org.h2.Driver#connect(java.lang.String,java.util.Properties)java.sql.Connection")));
    }

    /** As Spring Boot's build plugins make it: the launcher at the root, and the libraries stored as they are. */
    private Path executableJar(Jdk jdk) throws Exception {
        Path shops = Shop.compileInTwo(jdk, folder);
        Path libraries = Files.createDirectories(folder.resolve("libraries"));
        List<Path> inside = new ArrayList<>(Shop.libraries(SPRING));
        inside.add(Jars.ofPackage(libraries.resolve("shop.jar"), shops, "shop"));
        inside.add(Jars.ofPackage(libraries.resolve("stock.jar"), shops, "stock"));
        inside.add(Path.of(org.h2.Driver.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI()));
        Path classes = Shop.host(jdk, folder, "BootMain.java", inside).resolve("app");

        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes()
                .put(Attributes.Name.MAIN_CLASS, "org.springframework.boot.loader.launch.JarLauncher");
        manifest.getMainAttributes().putValue("Start-Class", "app.BootMain");
        manifest.getMainAttributes().putValue("Spring-Boot-Classes", "BOOT-INF/classes/");
        manifest.getMainAttributes().putValue("Spring-Boot-Lib", "BOOT-INF/lib/");
        Path executable = folder.resolve("application.jar");
        try (OutputStream file = Files.newOutputStream(executable);
                JarOutputStream out = new JarOutputStream(file, manifest)) {
            unpack(Shop.library("spring-boot-loader"), out);
            for (String directory :
                    List.of("BOOT-INF/", "BOOT-INF/classes/", "BOOT-INF/classes/app/", "BOOT-INF/lib/")) {
                out.putNextEntry(new ZipEntry(directory));
            }
            try (var all = Files.list(classes)) {
                for (Path path : all.toList()) {
                    out.putNextEntry(new ZipEntry("BOOT-INF/classes/app/" + path.getFileName()));
                    Files.copy(path, out);
                }
            }
            for (Path library : inside) {
                store(library, out);
            }
        }
        return executable;
    }

    private static void unpack(Path loader, JarOutputStream out) throws IOException {
        try (JarFile jar = new JarFile(loader.toFile())) {
            for (JarEntry entry : (Iterable<JarEntry>) jar.stream()::iterator) {
                if (entry.getName().startsWith("META-INF/MANIFEST")
                        || entry.getName().equals("META-INF/")) {
                    continue;
                }
                out.putNextEntry(new ZipEntry(entry.getName()));
                try (InputStream stream = jar.getInputStream(entry)) {
                    stream.transferTo(out);
                }
            }
        }
    }

    private static void store(Path library, JarOutputStream out) throws IOException {
        byte[] bytes = Files.readAllBytes(library);
        CRC32 sum = new CRC32();
        sum.update(bytes);
        ZipEntry entry = new ZipEntry("BOOT-INF/lib/" + library.getFileName());
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(bytes.length);
        entry.setCrc(sum.getValue());
        out.putNextEntry(entry);
        out.write(bytes);
    }
}
