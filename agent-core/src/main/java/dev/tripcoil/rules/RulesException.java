package dev.tripcoil.rules;

import java.util.List;

/** A rules file that can't be used, with everything that is wrong with it. */
public final class RulesException extends Exception {
    private static final long serialVersionUID = 1;

    // A type of java.base that is serializable, which List by itself isn't.
    private final String[] problems;

    RulesException(List<String> problems) {
        super(String.join("\n", problems), null, false, false);
        this.problems = problems.toArray(new String[0]);
    }

    /** Every problem in the file's order, each one line such as {@code rules.yaml:12:7: unknown key 'x'; …}. */
    public List<String> problems() {
        return List.of(problems);
    }
}
