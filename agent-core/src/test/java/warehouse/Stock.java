package warehouse;

/** What a client of the application calls. */
public interface Stock {

    int fetch(int item);
}
