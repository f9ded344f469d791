package dev.tripcoil.breaker;

import dev.tripcoil.breaker.Definition.FailureTerms;
import dev.tripcoil.breaker.Definition.HalfOpenTerms;
import dev.tripcoil.breaker.Definition.OpenFor;
import dev.tripcoil.breaker.Definition.Others;
import dev.tripcoil.breaker.Definition.StartAs;
import dev.tripcoil.breaker.Definition.TripOn;
import java.time.Duration;
import java.util.List;

/** Definitions for tests: the defaults, but for what a test is about. */
public final class DefinitionBuilder {

    private final String name;
    private String description;
    private Expression per;
    private TripOn tripOn = TripOn.DEFAULT;
    private OpenFor openFor = OpenFor.DEFAULT;
    private int maxConcurrent;
    private HalfOpenTerms halfOpen = HalfOpenTerms.DEFAULT;
    private FailureTerms failures = FailureTerms.DEFAULT;
    private Answer answer = Answer.Refusal.DEFAULT;
    private boolean alsoOnFailure;
    private String onTransition;
    private StartAs startAs = StartAs.CLOSED;

    private DefinitionBuilder(String name) {
        this.name = name;
    }

    public static DefinitionBuilder breaker(String name) {
        return new DefinitionBuilder(name);
    }

    public static DefinitionBuilder stock() {
        return breaker("stock");
    }

    public DefinitionBuilder description(String line) {
        description = line;
        return this;
    }

    public DefinitionBuilder consecutiveFailures(int threshold) {
        return tripOn(threshold, 0);
    }

    public DefinitionBuilder netFailures(int threshold) {
        return tripOn(0, threshold);
    }

    public DefinitionBuilder tripOn(int consecutiveFailures, int netFailures) {
        return tripOn(TripOn.counts(consecutiveFailures, netFailures));
    }

    public DefinitionBuilder tripOn(TripOn criteria) {
        tripOn = criteria;
        return this;
    }

    public DefinitionBuilder openFor(OpenFor terms) {
        openFor = terms;
        return this;
    }

    public DefinitionBuilder maxConcurrent(int calls) {
        maxConcurrent = calls;
        return this;
    }

    public DefinitionBuilder trialFailureRate(double percent) {
        halfOpen = new HalfOpenTerms(halfOpen.calls(), halfOpen.concurrent(), percent, halfOpen.callTimeout());
        return this;
    }

    public DefinitionBuilder openFor(Duration time) {
        return openFor(OpenFor.always(time));
    }

    public DefinitionBuilder trials(int calls, int concurrent) {
        halfOpen = new HalfOpenTerms(calls, concurrent, halfOpen.failureRate(), halfOpen.callTimeout());
        return this;
    }

    public DefinitionBuilder callTimeout(Duration time) {
        halfOpen = new HalfOpenTerms(halfOpen.calls(), halfOpen.concurrent(), halfOpen.failureRate(), time);
        return this;
    }

    public DefinitionBuilder exceptions(Others others, String... names) {
        failures = new FailureTerms(
                List.of(names), failures.ignore(), others, failures.exceptionIf(), failures.resultIf());
        return this;
    }

    public DefinitionBuilder exceptions(Class<?>... types) {
        return exceptions(Others.IGNORED, names(types));
    }

    public DefinitionBuilder ignore(Class<?>... types) {
        failures = new FailureTerms(
                failures.exceptions(),
                List.of(names(types)),
                failures.others(),
                failures.exceptionIf(),
                failures.resultIf());
        return this;
    }

    public DefinitionBuilder exceptionIf(String text) {
        failures = new FailureTerms(
                failures.exceptions(), failures.ignore(), failures.others(), expression(text), failures.resultIf());
        return this;
    }

    public DefinitionBuilder resultIf(String text) {
        failures = new FailureTerms(
                failures.exceptions(), failures.ignore(), failures.others(), failures.exceptionIf(), expression(text));
        return this;
    }

    public DefinitionBuilder per(String text) {
        per = expression(text);
        return this;
    }

    private static Expression expression(String text) {
        return new Expression(text, "rules.yaml", 1, 1);
    }

    public DefinitionBuilder alsoOnFailure() {
        alsoOnFailure = true;
        return this;
    }

    public DefinitionBuilder onTransition(String method) {
        onTransition = method;
        return this;
    }

    public DefinitionBuilder answer(Answer answer) {
        this.answer = answer;
        return this;
    }

    public DefinitionBuilder startAs(StartAs state) {
        startAs = state;
        return this;
    }

    public Definition build() {
        return new Definition(
                name,
                description,
                per,
                tripOn,
                openFor,
                maxConcurrent,
                halfOpen,
                failures,
                answer,
                alsoOnFailure,
                startAs,
                onTransition);
    }

    private static String[] names(Class<?>... types) {
        String[] names = new String[types.length];
        for (int i = 0; i < types.length; i++) {
            names[i] = types[i].getName();
        }
        return names;
    }
}
