package dev.tripcoil.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * An application for inside a class loader: {@code Stock}, which is down, and {@code Shop}, a Callable that calls it and says
 * what came of that, in a package of its own. And what must come of guarding it, the same in every loader.
 */
final class Shop {

    private static final String STOCK = """
            package %s;

            public final class Stock {
                public static int fetch() throws java.io.IOException {
                    throw new java.io.IOException("no route to stock");
                }
            }
            """;

    private static final String SHOP = """
            package %s;

            public final class Shop implements java.util.concurrent.Callable<String> {
                public String call() {
                    try {
                        return Integer.toString(%s.Stock.fetch());
                    } catch (Throwable e) {
                        return e.getClass().getName();
                    }
                }
            }
            """;

    private Shop() {}

    /** Compiles one for each package into a folder. */
    static Path compile(Jdk jdk, Path folder, String... packages) throws Exception {
        List<String> sources = new ArrayList<>();
        for (String name : packages) {
            sources.addAll(List.of(name + "/Stock.java", STOCK.formatted(name)));
            sources.addAll(List.of(name + "/Shop.java", SHOP.formatted(name, name)));
        }
        Path classes = Files.createDirectories(folder.resolve("classes"));
        Jars.compile(jdk, classes, folder.resolve("sources"), sources.toArray(new String[0]));
        return classes;
    }

    /** Compiles one that is in two packages, for two class loaders: {@code shop.Shop}, and {@code stock.Stock}, which it calls. */
    static Path compileInTwo(Jdk jdk, Path folder) throws Exception {
        Path classes = Files.createDirectories(folder.resolve("classes"));
        Jars.compile(
                jdk,
                classes,
                folder.resolve("sources"),
                "stock/Stock.java",
                STOCK.formatted("stock"),
                "shop/Shop.java",
                SHOP.formatted("shop", "stock"));
        return classes;
    }

    /** A program among the resources, which drives a container, compiled against the container's jars. */
    static Path host(Jdk jdk, Path folder, String name, List<Path> against) throws Exception {
        Path classes = Files.createDirectories(folder.resolve("host"));
        Jars.compile(jdk, classes, folder.resolve("sources"), against, name, source(name));
        return classes;
    }

    static String source(String name) throws IOException {
        try (InputStream stream = Shop.class.getResourceAsStream("/containers/" + name)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** A jar of a container's, or of another library, from Maven Central. */
    static Path library(String name) {
        Path jar = Path.of(System.getProperty("containers"), name + ".jar");
        assertThat(jar).exists();
        return jar;
    }

    static List<Path> libraries(String... names) {
        return Arrays.stream(names).map(Shop::library).toList();
    }

    /** Rules with a breaker for each package, of the package's name: five failures in a row open it. */
    static Path rules(Path folder, String... packages) throws IOException {
        StringBuilder breakers = new StringBuilder("breakers:\n");
        StringBuilder rules = new StringBuilder("rules:\n");
        for (String name : packages) {
            breakers.append("  %s: {}\n".formatted(name));
            rules.append("  - {class: %s.Stock, method: fetch, breaker: %s}\n".formatted(name, name));
        }
        return Files.writeString(folder.resolve("rules.yaml"), breakers.append(rules));
    }

    /** Five calls of what is new fail, then three are refused. */
    static void opensItsBreaker(Child child, String request) throws Exception {
        opensItsBreaker(child, request, Rules.FAILED, Rules.REFUSED);
    }

    static void opensItsBreaker(Child child, String request, String failed, String refused) throws Exception {
        for (int i = 0; i < 5; i++) {
            assertThat(child.ask(request)).isEqualTo(failed);
        }
        for (int i = 0; i < 3; i++) {
            assertThat(child.ask(request)).isEqualTo(refused);
        }
    }

    /** As JMX shows a shop that {@link #opensItsBreaker has opened its breaker}. */
    static void hasOpenedItsBreaker(Jmx jmx, String breaker) throws Exception {
        hasOpenedItsBreaker(jmx, breaker, breaker + ".Stock#fetch()int");
    }

    static void hasOpenedItsBreaker(Jmx jmx, String breaker, String... methods) throws Exception {
        Jmx.Bean bean = jmx.breaker(breaker);
        assertThat(bean.lines("GuardedMethods")).containsExactlyInAnyOrder(methods);
        assertThat(bean.get("State")).isEqualTo("OPEN");
        assertThat(bean.count("Calls")).isEqualTo(5);
        assertThat(bean.count("FailedCalls")).isEqualTo(5);
        assertThat(bean.count("RejectedCalls")).isEqualTo(3);
        assertThat(bean.count("SuccessfulCalls")).isZero();
        assertThat(bean.count("IgnoredCalls")).isZero();
    }

    /** Nothing failed, nothing was left out, and the log has nothing but changes of state. */
    static void allIsWell(Jmx jmx, Child child) throws Exception {
        Jmx.Bean agent = jmx.agent();
        assertThat(agent.lines("UnmatchedRules")).isEmpty();
        assertThat(agent.lines("SkippedMethods")).isEmpty();
        assertThat(agent.lines("RulesWarnings")).isEmpty();
        assertThat(agent.count("WeavingFailures")).isZero();
        assertThat(agent.count("InternalErrors")).isZero();
        assertThat(child.snapshot().agentLines())
                .allMatch(line -> line.contains("in force") || line.contains(" \u2192 "));
    }
}
