package dev.tripcoil.guard;

import dev.tripcoil.breaker.Answer;
import java.util.List;

/** Turns what the rules say a refused call gets into what one method can give. */
final class Answers {

    private Answers() {}

    /**
     * Runs while a class is being transformed: loads none of the application's.
     *
     * @param returns the descriptor of the method's return type
     * @throws MisfitException if the method can't give this answer
     */
    static Answering of(Answer answer, String returns, EnumLookup enums, Reports reports) throws MisfitException {
        if (answer instanceof Answer.Refusal) {
            return refuse((Answer.Refusal) answer, reports);
        }
        if (answer instanceof Answer.Empty) {
            return new GiveEmpty(returns);
        }
        if (!(answer instanceof Answer.Value)) {
            throw new MisfitException("return-last and call aren't answered yet");
        }
        Answer.Value value = (Answer.Value) answer;
        if (!Scalars.isNull(value) && Scalars.mayBeEnum(returns)) {
            String type = binaryName(returns);
            List<String> constants = enums.constants(type);
            if (constants == null) {
                throw new MisfitException("return: " + value.text() + " can't be made a " + type);
            }
            if (!constants.contains(value.text())) {
                throw new MisfitException("return: " + type + " has no constant " + value.text() + "; it has "
                        + String.join(", ", constants));
            }
            return new GiveEnum(type, value.text(), reports);
        }
        return new GiveConstant(Scalars.convert(value, returns));
    }

    /** As above, for a constructor. */
    static Answering ofConstructor(Answer answer, Reports reports) throws MisfitException {
        if (!(answer instanceof Answer.Refusal)) {
            throw new MisfitException(
                    "a constructor can't return a value instead of running; use throw, in a breaker of its own");
        }
        return refuse((Answer.Refusal) answer, reports);
    }

    private static Refuse refuse(Answer.Refusal refusal, Reports reports) {
        return new Refuse(refusal.type(), new RefusalText(refusal.message()), reports);
    }

    private static String binaryName(String descriptor) {
        return descriptor.substring(1, descriptor.length() - 1).replace('/', '.');
    }
}
