package dev.tripcoil.async;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tripcoil.weave.InstalledBeside;
import java.io.File;
import java.lang.ref.WeakReference;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.ArrayList;
import java.util.Set;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

class WrappersTest {

    private final Wrappers wrappers = new Wrappers(InstalledBeside.CLASS);

    @Test
    void kinds_are_told_by_the_declared_type() {
        assertThat(AsyncKind.of("reactor.core.publisher.Mono")).isEqualTo(AsyncKind.MONO);
        assertThat(AsyncKind.of("io.reactivex.rxjava3.core.ObservableSource")).isEqualTo(AsyncKind.OBSERVABLE);
        assertThat(AsyncKind.of("java.util.concurrent.Flow$Publisher")).isEqualTo(AsyncKind.FLOW_PUBLISHER);
        assertThat(AsyncKind.of("reactor.core.publisher.ConnectableFlux")).isNull();
        assertThat(AsyncKind.of("java.lang.String")).isNull();
    }

    /** Another Flux can't be returned as one. */
    @Test
    void a_special_kind_is_not_supported() {
        assertThat(AsyncKind.unsupported(
                        "reactor.core.publisher.ConnectableFlux",
                        Set.of("reactor.core.publisher.Flux", "org.reactivestreams.Publisher")))
                .isEqualTo("returns a reactor.core.publisher.ConnectableFlux, whose end can't be followed as it is a"
                        + " special kind of reactor.core.publisher.Flux");
        assertThat(AsyncKind.unsupported("reactor.core.publisher.Mono", Set.of("org.reactivestreams.Publisher")))
                .isNull();
        assertThat(AsyncKind.unsupported("java.lang.String", Set.of("java.lang.CharSequence")))
                .isNull();
    }

    @Test
    void what_is_of_no_such_kind_can_not_be_wrapped() {
        assertThatThrownBy(() -> wrappers.wrap(AsyncKind.MONO, "text", new RecordedCalls()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("can't follow a java.lang.String");
    }

    @Test
    void classes_are_defined_once_for_a_library() {
        var first = wrappers.wrap(AsyncKind.MONO, Mono.just(1).hide(), new RecordedCalls());
        var second = wrappers.wrap(AsyncKind.MONO, Mono.never(), new RecordedCalls());
        var flux = wrappers.wrap(AsyncKind.FLUX, Flux.never().hide(), new RecordedCalls());

        assertThat(second.getClass()).isSameAs(first.getClass());
        assertThat(flux.getClass().getClassLoader()).isSameAs(first.getClass().getClassLoader());
        assertThat(first.getClass().getClassLoader()).isInstanceOf(InstalledBeside.CLASS);
        assertThat(first.getClass().getClassLoader().getParent()).isSameAs(Mono.class.getClassLoader());
        assertThat(first.getClass().getProtectionDomain()).isSameAs(Flux.class.getProtectionDomain());
    }

    /** As a web application's that is undeployed. */
    @Test
    void a_librarys_loader_can_go_though_the_agent_stays() throws Exception {
        var gone = new WeakReference<>(withItsOwnReactor(wrappers));

        assertThat(isCollected(gone)).isTrue();
        assertThat(wrappers).isNotNull();
    }

    /** As after {@code --detach}. */
    @Test
    void the_agent_can_go_though_the_library_stays() throws Exception {
        var gone = new WeakReference<>(withItsOwnAgent());

        assertThat(isCollected(gone)).isTrue();
    }

    private static ClassLoader withItsOwnReactor(Wrappers wrappers) throws Exception {
        var library = new URLClassLoader(classPath(), ClassLoader.getPlatformClassLoader());
        var mono = library.loadClass("reactor.core.publisher.Mono")
                .getMethod("just", Object.class)
                .invoke(null, "a");
        var calls = new RecordedCalls();
        var wrapped = wrappers.wrap(AsyncKind.MONO, mono, calls);
        assertThat(wrapped.getClass().getMethod("block").invoke(wrapped)).isEqualTo("a");
        assertThat(calls.heard).hasSize(3);
        return library;
    }

    private static ClassLoader withItsOwnAgent() throws Exception {
        var agent = new URLClassLoader(classPath(), null) {
            @Override
            protected Class<?> findClass(String name) throws ClassNotFoundException {
                if (name.startsWith("dev.tripcoil.")) {
                    return super.findClass(name);
                }
                return WrappersTest.class.getClassLoader().loadClass(name);
            }
        };
        var use = (Supplier<?>)
                agent.loadClass(Use.class.getName()).getConstructor().newInstance();
        assertThat(use.getClass().getClassLoader()).isSameAs(agent);
        assertThat(use.get()).isEqualTo("a");
        return agent;
    }

    /** What an agent does. */
    public static final class Use implements Supplier<Object> {
        @Override
        public Object get() {
            var wrappers = new Wrappers(beside());
            return ((Mono<?>) wrappers.wrap(AsyncKind.MONO, Mono.just("a"), new RecordedCalls())).block();
        }

        private static Class<?> beside() {
            try {
                return Class.forName("java.lang.$TripcoilBeside", true, null);
            } catch (ClassNotFoundException e) {
                throw new AssertionError(e);
            }
        }
    }

    private static URL[] classPath() throws Exception {
        var urls = new ArrayList<URL>();
        for (var entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
            urls.add(new File(entry).toURI().toURL());
        }
        return urls.toArray(URL[]::new);
    }

    private static boolean isCollected(WeakReference<?> reference) throws InterruptedException {
        for (int i = 0; i < 200 && reference.get() != null; i++) {
            System.gc();
            Thread.sleep(10);
        }
        return reference.get() == null;
    }
}
