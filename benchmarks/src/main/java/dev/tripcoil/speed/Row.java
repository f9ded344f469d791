package dev.tripcoil.speed;

import java.util.List;

/**
 * One row of the table.
 *
 * @param call in words
 * @param benchmark what measures it, as {@code Class.method}
 * @param base what costs the same beside being guarded, or null
 * @param rival the like call guarded by Resilience4j through Byte Buddy, or null
 */
record Row(String call, String benchmark, String base, String rival, List<Goal> goals) {

    static Row of(String call, String benchmark, String base, String rival) {
        return new Row(call, benchmark, base, rival, List.of());
    }

    Row with(Goal... more) {
        return new Row(call, benchmark, base, rival, List.of(more));
    }
}
