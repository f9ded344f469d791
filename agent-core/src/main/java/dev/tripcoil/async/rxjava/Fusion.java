package dev.tripcoil.async.rxjava;

import io.reactivex.rxjava3.core.FlowableSubscriber;
import io.reactivex.rxjava3.core.Observer;
import io.reactivex.rxjava3.operators.ConditionalSubscriber;
import java.util.function.BiFunction;
import org.reactivestreams.Subscriber;

/**
 * Fusion of operators has a public interface from RxJava 3.1 on; before that, what is guarded is not fused. The methods
 * return directly: where two ways meet, the verifier would load classes that aren't there.
 */
final class Fusion {

    static final boolean IS_THERE = isThere();

    private Fusion() {}

    private static boolean isThere() {
        try {
            Class.forName("io.reactivex.rxjava3.operators.QueueSubscription", false, Observer.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException e) {
            return false;
        }
    }

    static <T> Observer<T> observer(Observer<? super T> downstream, BiFunction<String, Object, Object> call) {
        return new FusedObservableCaller<>(downstream, call);
    }

    static <T> FlowableSubscriber<T> subscriber(
            Subscriber<? super T> downstream, BiFunction<String, Object, Object> call) {
        if (downstream instanceof ConditionalSubscriber) {
            return new ConditionalFlowableCaller<>((ConditionalSubscriber<? super T>) downstream, call);
        }
        return new FusedFlowableCaller<>(downstream, call);
    }
}
