package dev.tripcoil.weave;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** Stands behind the hook, and writes down what it is told; on the thread of the test only. */
final class HookRecorder implements AutoCloseable {

    /** Such as "enter 3", "exit 3", "fail 3 java.io.IOException", with the site in each. */
    final List<String> events = new ArrayList<>();

    /** Whether the last guarded method that failed had freed its place before it called the hook. */
    boolean freedBeforeFail;

    /** Whether the last guarded constructor that called another had freed its place before it called the hook. */
    boolean freedBeforePause;

    /** What was thrown through the last guarded method that failed. */
    Throwable lastError;

    private UnaryOperator<Object> settled = UnaryOperator.identity();
    private Function<Throwable, Object> recovered = error -> error;
    private Object answer;
    private boolean refusing;
    private Supplier<RuntimeException> refusal;

    HookRecorder() {
        var thread = Thread.currentThread();
        InstalledHook.set("enter", (IntFunction<Object>) site -> Thread.currentThread() == thread ? enter(site) : null);
        InstalledHook.set("exit", (Consumer<Object>) permit -> events.add("exit " + site(permit)));
        InstalledHook.set("fail", (BiConsumer<Throwable, Object>) (error, permit) -> {
            lastError = error;
            freedBeforeFail = isFree(permit);
            events.add("fail " + site(permit) + " " + error.getClass().getName());
        });
        InstalledHook.set(
                "enterWith", (IntFunction<Object>) site -> Thread.currentThread() == thread ? given(site) : null);
        InstalledHook.set("settle", (BiFunction<Object, Object, Object>) (result, permit) -> {
            events.add("settle " + site(permit) + " " + text(result));
            return settled.apply(result);
        });
        InstalledHook.set("recover", (BiFunction<Throwable, Object, Object>) (error, permit) -> {
            freedBeforeFail = isFree(permit);
            events.add("recover " + site(permit) + " " + error.getClass().getName());
            return recovered.apply(error);
        });
        InstalledHook.set("follow", (BiFunction<Object, Object, Object>) (continuation, permit) -> {
            events.add("follow " + site(permit));
            return continuation + " followed";
        });
        InstalledHook.set("pause", (Function<Object, Object>) permit -> {
            freedBeforePause = isFree(permit);
            events.add("pause " + site(permit));
            return new Object[] {new long[] {1}, site(permit)};
        });
        InstalledHook.set("resume", (Function<Object, Object>) paused -> {
            events.add("resume " + site(paused));
            return new Object[] {new long[] {1}, site(paused)};
        });
        InstalledHook.set("refused", (Predicate<Object>) permit -> refusing);
        InstalledHook.set("answer", (Function<Object, Object>) permit -> {
            events.add("answer " + site(permit));
            return answer;
        });
    }

    /** From now on calls are refused, and get this value. */
    void answerWith(Object value) {
        refusing = true;
        answer = value;
    }

    /** What answers are from now on. */
    void answer(Object value) {
        answer = value;
    }

    /** What becomes of results from now on. */
    void settle(UnaryOperator<Object> change) {
        settled = change;
    }

    /** What becomes of exceptions from now on. */
    void recover(Function<Throwable, Object> change) {
        recovered = change;
    }

    /** From now on calls are refused with this exception. */
    void refuseWith(RuntimeException exception) {
        refuse(() -> exception);
    }

    /** From now on calls are refused with such exceptions, or let through. */
    void refuse(Supplier<RuntimeException> exception) {
        refusal = exception;
    }

    private Object enter(int site) {
        events.add("enter " + site);
        if (refusal != null) {
            throw refusal.get();
        }
        return new Object[] {new long[] {1}, site};
    }

    private Function<Object, Object> given(int site) {
        return given -> {
            var permit = enter(site);
            events.set(events.size() - 1, "enter " + site + " " + text(given));
            return permit;
        };
    }

    private static String text(Object value) {
        return value instanceof Object[] values ? Arrays.toString(values) : String.valueOf(value);
    }

    static boolean isFree(Object permit) {
        return ((long[]) ((Object[]) permit)[0])[0] == 0;
    }

    private static int site(Object permit) {
        return (int) ((Object[]) permit)[1];
    }

    @Override
    public void close() {
        for (String field : List.of(
                "enter",
                "enterWith",
                "exit",
                "settle",
                "fail",
                "recover",
                "refused",
                "answer",
                "follow",
                "pause",
                "resume")) {
            InstalledHook.set(field, null);
        }
    }
}
