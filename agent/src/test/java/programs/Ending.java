package programs;

/** Writes to both outputs, and ends as its argument says: by itself, with an exit code, or by an exception. */
public final class Ending {

    private Ending() {}

    public static void main(String[] arguments) {
        System.out.print("output without a line's end, and \u00fcml\u00e4\u00fcts");
        System.err.println("an application's own error");
        switch (arguments[0]) {
            case "by itself" -> {}
            case "with code 3" -> System.exit(3);
            default -> throw new IllegalStateException(arguments[0]);
        }
    }
}
