package dev.tripcoil.guard;

import dev.tripcoil.breaker.Breaker;
import dev.tripcoil.breaker.Failures;
import dev.tripcoil.breaker.Outcome;
import dev.tripcoil.breaker.Permit;

/**
 * A let-through call whose end is judged by more than its breaker. It is told of it once, on any thread; nothing but the answer
 * comes out.
 *
 * @param given what the woven method handed over
 * @param key what it is remembered by; null if it isn't
 */
record Ongoing(Guard guard, Permit permit, Site site, Object given, Object key) {

    /**
     * It has ended with the result.
     *
     * @return what the caller gets in its place, a Throwable or an {@link Answered}; null for the result itself
     */
    Object returned(Object result) {
        Evaluation test = site.judging().result();
        if (test != null && guard.evaluate(test, site, given, result, Boolean.TRUE) == Boolean.TRUE) {
            permit.breaker().failed(permit, "result: " + test.text());
            return answer(null);
        }
        permit.breaker().succeeded(permit);
        if (key != null) {
            try {
                site.memory().keep(site, key, result);
            } catch (Throwable fault) {
                guard.tryToReport(fault);
            }
        }
        return null;
    }

    /**
     * It has ended with the exception.
     *
     * @param refused whether that is another breaker's refusal
     * @return as {@link #returned}; null for the exception itself
     */
    Object threw(Throwable error, boolean refused) {
        Breaker breaker = permit.breaker();
        Outcome outcome = refused ? Outcome.IGNORED : breaker.judge(error);
        Evaluation test = site.judging().error();
        if (outcome == Outcome.FAILURE && test != null) {
            Object judged = guard.evaluate(test, site, given, Failures.unwrap(error), Boolean.TRUE);
            outcome = judged == Boolean.TRUE ? outcome : breaker.others();
        }
        guard.ended(permit, outcome, error);
        if (outcome == Outcome.FAILURE) {
            site.answering().failed(site, Failures.unwrap(error));
        }
        return outcome == Outcome.FAILURE ? answer(error) : null;
    }

    private Object answer(Throwable failure) {
        return site.answersFailures()
                ? site.answering()
                        .answer(
                                site,
                                new Occasion(permit.breaker(), null, site.memory() == null ? given : key, failure))
                : null;
    }
}
