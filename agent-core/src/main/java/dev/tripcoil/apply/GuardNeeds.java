package dev.tripcoil.apply;

import dev.tripcoil.guard.GuardedMethod;
import dev.tripcoil.guard.Plan;
import dev.tripcoil.weave.Given;
import dev.tripcoil.weave.Needs;
import java.util.List;

/** What the woven method must give its guard. */
final class GuardNeeds {

    private GuardNeeds() {}

    static Needs of(Plan plan, GuardedMethod method) {
        Given given = given(plan.given(), plan.givenAsArray());
        if (given.isNothing() && !plan.needsResult() && !plan.needsFailure()) {
            return Needs.NOTHING;
        }
        return new Needs(given, plan.needsResult(), plan.needsFailure(), plan.needsContinuation());
    }

    private static Given given(List<Integer> variables, boolean asArray) {
        return variables.isEmpty() && !asArray ? Given.NOTHING : new Given(variables, asArray);
    }

    /** Different for code that is woven differently; in short. */
    static String shape(boolean answersWithValue, Needs needs) {
        if (needs == Needs.NOTHING) {
            return answersWithValue ? "v" : "";
        }
        StringBuilder shape = new StringBuilder();
        shape.append(answersWithValue ? "v" : "");
        shape.append(needs.result() ? "r" : "");
        shape.append(needs.failure() ? "f" : "");
        shape.append(needs.continuation() ? "c" : "");
        shape.append(needs.given().packed() ? "p" : "");
        for (int i = 0; i < needs.given().variables().size(); i++) {
            shape.append(',').append(needs.given().variables().get(i).intValue());
        }
        return shape.toString();
    }
}
