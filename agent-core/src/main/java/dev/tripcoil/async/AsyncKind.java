package dev.tripcoil.async;

import java.util.Collection;

/** A kind of result whose end can be followed. Told from names, as nothing may be loaded while a class is woven. */
public enum AsyncKind {
    MONO("reactor.core.publisher.Mono", null, true),
    FLUX("reactor.core.publisher.Flux", null, false),
    SINGLE("io.reactivex.rxjava3.core.Single", "io.reactivex.rxjava3.core.SingleSource", true),
    MAYBE("io.reactivex.rxjava3.core.Maybe", "io.reactivex.rxjava3.core.MaybeSource", true),
    COMPLETABLE("io.reactivex.rxjava3.core.Completable", "io.reactivex.rxjava3.core.CompletableSource", false),
    OBSERVABLE("io.reactivex.rxjava3.core.Observable", "io.reactivex.rxjava3.core.ObservableSource", false),
    FLOWABLE("io.reactivex.rxjava3.core.Flowable", null, false),
    /** By Reactive Streams; what is returned may be any of its kinds above. */
    PUBLISHER("org.reactivestreams.Publisher", null, false),
    FLOW_PUBLISHER("java.util.concurrent.Flow$Publisher", null, false);

    private static final AsyncKind[] ALL = values();

    final String type;
    /** What the type implements, if a method that is declared to return just that can be followed, too. */
    final String source;

    private final boolean hasResult;

    AsyncKind(String type, String source, boolean hasResult) {
        this.type = type;
        this.source = source;
        this.hasResult = hasResult;
    }

    /** The kind of what a method is declared to return; null if it can't be followed, or need not be. */
    public static AsyncKind of(String declared) {
        for (int i = 0; i < ALL.length; i++) {
            if (declared.equals(ALL[i].type) || declared.equals(ALL[i].source)) {
                return ALL[i];
            }
        }
        return null;
    }

    /**
     * Why a method's result can't be followed though it is of one of these kinds: it is declared as a more special type, which
     * nothing else can be returned as. Null if that is not so.
     *
     * @param superTypes of the declared type, at any depth
     */
    public static String unsupported(String declared, Collection<String> superTypes) {
        if (of(declared) != null) {
            return null;
        }
        for (int i = 0; i < ALL.length; i++) {
            if (superTypes.contains(ALL[i].type) || (ALL[i].source != null && superTypes.contains(ALL[i].source))) {
                return "returns a " + declared + ", whose end can't be followed as it is a special kind of "
                        + ALL[i].type;
            }
        }
        return null;
    }

    /** Whether it gives one value, which {@code result-if} can judge. */
    public boolean hasResult() {
        return hasResult;
    }

    /** Whether a call that was let through and failed can be answered; it takes operators, which an interface has not. */
    public boolean answersFailures() {
        return this != PUBLISHER && this != FLOW_PUBLISHER;
    }

    /** Whether it can end without a value, as {@code return: null} and {@code return: []} say. */
    public boolean mayBeEmpty() {
        return this != SINGLE;
    }
}
