package shapes.plain;

import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.util.concurrent.Callable;

/** The guarded side: every method with {@code fetch} in its name. What fails at the innermost one is the work it is given. */
final class Shapes {

    private Shapes() {}

    abstract static class Keyed<K> {
        abstract Object fetch(K key, Callable<Object> work) throws Exception;
    }

    static class ByName extends Keyed<String> {
        @Override
        Object fetch(String key, Callable<Object> work) throws Exception {
            return work.call();
        }
    }

    static class Stock {
        Object fetch(Callable<Object> work) throws Exception {
            return work.call();
        }
    }

    static class Text extends Stock {
        @Override
        String fetch(Callable<Object> work) throws Exception {
            return String.valueOf(super.fetch(work));
        }
    }

    static class Remote extends Stock {
        @Override
        Object fetch(Callable<Object> work) throws Exception {
            return super.fetch(work);
        }
    }

    static class Cached extends Remote {
        @Override
        Object fetch(Callable<Object> work) throws Exception {
            return super.fetch(work);
        }
    }

    interface Fetching {
        default Object fetch(Callable<Object> work) throws Exception {
            return work.call();
        }
    }

    static class Shop implements Fetching {
        @Override
        public Object fetch(Callable<Object> work) throws Exception {
            return Fetching.super.fetch(work);
        }
    }

    interface Hiding {
        default Object fetch(Callable<Object> work) throws Exception {
            return fetchHidden(work);
        }

        private Object fetchHidden(Callable<Object> work) throws Exception {
            return fetchStatically(work);
        }

        static Object fetchStatically(Callable<Object> work) throws Exception {
            return work.call();
        }
    }

    static class Hidden implements Hiding {}

    abstract static class Template {
        final Object fetch(Callable<Object> work) throws Exception {
            return fetchOne(work);
        }

        abstract Object fetchOne(Callable<Object> work) throws Exception;
    }

    static class Filled extends Template {
        @Override
        Object fetchOne(Callable<Object> work) throws Exception {
            return work.call();
        }
    }

    /** As CGLIB writes them: the override calls an interceptor, which comes back by another method, which calls super. */
    static class StockProxy extends Stock {
        interface Interceptor {
            Object intercept(StockProxy proxy, Callable<Object> work) throws Exception;
        }

        private final Interceptor interceptor = StockProxy::CGLIB$fetch$0;

        @Override
        Object fetch(Callable<Object> work) throws Exception {
            return interceptor.intercept(this, work);
        }

        Object CGLIB$fetch$0(Callable<Object> work) throws Exception {
            return super.fetch(work);
        }
    }

    static class Lambdas {
        Object fetch(Callable<Object> work) throws Exception {
            Callable<Object> wrapped = () -> work.call();
            return wrapped.call();
        }
    }

    static class References {
        interface Fetch {
            Object apply(Callable<Object> work) throws Exception;
        }

        Object fetch(Callable<Object> work) throws Exception {
            Fetch one = this::fetchOne;
            return one.apply(work);
        }

        Object fetchOne(Callable<Object> work) throws Exception {
            return work.call();
        }
    }

    static class Recursive {
        Object fetch(Callable<Object> work, int depth) throws Exception {
            return depth == 0 ? work.call() : fetch(work, depth - 1);
        }

        Object fetchEven(Callable<Object> work, int depth) throws Exception {
            return depth == 0 ? work.call() : fetchOdd(work, depth - 1);
        }

        Object fetchOdd(Callable<Object> work, int depth) throws Exception {
            return fetchEven(work, depth - 1);
        }
    }

    static class Nest {
        private Object fetch(Callable<Object> work) throws Exception {
            return work.call();
        }

        class Mate {
            Object fetchOuter(Callable<Object> work) throws Exception {
                return fetch(work);
            }
        }
    }

    static class Overloads {
        Object fetch(Callable<Object> work) throws Exception {
            return fetch(work, 1);
        }

        Object fetch(Callable<Object> work, int times) throws Exception {
            return fetch(work, times, "any");
        }

        Object fetch(Callable<Object> work, int times, String from) throws Exception {
            return fetchFrom(work, from);
        }

        Object fetchFrom(Callable<Object> work, String... sources) throws Exception {
            return work.call();
        }

        static Object fetchStatically(Callable<Object> work) throws Exception {
            return new Overloads().fetchFrom(work);
        }
    }

    record Order(Callable<Object> fetch) {
        Object fetchNow() throws Exception {
            return fetch().call();
        }
    }

    enum Source {
        NEAR {
            @Override
            Object fetchOne(Callable<Object> work) throws Exception {
                return super.fetchOne(work);
            }
        };

        Object fetch(Callable<Object> work) throws Exception {
            return fetchOne(work);
        }

        Object fetchOne(Callable<Object> work) throws Exception {
            return work.call();
        }
    }

    static class Reflective {
        Object fetch(Callable<Object> work) throws Exception {
            try {
                return Reflective.class
                        .getDeclaredMethod("fetchOne", Callable.class)
                        .invoke(this, work);
            } catch (InvocationTargetException e) {
                throw (Exception) e.getCause();
            }
        }

        Object fetchOne(Callable<Object> work) throws Exception {
            return work.call();
        }
    }

    static class Outcomes extends Stock {
        Object fetchOrElse(Callable<Object> work) {
            try {
                return fetch(work);
            } catch (Exception e) {
                return "from elsewhere";
            }
        }

        Object fetchWrapped(Callable<Object> work) {
            try {
                return fetch(work);
            } catch (java.io.IOException e) {
                throw new UncheckedIOException(e);
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }

        Object fetchAndTidy(Callable<Object> work) throws Exception {
            try {
                return fetch(work);
            } finally {
                fetch(() -> "tidy");
            }
        }

        Object fetchRepeatedly(Callable<Object> work) throws Exception {
            for (int i = 0; i < 2; i++) {
                fetchOrElse(work);
            }
            return fetch(work);
        }

        Object fetchThenFail(Callable<Object> work) throws Exception {
            fetch(() -> "all is well");
            return work.call();
        }
    }
}
