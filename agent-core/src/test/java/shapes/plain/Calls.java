package shapes.plain;

import java.util.concurrent.Callable;

/** The application's side: each method is one call. Nothing here is guarded. */
public final class Calls {

    private Calls() {}

    private static <K> Object by(Shapes.Keyed<K> keyed, K key, Callable<Object> work) throws Exception {
        return keyed.fetch(key, work);
    }

    public static Object bridge(Callable<Object> work) throws Exception {
        return by(new Shapes.ByName(), "name", work);
    }

    private static Object from(Shapes.Stock stock, Callable<Object> work) throws Exception {
        return stock.fetch(work);
    }

    public static Object covariant(Callable<Object> work) throws Exception {
        return from(new Shapes.Text(), work);
    }

    public static Object callsSuper(Callable<Object> work) throws Exception {
        return from(new Shapes.Remote(), work);
    }

    public static Object callsSuperTwice(Callable<Object> work) throws Exception {
        return from(new Shapes.Cached(), work);
    }

    public static Object defaultMethod(Callable<Object> work) throws Exception {
        return new Shapes.Shop().fetch(work);
    }

    public static Object privateInterfaceMethod(Callable<Object> work) throws Exception {
        return new Shapes.Hidden().fetch(work);
    }

    public static Object template(Callable<Object> work) throws Exception {
        return new Shapes.Filled().fetch(work);
    }

    public static Object subclassProxy(Callable<Object> work) throws Exception {
        return from(new Shapes.StockProxy(), work);
    }

    public static Object lambda(Callable<Object> work) throws Exception {
        return new Shapes.Lambdas().fetch(work);
    }

    public static Object methodReference(Callable<Object> work) throws Exception {
        return new Shapes.References().fetch(work);
    }

    public static Object recursion(Callable<Object> work) throws Exception {
        return new Shapes.Recursive().fetch(work, 9);
    }

    public static Object mutualRecursion(Callable<Object> work) throws Exception {
        return new Shapes.Recursive().fetchEven(work, 8);
    }

    public static Object nestMate(Callable<Object> work) throws Exception {
        return new Shapes.Nest().new Mate().fetchOuter(work);
    }

    public static Object overloads(Callable<Object> work) throws Exception {
        return new Shapes.Overloads().fetch(work);
    }

    public static Object varargs(Callable<Object> work) throws Exception {
        return new Shapes.Overloads().fetch(work, 1, "there");
    }

    public static Object staticToInstance(Callable<Object> work) throws Exception {
        return Shapes.Overloads.fetchStatically(work);
    }

    public static Object recordAccessor(Callable<Object> work) throws Exception {
        return new Shapes.Order(work).fetchNow();
    }

    public static Object enumConstant(Callable<Object> work) throws Exception {
        return Shapes.Source.NEAR.fetch(work);
    }

    public static Object reflection(Callable<Object> work) throws Exception {
        return new Shapes.Reflective().fetch(work);
    }

    public static Object innerFailureCaught(Callable<Object> work) throws Exception {
        return new Shapes.Outcomes().fetchOrElse(work);
    }

    public static Object innerFailureWrapped(Callable<Object> work) throws Exception {
        return new Shapes.Outcomes().fetchWrapped(work);
    }

    public static Object guardedFinally(Callable<Object> work) throws Exception {
        return new Shapes.Outcomes().fetchAndTidy(work);
    }

    public static Object severalInARow(Callable<Object> work) throws Exception {
        return new Shapes.Outcomes().fetchRepeatedly(work);
    }

    public static Object innerSuccessThenFailure(Callable<Object> work) throws Exception {
        return new Shapes.Outcomes().fetchThenFail(work);
    }
}
