package dev.tripcoil.guard;

import java.lang.ref.WeakReference;
import java.lang.reflect.Constructor;
import java.security.PrivilegedExceptionAction;
import java.util.concurrent.CompletableFuture;

/** Answers for a method that returns a CompletionStage: with one that is completed, a new one each time, and never by throwing. */
final class AnswerAsStage implements Answering {

    private final Answering answering;

    /** A subclass of CompletableFuture; null for that itself. */
    private final String type;

    private final Reports reports;

    /** Weak, as it would keep the application's class loader alive; found anew when it has gone. */
    private volatile WeakReference<Constructor<?>> maker = new WeakReference<>(null);

    AnswerAsStage(Answering answering, String type, Reports reports) {
        this.answering = answering;
        this.type = type;
        this.reports = reports;
    }

    @Override
    public Object answer(Site site, Occasion occasion) {
        Object answer = answering.answer(site, occasion);
        boolean isValue = answer instanceof Answered;
        if (isValue && answering instanceof CallFallback) {
            return answer; // a stage already
        }
        CompletableFuture<Object> stage;
        try {
            stage = make(site);
        } catch (VirtualMachineError exhausted) {
            throw exhausted;
        } catch (Throwable problem) {
            reports.unanswerable(site.breaker(), "can't make a " + type + ": " + problem);
            return isValue ? new Refuse(null, new RefusalText(null), null, reports).answer(site, occasion) : answer;
        }
        if (isValue) {
            stage.complete(((Answered) answer).value());
            return new Answered(stage);
        }
        stage.completeExceptionally((Throwable) answer);
        return new Answered(stage, (Throwable) answer);
    }

    @SuppressWarnings("unchecked")
    private CompletableFuture<Object> make(Site site) throws Exception {
        if (type == null) {
            return new CompletableFuture<>();
        }
        Constructor<?> constructor = maker.get();
        if (constructor == null) {
            constructor = Unconfined.call(new Looking(site, type));
            maker = new WeakReference<>(constructor);
        }
        return (CompletableFuture<Object>) constructor.newInstance();
    }

    private static final class Looking implements PrivilegedExceptionAction<Constructor<?>> {
        private final Site site;
        private final String type;

        Looking(Site site, String type) {
            this.site = site;
            this.type = type;
        }

        @Override
        public Constructor<?> run() throws ReflectiveOperationException {
            Constructor<?> found = site.find(type).getDeclaredConstructor();
            found.setAccessible(true);
            return found;
        }
    }

    @Override
    public boolean needsAllGiven() {
        return answering.needsAllGiven();
    }

    @Override
    public Memory memory() {
        return answering.memory();
    }

    @Override
    public boolean keepsFailures() {
        return answering.keepsFailures();
    }

    @Override
    public void failed(Site site, Throwable failure) {
        answering.failed(site, failure);
    }

    @Override
    public boolean follow(Answering before) {
        return before instanceof AnswerAsStage && answering.follow(((AnswerAsStage) before).answering);
    }

    @Override
    public void sweep() {
        answering.sweep();
    }

    @Override
    public void close(Site site) {
        answering.close(site);
    }
}
