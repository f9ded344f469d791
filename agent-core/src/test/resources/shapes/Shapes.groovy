package shapes.groovy

import groovy.transform.CompileStatic
import java.util.concurrent.Callable

class Stock {
    Object fetch(Callable work, int times = 1) { work.call() }
}

class DearStock extends Stock {
    Object fetch(Callable work, int times) { super.fetch(work, times) }
}

trait Fetching {
    Object fetch(Callable work) { work.call() }
}

class Shop implements Fetching {}

class Closures {
    Object fetch(Callable work) { [work].collect { fetchOne(it) }[0] }

    Object fetchOne(Callable work) { work.call() }
}

class Calls {
    static Object defaultArguments(Callable work) { new Stock().fetch(work) }

    static Object callsSuper(Callable work) { new DearStock().fetch(work, 2) }

    static Object trait(Callable work) { new Shop().fetch(work) }

    static Object closure(Callable work) { new Closures().fetch(work) }
}
