package dev.tripcoil.speed;

import com.google.gson.GsonBuilder;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/** Where and how figures were measured. */
final class Machine {

    private Machine() {}

    /** @param settings of the run, in words */
    static void write(Path file, String settings) throws IOException {
        JsonObject machine = new JsonObject();
        machine.addProperty(
                "date", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
        machine.addProperty(
                "jdk",
                System.getProperty("java.vm.name") + " " + Runtime.version() + ", "
                        + System.getProperty("java.vendor"));
        machine.addProperty("cpu", cpu());
        machine.addProperty("processors", Runtime.getRuntime().availableProcessors());
        machine.addProperty(
                "system",
                System.getProperty("os.name") + " " + System.getProperty("os.version") + ", "
                        + System.getProperty("os.arch"));
        machine.addProperty("settings", settings);
        Files.writeString(file, new GsonBuilder().setPrettyPrinting().create().toJson(machine) + "\n");
    }

    /** In one line. */
    static String read(Path file) throws IOException {
        JsonObject machine = JsonParser.parseString(Files.readString(file)).getAsJsonObject();
        List<String> parts = new ArrayList<>();
        for (String key : machine.keySet()) {
            parts.add(key + ": " + machine.get(key).getAsString());
        }
        return String.join("; ", parts);
    }

    private static String cpu() throws IOException {
        Path info = Path.of("/proc/cpuinfo");
        if (Files.isReadable(info)) {
            for (String line : Files.readAllLines(info)) {
                if (line.startsWith("model name")) {
                    return line.substring(line.indexOf(':') + 1).trim();
                }
            }
        }
        return System.getProperty("os.arch");
    }
}
