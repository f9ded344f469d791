package dev.tripcoil.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.io.TempDir;
import programs.LoadersThatGo;

/** Thousands of class loaders with a guarded class in each: none stays, and nothing that was kept for them does. */
class LoadersThatGoIT {

    private static final int ROUNDS = 6;
    private static final int LOADERS = 400;

    /** Far below what a round of loaders takes, which is some 10,000 bytes of metaspace for each. */
    private static final long PLATEAU = 500_000;

    /** The names of a guarded class and its two guarded methods, which JMX goes on showing: with all round them, in bytes. */
    private static final long A_CLASS_IN_JMX = 450;

    private static final Pattern SAID = Pattern.compile("(\\d+) left, heap (\\d+), metaspace (\\d+)");

    /** What a refused call gets is of a type that is in the loader that goes. */
    private static final String STOCK = """
            package %s;

            interface Service {}

            public final class Stock implements Service {
                public static final class Down extends RuntimeException {
                    public Down(String message) {
                        super(message);
                    }
                }

                public enum Answer { YES, NO, UNKNOWN }

                public static int fetch() {
                    throw new Down("no route to stock");
                }

                public static Answer has() {
                    throw new Down("no route to stock");
                }

                public static final class Menu {}

                public static final class Closed extends Exception {
                    public Closed(String message, Throwable cause) {
                        super(message, cause);
                    }
                }

                public Menu menu(Object[] of) {
                    return new Menu();
                }

                public static Menu asked(Menu other) {
                    throw new Down("no route to stock");
                }

                static Menu instead(Menu other, Throwable refusal) {
                    return other;
                }

                public static void failing() {
                    throw new Down("no route to stock");
                }
            }
            """;

    private static final String SHOP = """
            package %s;

            public final class Shop implements java.util.concurrent.Callable<Object> {
                public Object call() {
                    Stock stock = new Stock();
                    for (int i = 0; i < 3; i++) {
                        stock.menu(new Object[] {stock, stock.menu(null)});
                        try {
                            Stock.asked(stock.menu(null));
                            Stock.failing();
                        } catch (Exception e) {
                            // the service's own, or a refusal
                        }
                    }
                    try {
                        Stock.fetch();
                    } catch (RuntimeException e) {
                        // the service's own, or a refusal
                    }
                    try {
                        return Stock.has();
                    } catch (RuntimeException e) {
                        return null;
                    }
                }
            }
            """;

    private static final String RULES = """
            breakers:
              stock: {open-for: 1h, when-open: {throw: gone.Stock$Down}}
              answer: {open-for: 1h, when-open: {return: UNKNOWN}}
            rules:
              - {class: gone.Stock, method: fetch, breaker: stock}
              - {class: gone.Stock, method: has, breaker: answer}
            """;

    /** Results and failures are kept by the guarded class, and so is what the fallback is called by. */
    private static final String ANSWERS = """
              menu: {when-open: {return-last: 1h}}
              asked: {when-open: {call: 'gone.Stock#instead'}}
              failing: {trip-on: {failure-rate: 100%}, when-open: {throw: gone.Stock$Closed}}
            rules:
              - {class: gone.Stock, method: menu, breaker: menu}
              - {class: gone.Stock, method: asked, breaker: asked}
              - {class: gone.Stock, method: failing, breaker: failing}
            """;

    @TempDir
    Path folder;

    @OnEachJdk
    void none_stays_and_memory_reaches_a_plateau(Jdk jdk) throws Exception {
        go(jdk, "gone", RULES.replace("rules:", ANSWERS), 0);
    }

    @OnEachJdk
    void of_classes_with_new_names_each_time_only_their_names_stay(Jdk jdk) throws Exception {
        go(
                jdk,
                "gone0000",
                RULES.replace("gone.Stock", "gone*.Stock").replace("throw: gone*.Stock$Down", "message: refused"),
                A_CLASS_IN_JMX);
    }

    @OnEachJdk
    void nor_does_one_whose_super_types_were_asked_for(Jdk jdk) throws Exception {
        go(jdk, "gone", RULES.replace("class: gone.Stock,", "subtype-of: gone.Service,"), 0);
    }

    /** Fewer of them, as the expressions are compiled in each. */
    @OnEachJdk
    void nor_does_one_whose_calls_are_judged_by_expressions(Jdk jdk) throws Exception {
        String judged = RULES.replace(
                        "stock: {",
                        "stock: {failures: {result-if: result > 7, exception-if: error.getMessage() != null}, ")
                .replace("answer: {", "answer: {failures: {result-if: result == null}, ");
        go(jdk, "gone", judged, 0, LOADERS / 5);
    }

    private void go(Jdk jdk, String name, String text, long kept) throws Exception {
        go(jdk, name, text, kept, LOADERS);
    }

    private void go(Jdk jdk, String name, String text, long kept, int loaders) throws Exception {
        Path classes = Files.createDirectories(folder.resolve("classes"));
        Jars.compile(
                jdk,
                classes,
                folder.resolve("sources"),
                "Stock.java",
                STOCK.formatted(name),
                "Shop.java",
                SHOP.formatted(name));
        Path rules = Files.writeString(folder.resolve("rules.yaml"), text);
        try (Child child = Child.brief(jdk)
                        .agent(rules.toString())
                        .with("-Xmx64m", "-XX:+UseSerialGC")
                        .main(LoadersThatGo.class)
                        .with(classes.toString(), name + ".Shop", Integer.toString(ROUNDS), Integer.toString(loaders))
                        .start();
                Jmx jmx = Jmx.of(child)) {
            Jmx.Bean[] breakers = {jmx.breaker("stock"), jmx.breaker("answer")}; // with JMX come many classes
            child.send("begin");
            long heap = 0;
            long metaspace = 0;
            for (int round = 0; round < ROUNDS; round++) {
                String said = child.reply();
                MatchResult numbers = SAID.matcher(said).results().findFirst().orElseThrow();
                assertThat(numbers.group(1)).as("left").isEqualTo("0");
                if (round < ROUNDS / 2) { // what the JVM and the program come to need is there by then
                    heap = Long.parseLong(numbers.group(2));
                    metaspace = Long.parseLong(numbers.group(3));
                }
                assertThat(Long.parseLong(numbers.group(2)))
                        .as("heap")
                        .isLessThan(heap + PLATEAU + kept * loaders * round);
                assertThat(Long.parseLong(numbers.group(3))).as("metaspace").isLessThan(metaspace + PLATEAU);
            }
            for (Jmx.Bean breaker : breakers) {
                assertThat(breaker.count("Calls")).isEqualTo(5);
                assertThat(breaker.count("RejectedCalls")).isEqualTo(ROUNDS * loaders - 5);
            }
            Shop.allIsWell(jmx, child);
        }
    }
}
