package warehouse;

/** What clients inherit from. */
public class Base {

    public void ping() {}
}
