package dev.tripcoil.guard;

import dev.tripcoil.breaker.Breaker;
import java.util.List;

/** How one method will be guarded. Immutable. */
public final class Plan {

    final Breaker breaker;
    final Answering answering;
    final Judging judging;
    final Memory memory;
    final Following following;
    final boolean answersFailures;
    private final GivenVariables given;

    /**
     * @param given what the woven method hands over
     * @param memory null where nothing is kept
     * @param following null where a call has ended when its method returns
     * @param answersFailures whether a failed call is answered as a refused one
     */
    Plan(
            Breaker breaker,
            Answering answering,
            Judging judging,
            Memory memory,
            Following following,
            boolean answersFailures,
            GivenVariables given) {
        this.breaker = breaker;
        this.answering = answering;
        this.judging = judging;
        this.memory = memory;
        this.following = following;
        this.answersFailures = answersFailures;
        this.given = given;
    }

    /** Where breakers are split by key, the one without. */
    public Breaker breaker() {
        return breaker;
    }

    /** Whether the woven method must be able to return an answer. */
    public boolean answersWithValue() {
        return !(answering instanceof Refuse);
    }

    /** Whether the woven method must show what it returns. */
    public boolean needsResult() {
        return judging.result() != null || memory != null || following != null;
    }

    /** Whether the woven method must be able to throw something else than it does, or to return instead. */
    public boolean needsFailure() {
        return answersFailures;
    }

    /** What the woven method must hand over: -1 for the receiver, and numbers of parameters, ascending. */
    public List<Integer> given() {
        return given.variables();
    }

    /** Whether that must be an array, also where it is one or none. */
    public boolean givenAsArray() {
        return given.all();
    }
}
