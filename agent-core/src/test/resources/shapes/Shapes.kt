@file:JvmName("Calls")

package shapes.kotlin

import java.util.concurrent.Callable

class Stock {
    fun fetch(work: Callable<Any>, times: Int = 1): Any = work.call()

    @JvmOverloads
    fun fetchOverloaded(work: Callable<Any>, times: Int = 1, from: String = "any"): Any = work.call()

    private fun fetchHidden(work: Callable<Any>): Any = work.call()

    fun fetchByObject(work: Callable<Any>): Any {
        val hidden = object : Callable<Any> {
            override fun call(): Any = fetchHidden(work)
        }
        return hidden.call()
    }

    companion object {
        @JvmStatic
        fun fetchStatically(work: Callable<Any>): Any = work.call()
    }
}

interface Fetching {
    fun fetch(work: Callable<Any>): Any = work.call()
}

class Shop : Fetching

class Delegating(other: Fetching) : Fetching by other

fun defaultArguments(work: Callable<Any>): Any = Stock().fetch(work)

/** As Java calls it: Kotlin would leave out the overload. */
fun jvmOverloads(work: Callable<Any>): Any =
    Stock::class.java.getMethod("fetchOverloaded", Callable::class.java).invoke(Stock(), work)

fun accessor(work: Callable<Any>): Any = Stock().fetchByObject(work)

fun defaultImpls(work: Callable<Any>): Any = Shop().fetch(work)

fun delegation(work: Callable<Any>): Any = Delegating(Shop()).fetch(work)
