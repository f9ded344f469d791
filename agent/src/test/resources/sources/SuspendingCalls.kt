package suspending

import java.io.IOException
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.async
import kotlinx.coroutines.cancelAndJoin
import kotlinx.coroutines.delay
import kotlinx.coroutines.runBlocking
import kotlinx.coroutines.supervisorScope

class Service {
    /** Suspends twice, and goes on on other threads. */
    suspend fun fetch(how: String): String {
        delay(1)
        if (how == "never") delay(60_000)
        delay(1)
        if (how != "ok") throw IOException(how)
        return "fresh"
    }

    suspend fun judged(text: String): String {
        delay(1)
        return text
    }
}

/** What came of a call. */
fun call(how: String): String = runBlocking {
    supervisorScope {
        val called = async(Dispatchers.Default) { if (how.startsWith("judged")) Service().judged(how) else Service().fetch(how) }
        if (how == "never") {
            delay(50)
            if (!called.isCompleted) {
                called.cancelAndJoin()
                return@supervisorScope "cancelled"
            }
        }
        try {
            called.await()
            "complete"
        } catch (e: Exception) {
            e.javaClass.name
        }
    }
}
