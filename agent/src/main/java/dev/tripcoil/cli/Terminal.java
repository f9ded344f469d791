package dev.tripcoil.cli;

import java.io.File;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Where standard output goes.
 *
 * @param isTerminal whether somebody sees it, rather than a file or another command gets it
 * @param hasColours never where it is no terminal, or {@code NO_COLOR} is set
 * @param charset what it shows
 */
record Terminal(boolean isTerminal, boolean hasColours, Charset charset) {

    private static final int UNLIMITED = Integer.MAX_VALUE;
    private static final int[] USUAL = {24, 80};

    /** Neither a terminal, nor colours. */
    static Terminal none() {
        return new Terminal(false, false, StandardCharsets.UTF_8);
    }

    static Terminal ofThisProcess(Map<String, String> environment) {
        // The console of another module that some JDKs prefer is slow to start, and there without a terminal, too.
        System.setProperty("jdk.console", "java.base");
        boolean isTerminal = System.console() != null && !"dumb".equals(environment.get("TERM"));
        boolean isPlain = !environment.getOrDefault("NO_COLOR", "").isEmpty();
        return new Terminal(isTerminal, isTerminal && !isPlain, standardOutput());
    }

    /** JDK 19 and later say it in a property of their own. */
    private static Charset standardOutput() {
        for (String property : new String[] {"stdout.encoding", "sun.stdout.encoding", "native.encoding"}) {
            String name = System.getProperty(property);
            if (name != null && Charset.isSupported(name)) {
                return Charset.forName(name);
            }
        }
        return Charset.defaultCharset();
    }

    String paint(Style style, String text) {
        return hasColours ? style.on(text) : text;
    }

    String arrow() {
        return shows('\u2192') ? "\u2192" : "->";
    }

    /** Where something was cut off. */
    String ellipsis() {
        return shows('\u2026') ? "\u2026" : "~";
    }

    private boolean shows(char c) {
        return charset.canEncode() && charset.newEncoder().canEncode(c);
    }

    /** Lines and columns now: windows change. Without limit where it is no terminal. */
    int[] size() {
        if (!isTerminal) {
            return new int[] {UNLIMITED, UNLIMITED};
        }
        try {
            Process stty = new ProcessBuilder("stty", "size")
                    .redirectInput(new File("/dev/tty"))
                    .redirectErrorStream(true)
                    .start();
            String answer = new String(stty.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
            stty.waitFor(1, TimeUnit.SECONDS);
            return parse(answer);
        } catch (IOException e) {
            return USUAL.clone();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return USUAL.clone();
        }
    }

    /** From {@code 24 80}; a terminal that doesn't know its size has zeros. */
    static int[] parse(String answer) {
        String[] parts = answer.strip().split(" ");
        if (parts.length == 2 && parts[0].matches("[1-9]\\d{0,4}") && parts[1].matches("[1-9]\\d{0,4}")) {
            return new int[] {Integer.parseInt(parts[0]), Integer.parseInt(parts[1])};
        }
        return USUAL.clone();
    }
}
