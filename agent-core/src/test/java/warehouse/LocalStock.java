package warehouse;

/** Another implementation. */
public final class LocalStock implements Stock {

    @Override
    public int fetch(int item) {
        return -item;
    }
}
