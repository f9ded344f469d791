package dev.tripcoil.cli;

/** How a piece of text looks on a terminal that has colours. */
enum Style {
    PLAIN(""),
    BOLD("1"),
    FAINT("2"),
    GREEN("32"),
    YELLOW("33"),
    CYAN("36"),
    RED("1;31"),
    MAGENTA("1;35");

    private final String codes;

    Style(String codes) {
        this.codes = codes;
    }

    String on(String text) {
        return this == PLAIN ? text : "\033[" + codes + "m" + text + "\033[0m";
    }

    /** Of a breaker's state: red is what refuses calls. */
    static Style of(String state) {
        return switch (state) {
            case "CLOSED" -> GREEN;
            case "OPEN" -> RED;
            case "FORCED_OPEN" -> MAGENTA;
            case "HALF_OPEN" -> YELLOW;
            default -> CYAN;
        };
    }
}
