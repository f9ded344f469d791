package dev.tripcoil.cli;

import dev.tripcoil.client.BreakerStatus;
import dev.tripcoil.client.Connection;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code show}: everything of a breaker. */
@Command(
        name = "show",
        header = "Shows everything of a breaker.",
        description = {
            "State, counts, last failure, recent transitions, the methods that it guards, and its definition with every default"
                    + " filled in. Of a breaker that is split by key, NAME shows the unsplit one and a table of keys, 'NAME[*]'"
                    + " everything of each.",
            "",
            NamesCommand.EXPLANATION
        },
        customSynopsis = "tripcoil show [OPTIONS] [PID | HOST:PORT] BREAKER...",
        footer = {"  tripcoil show 1234 stock", "  tripcoil show 'stock*'"})
final class ShowCommand extends NamesCommand {

    @Parameters(arity = "1..*", paramLabel = "[PID] BREAKER", description = NamesCommand.ARGUMENTS)
    List<String> arguments = new ArrayList<>();

    @Override
    List<String> arguments() {
        return arguments;
    }

    @Override
    int run(Connection connection) throws IOException, Failure {
        List<BreakerStatus> all = connection.jvm().breakers();
        List<BreakerStatus> chosen = json ? chosen(all) : inFull(chosen(all));
        Date now = connection.jvm().now();
        List<Object> data = new ArrayList<>();
        for (BreakerStatus breaker : chosen) {
            if (json) {
                data.add(JsonView.inFull(connection.name(), breaker, now));
            } else {
                if (breaker != chosen.get(0)) {
                    out().println();
                }
                print(ShowView.lines(terminal(), breaker, keysOf(breaker, all), now));
            }
        }
        if (json) {
            out().println(Json.document(data));
        }
        return WORKED;
    }

    /** Without keys that are meant by nothing but their breaker's name: they are in the table of the unsplit one. */
    private List<BreakerStatus> inFull(List<BreakerStatus> chosen) {
        return chosen.stream()
                .filter(each -> each.key() == null
                        || isMeantByKey(each)
                        || chosen.stream()
                                .noneMatch(other ->
                                        other.key() == null && other.name().equals(each.name())))
                .toList();
    }

    private static List<BreakerStatus> keysOf(BreakerStatus breaker, List<BreakerStatus> all) {
        return breaker.key() != null
                ? List.of()
                : all.stream()
                        .filter(each -> each.key() != null && each.name().equals(breaker.name()))
                        .toList();
    }
}
