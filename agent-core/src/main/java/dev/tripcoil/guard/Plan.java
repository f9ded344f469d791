package dev.tripcoil.guard;

import dev.tripcoil.async.AsyncKind;
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
    /** Null unless each subscription to what the method returns is a call. */
    final AsyncKind kind;

    final boolean suspends;
    private final GivenVariables given;

    /** Whether there is more to do at the end of a call than to tell its breaker. */
    final boolean judgesEnds;

    /** Whether a call takes nothing but to be let through and counted, as long as it isn't refused. */
    final boolean isPlain;

    /** Of a method whose calls have ended when it returns, or by {@code following}. */
    Plan(
            Breaker breaker,
            Answering answering,
            Judging judging,
            Memory memory,
            Following following,
            boolean answersFailures,
            GivenVariables given) {
        this(null, false, breaker, answering, judging, memory, following, answersFailures, given);
    }

    /**
     * @param kind null unless each subscription to what the method returns is a call
     * @param suspends whether it is a suspending function of Kotlin
     * @param given what the woven method hands over
     * @param memory null where nothing is kept
     * @param following null where a call has ended when its method returns
     * @param answersFailures whether a failed call is answered as a refused one
     */
    Plan(
            AsyncKind kind,
            boolean suspends,
            Breaker breaker,
            Answering answering,
            Judging judging,
            Memory memory,
            Following following,
            boolean answersFailures,
            GivenVariables given) {
        this.kind = kind;
        this.suspends = suspends;
        this.breaker = breaker;
        this.answering = answering;
        this.judging = judging;
        this.memory = memory;
        this.following = following;
        this.answersFailures = answersFailures;
        this.given = given;
        judgesEnds = needsResult() || judging.error() != null || answersFailures || answering.keepsFailures();
        isPlain = kind == null && judging == Judging.NONE && !judgesEnds && breaker.split() == null;
    }

    /** Where breakers are split by key, the one without. */
    public Breaker breaker() {
        return breaker;
    }

    /** Whether the woven method must be able to return an answer. */
    public boolean answersWithValue() {
        return kind == null && !(answering instanceof Refuse);
    }

    /** Whether the woven method must show what it returns. */
    public boolean needsResult() {
        return judging.result() != null || memory != null || following != null || kind != null || suspends;
    }

    /** Whether the woven method must be able to throw something else than it does, or to return instead. */
    public boolean needsFailure() {
        return answersFailures && kind == null;
    }

    /** Whether the woven method must exchange its last argument. */
    public boolean needsContinuation() {
        return suspends;
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
