package dev.tripcoil.agent;

import java.io.BufferedReader;
import java.io.File;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/** A screen for JConsole: one that nobody sees, by Xvfb; where that is not installed, the one that there is. */
final class Display implements AutoCloseable {

    private final Process server;
    final String name;

    private Display(Process server, String name) {
        this.server = server;
        this.name = name;
    }

    /** Skips the test where there is none, or no JConsole. */
    static Display open(Jdk jdk) throws Exception {
        Assumptions.assumeTrue(Files.isExecutable(Path.of(jdk.command("jconsole"))), jdk + " has no JConsole");
        if (isInstalled("Xvfb")) {
            // It says by itself which number was free.
            Process server = new ProcessBuilder(
                            "Xvfb", "-displayfd", "1", "-screen", "0", "1200x800x24", "-nolisten", "tcp")
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            String number = new BufferedReader(new InputStreamReader(server.getInputStream())).readLine();
            if (number != null) {
                return new Display(server, ":" + number);
            }
            server.destroy();
        }
        String given = System.getenv("DISPLAY");
        Assumptions.assumeTrue(
                given != null && !given.isEmpty(),
                "JConsole needs a display, and there is none: install Xvfb (the package xvfb), or set DISPLAY");
        return new Display(null, given);
    }

    private static boolean isInstalled(String command) {
        for (String folder : System.getenv().getOrDefault("PATH", "").split(File.pathSeparator)) {
            if (Files.isExecutable(Path.of(folder, command))) {
                return true;
            }
        }
        return false;
    }

    @Override
    public void close() {
        if (server != null) {
            server.destroy();
        }
    }
}
