package dev.tripcoil.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/**
 * JBoss Modules with JBoss LogManager, started as WildFly is. Its modules see of the boot loader what they are told to, and the
 * log manager, which is in one of them, must be the first that the JVM asks for.
 */
class JBossModulesIT {

    private static final String MANAGER = "org.jboss.logmanager.LogManager";

    private static final String MAIN = """
            package shop;

            import java.io.BufferedReader;
            import java.io.InputStreamReader;
            import java.util.logging.Level;
            import java.util.logging.LogManager;
            import java.util.logging.Logger;

            public final class Main {
                public static void main(String[] arguments) throws Exception {
                    BufferedReader lines = new BufferedReader(new InputStreamReader(System.in));
                    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                        Logger logger = Logger.getLogger("shop");
                        logger.log(Level.FINE, "a call");
                        System.out.println(
                                switch (line) {
                                    case "manager" -> LogManager.getLogManager().getClass().getName();
                                    case "logger" -> logger.getClass().getName();
                                    case "loader" -> Main.class.getClassLoader().getClass().getName();
                                    default -> new Shop().call();
                                });
                    }
                }
            }
            """;

    @TempDir
    Path folder;

    private Path modules;

    @BeforeEach
    void layModulesOut() throws Exception {
        modules = folder.resolve("modules");
        module(
                "org.jboss.logmanager",
                "",
                "<module name=\"java.logging\"/><module name=\"java.xml\"/><module name=\"jdk.unsupported\"/>",
                Shop.libraries(
                        "jboss-logmanager",
                        "smallrye-common-constraint",
                        "smallrye-common-cpu",
                        "smallrye-common-expression",
                        "smallrye-common-net",
                        "smallrye-common-os",
                        "smallrye-common-ref"));
    }

    @OnEachJdk
    void the_log_manager_that_the_main_module_brings(Jdk jdk) throws Exception {
        isGuarded(jdk);
    }

    @OnEachJdk
    void the_log_manager_that_a_system_property_names(Jdk jdk) throws Exception {
        isGuarded(jdk, "-Djava.util.logging.manager=" + MANAGER);
    }

    private void isGuarded(Jdk jdk, String... options) throws Exception {
        Path classes = Shop.compileInTwo(jdk, folder);
        Jars.compile(jdk, classes, folder.resolve("sources"), List.of(classes), "shop/Main.java", MAIN);
        module("stock", "", "", List.of(Jars.ofPackage(folder.resolve("stock.jar"), classes, "stock")));
        module(
                "shop",
                "<main-class name=\"shop.Main\"/>",
                "<module name=\"java.logging\"/><module name=\"stock\"/>"
                        + "<module name=\"org.jboss.logmanager\" services=\"import\"/>",
                List.of(Jars.ofPackage(folder.resolve("shop.jar"), classes, "shop")));
        try (Child child = Child.brief(jdk)
                .agent(Shop.rules(folder, "stock").toString())
                .with(options)
                .with("-jar", Shop.library("jboss-modules").toString())
                .with("-mp", modules.toString(), "shop")
                .start()) {
            assertThat(child.ask("loader")).isEqualTo("org.jboss.modules.ModuleClassLoader");
            Shop.opensItsBreaker(child, "call");
            try (Jmx jmx = Jmx.of(child)) {
                Shop.hasOpenedItsBreaker(jmx, "stock");
                Shop.allIsWell(jmx, child);
            }
            assertThat(child.ask("manager")).isEqualTo(MANAGER);
            assertThat(child.ask("logger")).isEqualTo("org.jboss.logmanager.Logger");
            assertThat(child.snapshot().errors())
                    .as("nothing but the agent's own lines")
                    .isEqualTo(child.snapshot().agentLines());
        }
    }

    private void module(String name, String main, String dependencies, List<Path> jars) throws Exception {
        Path module =
                Files.createDirectories(modules.resolve(name.replace('.', '/')).resolve("main"));
        StringBuilder resources = new StringBuilder();
        for (Path jar : jars) {
            Files.copy(jar, module.resolve(jar.getFileName()));
            resources.append("<resource-root path=\"").append(jar.getFileName()).append("\"/>");
        }
        Files.writeString(module.resolve("module.xml"), """
                <?xml version="1.0" encoding="UTF-8"?>
                <module name="%s" xmlns="urn:jboss:module:1.9">
                    %s
                    <resources>%s</resources>
                    <dependencies>%s</dependencies>
                </module>
                """.formatted(name, main, resources, dependencies));
    }
}
