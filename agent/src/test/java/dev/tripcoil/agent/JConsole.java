package dev.tripcoil.agent;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import programs.JConsoleDriver;

/** A real JConsole with the tab, worked by {@link JConsoleDriver} as by a user. */
final class JConsole implements AutoCloseable {

    private final Child child;

    private JConsole(Child child) {
        this.child = child;
    }

    /**
     * @param connection a process id, or host:port
     */
    static JConsole start(Jdk jdk, Display display, Path folder, String connection) throws Exception {
        String driver = JConsoleDriver.class.getName();
        Path agent = Jars.ofAgent(folder.resolve("driver.jar"), driver);
        JConsole console = new JConsole(Child.on(jdk)
                .command("jconsole")
                .environment("DISPLAY", display.name)
                .with(
                        "-J-javaagent:" + agent,
                        "-J-XX:TieredStopAtLevel=1",
                        "-interval=1",
                        "-pluginpath",
                        Child.AGENT.toString(),
                        connection)
                .start());
        console.press("Insecure connection"); // it asks, as the child speaks no TLS
        console.until("tab Tripcoil", "ok"::equals);
        console.until("resize 1200 800", "ok"::equals);
        return console;
    }

    String ask(String request) throws Exception {
        return child.ask(request);
    }

    String until(String request, Predicate<String> good) throws Exception {
        return Await.until(request, () -> ask(request), good);
    }

    void press(String button) throws Exception {
        until("press " + button, "ok"::equals);
    }

    /** Selects the breaker, presses the button, and confirms. What it was asked is the answer. */
    String does(String button, String breaker) throws Exception {
        until("select breakers " + breaker, "ok"::equals);
        press(button);
        String question = until("text question", text -> !text.startsWith("no: "));
        press(button);
        return question;
    }

    /** A row of the table of breakers, once it is as it should be. */
    String row(String breaker, Predicate<String> good) throws Exception {
        return Await.until(
                "the row of " + breaker,
                () -> rows("breakers").stream()
                        .filter(row -> row.startsWith(breaker + "|"))
                        .findFirst()
                        .orElse("none"),
                good);
    }

    List<String> rows(String table) throws Exception {
        String answer = ask("table " + table);
        return answer.isEmpty() ? List.of() : new ArrayList<>(List.of(answer.split("\\\\n")));
    }

    /** For people to look at. */
    void shoot(String name) throws Exception {
        Path file =
                Files.createDirectories(Child.AGENT.resolveSibling("jconsole")).resolve(name + ".png");
        ask("shot " + file);
    }

    @Override
    public void close() {
        child.close();
    }
}
