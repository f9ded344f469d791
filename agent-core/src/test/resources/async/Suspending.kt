package suspending

import kotlin.coroutines.Continuation
import kotlin.coroutines.EmptyCoroutineContext
import kotlin.coroutines.startCoroutine
import kotlin.coroutines.suspendCoroutine
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.async
import kotlinx.coroutines.cancelAndJoin
import kotlinx.coroutines.coroutineScope
import kotlinx.coroutines.delay
import kotlinx.coroutines.runBlocking

/** What functions wait for here, until the test goes on with it. */
object Parked {
    @JvmField val all = java.util.ArrayDeque<Continuation<String>>()
}

suspend fun park(): String = suspendCoroutine { synchronized(Parked) { Parked.all.add(it) } }

open class Shop {
    suspend fun fetch(key: String): String {
        val first = park()
        val second = park()
        return key + first + second
    }

    suspend fun atOnce(key: String): String {
        if (key == "bad") throw java.io.IOException("down")
        return key
    }

    suspend fun tail(key: String): String = park()

    open suspend fun overridable(key: String): String = park() + key

    suspend fun recursive(n: Int): String {
        if (n == 0) return "end"
        val rest = recursive(n - 1)
        return rest + park()
    }

    suspend fun parksThenRecurs(n: Int): String {
        val here = park()
        return if (n == 0) here else here + parksThenRecurs(n - 1)
    }

    suspend fun wide(a: Long, b: Double, c: Boolean, d: Array<String>): String {
        val x = park()
        return x + a + b + c + d[0] + park()
    }

    suspend fun loops(n: Int): Int {
        var sum = 0
        for (i in 1..n) {
            try {
                sum += park().length
            } finally {
                sum += 100
            }
        }
        return sum
    }

    suspend fun number(): Long = park().length.toLong() + park().length

    suspend fun through(key: String): String = hidden(key) + "!"

    private suspend fun hidden(key: String): String = park() + key

    companion object {
        @JvmStatic suspend fun static(key: String): String = park() + key
    }
}

interface Face {
    suspend fun default(key: String): String = park() + key
}

class FaceOfIt : Face

suspend fun top(key: String): String = park() + key

/** Starts the function of that name, and gives its end to the test. */
fun start(name: String, end: java.util.function.Consumer<Any?>) {
    val shop = Shop()
    val body: suspend () -> Any? = {
        when (name) {
            "fetch" -> shop.fetch("k")
            "atOnce" -> shop.atOnce("k")
            "bad" -> shop.atOnce("bad")
            "tail" -> shop.tail("k")
            "overridable" -> shop.overridable("k")
            "recursive" -> shop.recursive(3)
            "parksThenRecurs" -> shop.parksThenRecurs(2)
            "wide" -> shop.wide(1L, 2.0, true, arrayOf("s"))
            "loops" -> shop.loops(3)
            "number" -> shop.number()
            "through" -> shop.through("k")
            "static" -> Shop.static("k")
            "default" -> FaceOfIt().default("k")
            "top" -> top("k")
            else -> throw IllegalArgumentException(name)
        }
    }
    body.startCoroutine(Continuation(EmptyCoroutineContext) { end.accept(it.getOrElse { error -> error }) })
}

fun goOn(value: String) = synchronized(Parked) { Parked.all.remove() }.resumeWith(Result.success(value))

fun goOn(error: Throwable) = Parked.all.remove().resumeWith(Result.failure(error))

/** With dispatchers, a deadline and structured concurrency of the library. */
fun dispatched(): String = runBlocking {
    val shop = Shop()
    val job = async(Dispatchers.Default) { shop.fetch("k") }
    goOnWhenParked("a")
    goOnWhenParked("b")
    val cancelled = async(Dispatchers.Default) { cancellable() }
    delay(20)
    cancelled.cancelAndJoin()
    job.await()
}

private suspend fun goOnWhenParked(value: String) {
    while (synchronized(Parked) { Parked.all.isEmpty() }) delay(1)
    goOn(value)
}

suspend fun cancellable(): String = coroutineScope {
    delay(60_000)
    "never"
}
