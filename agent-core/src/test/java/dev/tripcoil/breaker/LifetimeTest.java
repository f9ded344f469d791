package dev.tripcoil.breaker;

import static dev.tripcoil.breaker.DefinitionBuilder.stock;
import static org.assertj.core.api.Assertions.assertThat;

import java.lang.ref.PhantomReference;
import java.lang.ref.ReferenceQueue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What keeps a breaker in memory that has left the rules, and what its old definitions leave there. */
@Timeout(60)
class LifetimeTest {

    private final ReferenceQueue<Object> gone = new ReferenceQueue<>();

    @Test
    void breaker_that_nobody_knows_any_more_goes_whatever_it_has_been_through() throws Exception {
        var reference = new PhantomReference<Object>(usedBreaker(null), gone);
        assertGoes(reference);
    }

    @Test
    void breaker_goes_with_the_last_call_that_is_under_way_in_it() throws Exception {
        var underWay = new ArrayList<Permit>();
        var reference = new PhantomReference<Object>(usedBreaker(underWay), gone);
        System.gc();
        assertThat(gone.remove(200)).isNull();
        for (var permit : underWay) {
            permit.breaker()
                    .threw(permit, new IllegalStateException("late")); // with no effect on anything, and no error
        }
        assertThat(underWay.get(0).breaker().failedCalls()).isEqualTo(11);
        underWay.clear();
        assertGoes(reference);
    }

    private void assertGoes(PhantomReference<Object> reference) throws InterruptedException {
        Object found = null;
        while (found == null) {
            System.gc();
            found = gone.remove(100);
        }
        assertThat(found).isSameAs(reference);
    }

    /** Through states, definitions and announcements, with calls of every kind. */
    private static Breaker usedBreaker(List<Permit> underWay) {
        var rig = new Rig(stock().maxConcurrent(10));
        var permits = new ArrayList<Permit>();
        permits.add(rig.enter());
        rig.fail(5);
        rig.transitions();
        rig.redefine(stock().consecutiveFailures(2).trials(2, 2));
        rig.advance(Duration.ofSeconds(30));
        permits.add(rig.enter());
        rig.fail(1);
        rig.breaker.metricsOnly();
        permits.add(rig.enter());
        rig.fail(2);
        rig.redefine(stock().netFailures(9));
        if (underWay == null) {
            permits.forEach(rig.breaker::succeeded);
        } else {
            underWay.addAll(permits);
        }
        return rig.breaker;
    }

    @Test
    void transitions_that_are_no_longer_recent_are_not_kept() throws Exception {
        var rig = new Rig(stock());
        rig.breaker.trip();
        var references = new ArrayList<PhantomReference<Object>>();
        rig.breaker.announce(first -> references.add(new PhantomReference<>(first, gone)));
        for (int i = 0; i < Breaker.RECENT; i++) {
            rig.breaker.reset();
            rig.breaker.trip();
            rig.breaker.announce(transition -> {});
        }
        assertGoes(references.get(0));
        assertThat(rig.breaker.recentTransitions()).hasSize(Breaker.RECENT);
    }

    @Test
    void definitions_that_came_before_are_not_kept() throws Exception {
        var rig = new Rig(stock().maxConcurrent(3));
        rig.breaker.trip();
        rig.redefine(stock().consecutiveFailures(7).maxConcurrent(4));
        var reference = new PhantomReference<Object>(rig.breaker.definition(), gone);
        rig.breaker.reset();
        rig.redefine(stock());
        assertGoes(reference);
        rig.succeed(1);
    }
}
