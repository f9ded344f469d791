package dev.tripcoil.async;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Constructor;
import java.security.ProtectionDomain;
import java.util.function.BiFunction;

/** A library of the application's beside which classes of ours are defined, in the order of the list. */
enum Library {
    REACTOR(
            "reactor",
            "reactor.core.publisher.Flux",
            "Answer",
            "FluxCall",
            "FuseableFluxCall",
            "MonoCall",
            "FuseableMonoCall",
            "Caller",
            "ConditionalCaller",
            "MonoCaller",
            "Entry"),
    RXJAVA(
            "rxjava",
            "io.reactivex.rxjava3.core.Flowable",
            "Answer",
            "Answers",
            "Fusion",
            "Caller",
            "SingleCall",
            "SingleCaller",
            "MaybeCall",
            "MaybeCaller",
            "CompletableCall",
            "CompletableCaller",
            "ObservableCall",
            "ObservableCaller",
            "FlowableCall",
            "FlowableCaller",
            "FusedObservableCaller",
            "FusedFlowableCaller",
            "ConditionalFlowableCaller",
            "Entry"),
    STREAMS("streams", "org.reactivestreams.Publisher", "PublisherAnswer", "PublisherCall", "PublisherCaller", "Entry"),
    KOTLIN("kotlin", "kotlin.coroutines.Continuation", "Resumption", "Entry");

    private final String folder;
    /** The type that stands for the library in its loader. */
    final String landmark;

    private final String prefix;
    private final String[] classes;

    Library(String folder, String landmark, String... classes) {
        this.folder = folder;
        this.landmark = landmark;
        prefix = landmark.substring(0, landmark.indexOf('.', landmark.indexOf('.') + 1) + 1);
        this.classes = classes;
    }

    /** Whether a type of one of the kinds, or a continuation, is of this library. */
    boolean has(Class<?> type) {
        String name = type.getName();
        return name.startsWith(prefix);
    }

    /**
     * Defines the classes, in a loader of their own below the library's, with the library's permissions.
     *
     * @param landmark the library's type of that name
     * @param loaders makes such a loader; no class of the agent's, which the library would hold
     * @return what makes of an object of the library's and who asks what the guarded method returns: no class of the agent's
     */
    @SuppressWarnings("unchecked")
    BiFunction<Object, Object, Object> define(Class<?> landmark, Constructor<?> loaders)
            throws ReflectiveOperationException, IOException {
        BiFunction<byte[], ProtectionDomain, Class<?>> loader =
                (BiFunction<byte[], ProtectionDomain, Class<?>>) loaders.newInstance(landmark.getClassLoader());
        Class<?> last = null;
        for (int i = 0; i < classes.length; i++) {
            try {
                last = loader.apply(classFile(classes[i]), landmark.getProtectionDomain());
            } catch (NoClassDefFoundError e) {
                // of another version of the library, in which nobody asks for it
            }
        }
        return (BiFunction<Object, Object, Object>) last.getConstructor().newInstance();
    }

    private byte[] classFile(String name) throws IOException {
        String path = "dev/tripcoil/async/" + folder + "/" + name + ".class";
        try (InputStream stream = Library.class.getClassLoader().getResourceAsStream(path)) {
            if (stream == null) {
                throw new IOException("the agent has no " + path);
            }
            return stream.readAllBytes();
        }
    }
}
