package warehouse;

/** What a rules file may name to be told of transitions. */
public class Hooks {

    /** Inherits it. */
    public static final class More extends Hooks {}

    static void changed(String breaker, String from, String to, String why) {}

    void instance(String breaker, String from, String to, String why) {}

    static void few(String breaker, String to) {}
}
