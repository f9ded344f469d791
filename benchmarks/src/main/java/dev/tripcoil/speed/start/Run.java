package dev.tripcoil.speed.start;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * One process, from its beginning to its end.
 *
 * @param elapsed milliseconds
 * @param cpu milliseconds of all of its threads, the compilers' included
 * @param peak MiB in memory
 */
public record Run(double elapsed, double cpu, double peak) {

    /** Measured by Bash, which asks the system what the process took when it has ended. */
    private static final String TIMED = "TIMEFORMAT='%3R %3U %3S'; { time \"$@\" 2>/dev/null; } 2>\"$0\"";

    private static final String PEAK = "VmHWM:";

    /**
     * Starts a JVM, and waits for its end.
     *
     * @param options of the JVM
     * @param classPath of the program
     * @param program its main class
     */
    public static Run of(List<String> options, String classPath, String program)
            throws IOException, InterruptedException {
        Path times = Files.createTempFile("start-up", ".txt");
        try {
            List<String> command = new ArrayList<>(List.of("bash", "-c", TIMED, times.toString()));
            command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
            int last = options.size() - 1;
            boolean hasClassPath = last > 0 && options.get(last - 1).equals("-cp");
            command.addAll(hasClassPath ? options.subList(0, last - 1) : options);
            command.addAll(List.of("-cp", hasClassPath ? classPath + ":" + options.get(last) : classPath, program));
            ProcessBuilder builder = new ProcessBuilder(command);
            builder.environment().put("LC_ALL", "C");
            builder.environment().put("QUERY_PORT", "0"); // Zipkin's: any that is free
            Process process = builder.start();
            process.getOutputStream().close();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0 || !output.contains(PEAK)) {
                throw new IllegalStateException(String.join(" ", command) + " failed: " + output);
            }
            String[] seconds = Files.readString(times).strip().split(" ");
            return new Run(millis(seconds[0]), millis(seconds[1]) + millis(seconds[2]), peak(output));
        } finally {
            Files.delete(times);
        }
    }

    private static double millis(String seconds) {
        return Double.parseDouble(seconds) * 1000;
    }

    private static double peak(String output) {
        String line = output.substring(output.indexOf(PEAK) + PEAK.length());
        return Integer.parseInt(line.substring(0, line.indexOf("kB")).strip()) / 1024.0;
    }
}
