package dev.tripcoil.guard;

import dev.tripcoil.async.AsyncKind;
import dev.tripcoil.breaker.Answer;
import dev.tripcoil.breaker.Definition;
import dev.tripcoil.breaker.Ticker;
import java.util.List;

/** Turns what the rules say a refused call gets into what one method can give. */
final class Answers {

    private final Reports reports;
    private final Faults faults;
    private final Ticker ticker;
    private final Keeper keeper = new Keeper();

    Answers(Reports reports, Faults faults, Ticker ticker) {
        this.reports = reports;
        this.faults = faults;
        this.ticker = ticker;
    }

    /**
     * Runs while a class is being transformed: loads none of the application's.
     *
     * @throws MisfitException if the method can't give this answer
     */
    Answering of(Definition definition, GuardedMethod method, ClassLookup lookup) throws MisfitException {
        if (method.finish() == GuardedMethod.Finish.RETURN) {
            return of(definition, method, method.returns(), lookup);
        }
        if (method.finish() == GuardedMethod.Finish.CONTINUATION) {
            return of(definition, method, AsyncValue.ofContinuation(method), lookup);
        }
        if (method.finish() == GuardedMethod.Finish.PUBLISHER) {
            return ofPublisher(definition, method, lookup);
        }
        String made = StageType.made(method, lookup);
        return new AnswerAsStage(of(definition, method, StageType.value(method), lookup), made, reports);
    }

    private Answering ofPublisher(Definition definition, GuardedMethod method, ClassLookup lookup)
            throws MisfitException {
        AsyncKind kind = method.kind();
        String type = StageType.binaryName(method.returns());
        Answer answer = definition.answer();
        if (definition.alsoOnFailure() && !kind.answersFailures()) {
            throw new MisfitException("also-on-failure needs more than a " + type
                    + ", which has no operators: declare the method to return a kind of it that has, such as Flux");
        }
        if (answer instanceof Answer.Last && !kind.hasResult()) {
            throw new MisfitException(
                    "return-last keeps single results, and a " + type + " may give any number of them");
        }
        String gives = AsyncValue.ofPublisher(method);
        boolean isNull = answer instanceof Answer.Value && Scalars.isNull((Answer.Value) answer);
        if (answer instanceof Answer.Empty) {
            isNull = !kind.hasResult() || !GiveEmpty.fits(gives);
        }
        if (isNull) {
            if (!kind.mayBeEmpty()) {
                throw new MisfitException("a " + type + " can't end without a value");
            }
            return new GiveConstant(null);
        }
        if (kind == AsyncKind.COMPLETABLE && answer instanceof Answer.Value) {
            throw new MisfitException("a " + type + " has no value; null has it complete");
        }
        return of(definition, method, gives, lookup);
    }

    /** @param gives the descriptor of what the method gives in the end */
    private Answering of(Definition definition, GuardedMethod method, String gives, ClassLookup lookup)
            throws MisfitException {
        Answer answer = definition.answer();
        if (answer instanceof Answer.Refusal) {
            return refuse((Answer.Refusal) answer);
        }
        if (answer instanceof Answer.Empty) {
            return new GiveEmpty(gives);
        }
        if (answer instanceof Answer.Last) {
            Answer.Last last = (Answer.Last) answer;
            return new GiveLast(
                    last, method.isStatic(), definition.failures(), usual(last.message()), keeper, ticker, faults);
        }
        if (answer instanceof Answer.Fallback) {
            FallbackMethod fallback = lookup.fallback((Answer.Fallback) answer, method);
            return new CallFallback(fallback, method, usual(null), keeper, reports);
        }
        return value((Answer.Value) answer, gives, lookup);
    }

    private Answering value(Answer.Value value, String gives, ClassLookup lookup) throws MisfitException {
        if (Scalars.isNull(value) || !Scalars.mayBeEnum(gives)) {
            return new GiveConstant(Scalars.convert(value, gives));
        }
        String type = StageType.binaryName(gives);
        List<String> constants = lookup.constants(type);
        if (constants == null) {
            throw new MisfitException("return: " + value.text() + " can't be made a " + type
                    + "; null can, or call a method" + " that makes one");
        }
        if (!constants.contains(value.text())) {
            throw new MisfitException("return: " + type + " has no constant " + value.text() + "; it has "
                    + String.join(", ", constants));
        }
        return new GiveEnum(type, value.text(), usual(null), reports);
    }

    /** As above, for a constructor. */
    Answering ofConstructor(Answer answer) throws MisfitException {
        if (!(answer instanceof Answer.Refusal)) {
            throw new MisfitException(
                    "a constructor can't return a value instead of running; use throw, in a breaker of its own");
        }
        return refuse((Answer.Refusal) answer);
    }

    private Refuse usual(String message) {
        return new Refuse(null, new RefusalText(message), keeper, reports);
    }

    private Refuse refuse(Answer.Refusal refusal) {
        return new Refuse(refusal.type(), new RefusalText(refusal.message()), keeper, reports);
    }
}
