package dev.tripcoil.corpus;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * What stands after the command.
 *
 * @param jdks versions; empty for all
 * @param only a part of jar names; empty for all
 */
record Options(List<Integer> jdks, String only, long seed, int first, int count) {

    private static final long SEED = 20_261_121;

    static Options parse(List<String> arguments) {
        var jdks = new ArrayList<Integer>();
        var only = "";
        long seed = SEED;
        int first = 0;
        int count = 100_000;
        for (int i = 0; i < arguments.size(); i += 2) {
            var option = arguments.get(i);
            if (i + 1 == arguments.size()) {
                throw new IllegalArgumentException(option + " needs a value");
            }
            var value = arguments.get(i + 1);
            switch (option) {
                case "--jdk" -> {
                    for (var version : value.split(",")) {
                        jdks.add(Integer.valueOf(version));
                    }
                }
                case "--only" -> only = value;
                case "--seed" -> seed = Long.parseLong(value);
                case "--first" -> first = Integer.parseInt(value);
                case "--count" -> count = Integer.parseInt(value);
                default -> throw new IllegalArgumentException("unknown option " + option);
            }
        }
        return new Options(List.copyOf(jdks), only, seed, first, count);
    }

    /** The JDKs to run on, the oldest first. */
    List<Jdk> selectedJdks() throws IOException {
        var found = Jdk.all();
        if (jdks.isEmpty()) {
            return found;
        }
        var selected =
                found.stream().filter(jdk -> jdks.contains(jdk.version())).toList();
        if (selected.size() < jdks.size()) {
            throw new IllegalArgumentException("asked for JDKs " + jdks + ", found " + found);
        }
        return selected;
    }
}
