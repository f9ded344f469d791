package dev.tripcoil.guard;

import static dev.tripcoil.breaker.DefinitionBuilder.stock;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tripcoil.breaker.Breaker;
import dev.tripcoil.breaker.Race;
import dev.tripcoil.breaker.Rig;
import java.lang.ref.WeakReference;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;

class SitesTest {

    private final GuardRig rig = new GuardRig();
    private final Sites sites = rig.sites;
    private final Breaker breaker = new Rig(stock()).breaker;

    /** Its own equals and hashCode are application code, which nobody should run. */
    private static final class Loader extends ClassLoader {
        @Override
        public boolean equals(Object other) {
            throw new AssertionError();
        }

        @Override
        public int hashCode() {
            throw new AssertionError();
        }
    }

    private int number(ClassLoader loader, String method) {
        return sites.number(loader, "com.acme.Stock", method, "()V", "");
    }

    private void open(int number, ClassLoader loader) throws MisfitException {
        sites.open(number, loader, sites.plan(breaker, GuardRig.method("V"), GuardRig.TYPES), GuardRig.FRAME);
    }

    @Test
    void method_keeps_its_number() {
        var loader = new Loader();
        int number = number(loader, "fetch");
        number(loader, "list");
        assertThat(number(loader, "fetch")).isEqualTo(number);
    }

    @Test
    void methods_differ_by_name_descriptor_class_and_loader() {
        var loader = new Loader();
        assertThat(Set.of(
                        number(loader, "fetch"),
                        number(loader, "list"),
                        sites.number(loader, "com.acme.Stock", "fetch", "(I)V", ""),
                        sites.number(loader, "com.acme.Price", "fetch", "()V", ""),
                        number(new Loader(), "fetch"),
                        number(null, "fetch")))
                .hasSize(6);
    }

    @Test
    void bootstrap_loader_has_numbers_like_any_other() throws Throwable {
        int number = number(null, "fetch");
        assertThat(number(null, "fetch")).isEqualTo(number);
        open(number, null);
        assertThat(sites.at(number).find("java.lang.String")).isSameAs(String.class);
    }

    @Test
    void loaders_of_a_breakers_classes_are_known_the_latest_first() throws Throwable {
        var first = new Loader();
        var second = new Loader();
        var unguarded = new Loader();
        open(number(first, "fetch"), first);
        open(number(null, "fetch"), null);
        number(unguarded, "fetch");
        open(number(second, "fetch"), second);
        open(number(first, "list"), first);
        open(number(second, "list"), second);
        List<ClassLoader> loaders = sites.loadersOf(breaker.name());
        assertThat(loaders).hasSize(2);
        assertThat(loaders.get(0) == second).isTrue();
        assertThat(loaders.get(1) == first).isTrue();
        assertThat(sites.loadersOf("other")).isEmpty();
    }

    @Test
    void number_means_nothing_until_it_is_opened() throws Throwable {
        var loader = new Loader();
        int number = number(loader, "fetch");
        assertThat(sites.at(number)).isNull();
        open(number, loader);
        assertThat(sites.at(number).breaker()).isSameAs(breaker);
    }

    @Test
    void method_woven_again_is_guarded_by_its_new_breaker() throws Throwable {
        var loader = new Loader();
        int number = number(loader, "fetch");
        open(number, loader);
        var other = new Rig(stock()).breaker;
        sites.open(number, loader, sites.plan(other, GuardRig.method("V"), GuardRig.TYPES), GuardRig.FRAME);
        assertThat(sites.at(number).breaker()).isSameAs(other);
    }

    @Test
    void what_is_not_kept_of_a_class_is_guarded_no_more_until_it_is_opened_again() throws Throwable {
        var loader = new Loader();
        int kept = number(loader, "fetch");
        int dropped = number(loader, "send");
        int ofAnother = sites.number(loader, "com.acme.Other", "send", "()V", "");
        int inAnother = number(new Loader(), "send");
        for (int number : new int[] {kept, dropped, ofAnother, inAnother}) {
            open(number, loader);
        }
        sites.keepOnly(loader, "com.acme.Stock", Set.of(kept));
        assertThat(sites.at(dropped)).isNull();
        assertThat(sites.at(kept)).isNotNull();
        assertThat(sites.at(ofAnother)).isNotNull();
        assertThat(sites.at(inAnother)).isNotNull();
        assertThat(number(loader, "send")).isEqualTo(dropped);
        open(dropped, loader);
        assertThat(sites.at(dropped)).isNotNull();
    }

    @Test
    void breakers_that_are_not_kept_guard_no_more() throws Throwable {
        var loader = new Loader();
        int ofKept = number(loader, "fetch");
        int ofDropped = number(loader, "send");
        open(ofKept, loader);
        var dropped = new Rig(stock()).breaker;
        sites.open(ofDropped, loader, sites.plan(dropped, GuardRig.method("V"), GuardRig.TYPES), GuardRig.FRAME);
        sites.keepOnly(List.of(breaker));
        assertThat(sites.at(ofKept)).isNotNull();
        assertThat(sites.at(ofDropped)).isNull();
    }

    @Test
    void thousands_of_methods_have_numbers() throws Throwable {
        var loader = new Loader();
        for (int i = 0; i < 5000; i++) {
            int number = number(loader, "method" + i);
            open(number, loader);
            assertThat(sites.at(number).number()).isEqualTo(i);
        }
        assertThat(sites.at(0)).isNotNull();
    }

    @Test
    void threads_that_ask_at_the_same_time_get_numbers_of_their_own() {
        var loader = new Loader();
        Set<Integer> numbers = ConcurrentHashMap.newKeySet();
        Race.run(4, thread -> {
            for (int i = 0; i < 500; i++) {
                int number = number(loader, "method" + thread + "of" + i);
                numbers.add(number);
                open(number, loader);
                assertThat(sites.at(number).number()).isEqualTo(number);
            }
        });
        assertThat(numbers).hasSize(2000);
        assertThat(numbers).allSatisfy(number -> assertThat(sites.at(number)).isNotNull());
    }

    @Test
    void collected_class_loader_frees_its_sites_and_no_other_loader_gets_their_numbers() throws Throwable {
        int kept = number(SitesTest.class.getClassLoader(), "fetch");
        open(kept, SitesTest.class.getClassLoader());
        int[] freed = new int[1];
        var gone = use(freed);
        for (int i = 0; i < 100 && (gone.get() != null || sites.at(freed[0]) != null); i++) {
            System.gc();
            // References are put into their queue by a thread of the JVM's, some time after they were cleared.
            Thread.onSpinWait();
            number(null, "asked for to make it forget");
        }
        assertThat(gone.get()).as("the class loader").isNull();
        assertThat(sites.at(freed[0])).isNull();
        assertThat(sites.at(kept)).isNotNull();
        assertThat(number(new Loader(), "fetch")).isGreaterThan(freed[0]);
    }

    /** In a method of its own, so that no local keeps the loader. */
    private WeakReference<ClassLoader> use(int[] number) throws Throwable {
        var loader = new Loader();
        number[0] = number(loader, "fetch");
        open(number[0], loader);
        assertThat(sites.at(number[0])).isNotNull();
        return new WeakReference<>(loader);
    }

    @Test
    void site_whose_class_loader_is_gone_finds_nothing() {
        var site = new Site(0, new WeakReference<>(null), GuardRig.FRAME, null);
        assertThat(org.assertj.core.api.Assertions.catchThrowable(() -> site.find("java.lang.String")))
                .isInstanceOf(ClassNotFoundException.class);
    }
}
