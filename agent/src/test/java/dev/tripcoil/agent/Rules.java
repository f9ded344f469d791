package dev.tripcoil.agent;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Rules files for the test programs. */
final class Rules {

    /** One breaker, which five failures in a row open, for the one method of {@code programs.Stock}. */
    static final String STOCK = """
            breakers:
              stock: {}
            rules:
              - class: programs.Stock
                method: fetch
                breaker: stock
            """;

    /** What {@code programs.StockCalls} says of a call that went through, and of one that was refused. */
    static final String FAILED = "java.io.IOException";

    static final String REFUSED = "dev.tripcoil.CircuitOpenException";

    private Rules() {}

    static Path stock(Path folder) throws IOException {
        return Files.writeString(folder.resolve("rules.yaml"), STOCK);
    }

    /** As {@code rules.yaml}, in the way of careful editors: nobody reads half a file. */
    static void save(Path folder, String rules) throws IOException {
        Path draft = Files.writeString(folder.resolve("draft"), rules);
        Files.move(draft, folder.resolve("rules.yaml"), StandardCopyOption.REPLACE_EXISTING);
    }

    /** Rules that are good, and select nothing of any program. */
    static Path forNobody(Path folder) throws IOException {
        return Files.writeString(folder.resolve("nobody.yaml"), STOCK.replace("programs.Stock", "nobody.Knows"));
    }
}
