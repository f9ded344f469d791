package dev.tripcoil.guard;

import dev.tripcoil.breaker.Answer;
import dev.tripcoil.breaker.Definition.FailureTerms;
import dev.tripcoil.breaker.Ticker;

/** Answers with the last good result for equal arguments, if it is young enough; else with the exception. */
final class GiveLast implements Answering, Memory {

    private final boolean isStatic;
    private final long maxAge;
    private final FailureTerms failures;
    private final Answering otherwise;
    private final Ticker ticker;
    private final Faults faults;
    private volatile LastResults results;

    /**
     * @param failures what was no good result
     * @param otherwise where there is none
     */
    GiveLast(
            Answer.Last answer,
            boolean isStatic,
            FailureTerms failures,
            Answering otherwise,
            Keeper keeper,
            Ticker ticker,
            Faults faults) {
        maxAge = answer.maxAge().toNanos();
        this.isStatic = isStatic;
        this.failures = failures;
        this.otherwise = otherwise;
        this.ticker = ticker;
        this.faults = faults;
        results = new LastResults(keeper);
    }

    @Override
    public boolean needsAllGiven() {
        return true;
    }

    @Override
    public Memory memory() {
        return this;
    }

    @Override
    public Object key(Object given) {
        return Arguments.of((Object[]) given, isStatic);
    }

    @Override
    public void keep(Site site, Object key, Object result) throws Exception {
        results.put(site, (Arguments) key, result, ticker.nanos(), maxAge);
    }

    @Override
    public Object answer(Site site, Occasion occasion) {
        Object[] found = null;
        try {
            Object given = occasion.given();
            Object key = given instanceof Object[] ? key(given) : given;
            found = key == null ? null : results.find((Arguments) key, ticker.nanos(), maxAge);
        } catch (Throwable fault) {
            faults.report(fault); // of the application's equals, or hashCode
        }
        return found == null ? otherwise.answer(site, occasion) : new Answered(found[0]);
    }

    /** Where what is a good result has stayed the same. */
    @Override
    public boolean follow(Answering before) {
        if (!(before instanceof GiveLast) || !((GiveLast) before).failures.equals(failures)) {
            return false;
        }
        results = ((GiveLast) before).results;
        return true;
    }

    @Override
    public void sweep() {
        results.sweep(ticker.nanos(), maxAge);
    }

    @Override
    public void close(Site site) {
        results.close(site);
    }

    LastResults results() {
        return results;
    }
}
