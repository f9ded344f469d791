package dev.tripcoil.guard;

/** Answers with an immutable value, the same each time. */
final class GiveConstant implements Answering {

    private final Answered answered;

    GiveConstant(Object value) {
        answered = new Answered(value);
    }

    @Override
    public Object answer(Site site, Occasion occasion) {
        return answered;
    }
}
