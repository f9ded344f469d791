package dev.tripcoil.jconsole;

import dev.tripcoil.client.GuardedJvm.Operation;
import java.util.ArrayList;
import java.util.List;

/** What the buttons do to breakers, in words. */
enum Command {
    TRIP(
            Operation.TRIP,
            "Trip",
            'T',
            "opened by hand",
            "Opens each now, as if it had failed: its calls are refused until open-for has passed, then it tries again by "
                    + "itself. One that is open already waits again from now."),
    RESET(
            Operation.RESET,
            "Reset",
            'R',
            "reset",
            "Closes each and clears its counts: calls go through again, and what was forced open, disabled or set to "
                    + "metrics only works as usual. The totals stay."),
    FORCE_OPEN(
            Operation.FORCE_OPEN,
            "Force open",
            'F',
            "forced open",
            "Refuses every call of each, and does not try again by itself: it stays so until somebody resets it."),
    DISABLE(
            Operation.DISABLE,
            "Disable",
            'D',
            "disabled",
            "Lets every call of each through, whatever fails: there is no protection until somebody resets it."),
    METRICS_ONLY(
            Operation.METRICS_ONLY,
            "Metrics only",
            'M',
            "set to metrics only",
            "Lets every call of each through and counts as usual, but never opens, until somebody resets it.");

    private static final int MOST_NAMES = 12;

    final Operation operation;
    final String title;
    final char mnemonic;
    final String done;
    final String effect;

    Command(Operation operation, String title, char mnemonic, String done, String effect) {
        this.operation = operation;
        this.title = title;
        this.mnemonic = mnemonic;
        this.done = done;
        this.effect = effect;
    }

    /** The question before it is done; with names, JVM and effect. */
    String question(List<String> breakers, String jvm) {
        List<String> names = new ArrayList<>(breakers.subList(0, Math.min(breakers.size(), MOST_NAMES)));
        if (breakers.size() > names.size()) {
            names.add("\u2026 and " + (breakers.size() - names.size()) + " more");
        }
        String which = breakers.size() == 1
                ? names.get(0)
                : breakers.size() + " breakers:\n    " + String.join("\n    ", names);
        return title + " " + which + "\nin " + jvm + "?\n\n"
                + effect.replace(" each", breakers.size() == 1 ? " it" : " each");
    }

    /** What to say afterwards. */
    String report(List<String> breakers, List<String> failures) {
        if (!failures.isEmpty()) {
            return title + ": " + String.join("; ", failures);
        }
        String which = breakers.size() <= 3 ? String.join(", ", breakers) : breakers.size() + " breakers";
        return which + " " + done;
    }
}
