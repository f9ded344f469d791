package dev.tripcoil.cli;

import dev.tripcoil.client.BreakerStatus;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** A command on breakers that are named, with the JVM before them or not. */
abstract class NamesCommand extends ConnectedCommand {

    static final String EXPLANATION =
            "The first argument is the JVM if it has digits only or a colon; all else are breakers. In a breaker's name, *"
                    + " stands for any characters and ? for one: put it in quotes. Of a breaker that is split by key, NAME"
                    + " is all keys, and 'NAME[KEY]' one.";

    static final String ARGUMENTS = "The JVM (the only guarded one, if left out), and breakers.";

    /** How many there are is told, but not all of them. */
    private static final int MOST_NAMES = 40;

    /** As they were given. */
    abstract List<String> arguments();

    /** Whether all breakers are meant, without any name. */
    boolean all() {
        return false;
    }

    @Override
    final String target() {
        if (names().isEmpty() && !all()) {
            throw wrongUsage("name at least one breaker" + (this instanceof OperationCommand ? ", or give --all" : ""));
        }
        if (!names().isEmpty() && all()) {
            throw wrongUsage("--all leaves nothing to name; give either");
        }
        return hasTarget() ? arguments().get(0) : null;
    }

    private boolean hasTarget() {
        return !arguments().isEmpty() && Target.isOne(arguments().get(0));
    }

    private List<String> names() {
        return hasTarget() ? arguments().subList(1, arguments().size()) : arguments();
    }

    /** Those that are meant, in their order; an error if a name matches none, so that a slip is not half a success. */
    final List<BreakerStatus> chosen(List<BreakerStatus> breakers) throws Failure {
        if (all()) {
            return breakers;
        }
        return choose(names(), breakers);
    }

    /** Whether the name of one of its keys was given, or a pattern that means some of them. */
    final boolean isMeantByKey(BreakerStatus breaker) {
        return breaker.key() != null
                && names().stream()
                        .map(BreakerPattern::new)
                        .anyMatch(pattern -> pattern.hasKey() && pattern.matches(breaker));
    }

    static List<BreakerStatus> choose(List<String> names, List<BreakerStatus> breakers) throws Failure {
        Set<BreakerStatus> chosen = new LinkedHashSet<>();
        for (String name : names) {
            BreakerPattern pattern = new BreakerPattern(name);
            List<BreakerStatus> matching =
                    breakers.stream().filter(pattern::matches).toList();
            if (matching.isEmpty()) {
                throw new Failure(noMatch(name, breakers));
            }
            chosen.addAll(matching);
        }
        return breakers.stream().filter(chosen::contains).toList();
    }

    private static String noMatch(String name, List<BreakerStatus> breakers) {
        List<String> labels = new ArrayList<>();
        for (BreakerStatus breaker : breakers) {
            if (labels.size() == MOST_NAMES) {
                labels.add("and " + (breakers.size() - MOST_NAMES) + " more");
                break;
            }
            labels.add(BreakerPattern.label(breaker));
        }
        return "no breaker matches '" + name + "'; there "
                + switch (labels.size()) {
                    case 0 -> "are none at all: 'tripcoil status' says why";
                    case 1 -> "is " + labels.get(0);
                    default -> "are " + String.join(", ", labels);
                };
    }
}
