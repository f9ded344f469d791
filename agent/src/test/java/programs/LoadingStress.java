package programs;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntSupplier;

/**
 * Several threads load the same classes at once, each beginning with another one, from loaders whose classes extend each other's; makes
 * one of each, and calls it. In each round the loaders are new. Begins when it is sent a line, and ends when it is sent another. Says how many calls there were; or, if it takes too long, what every
 * thread is doing, and exits with 3.
 *
 * <p>There are two families of loaders. In {@code left} and {@code right}, which can load in parallel, every class extends one of the
 * other's. Those of {@code leaf}, of which there are two, of {@code branch} and {@code root} are each other's parents, look at their own
 * first, and lock themselves for all they do.
 *
 * <p>Arguments: a jar and a folder with the classes, how many of each package, rounds, threads, and the seconds that it may take.
 */
public final class LoadingStress {

    private final URL[] jar;
    private final Path folder;
    private final int classes;
    private final int threads;
    private final AtomicInteger calls = new AtomicInteger();
    private final AtomicReference<Throwable> problem = new AtomicReference<>();

    private LoadingStress(Path jar, Path folder, int classes, int threads) throws MalformedURLException {
        this.jar = new URL[] {jar.toUri().toURL()};
        this.folder = folder;
        this.classes = classes;
        this.threads = threads;
    }

    public static void main(String[] arguments) throws Exception {
        LoadingStress stress = new LoadingStress(
                Path.of(arguments[0]),
                Path.of(arguments[1]),
                Integer.parseInt(arguments[2]),
                Integer.parseInt(arguments[4]));
        BufferedReader lines = new BufferedReader(new InputStreamReader(System.in));
        lines.readLine();
        watch(Integer.parseInt(arguments[5]));
        for (int round = 0; round < Integer.parseInt(arguments[3]); round++) {
            stress.round();
        }
        System.out.println(stress.problem.get() + " after " + stress.calls + " calls");
        lines.readLine();
    }

    private void round() throws InterruptedException {
        List<Loaded> all = new ArrayList<>();
        Map<String, Half> halves = new ConcurrentHashMap<>();
        for (String half : new String[] {"left", "right"}) {
            halves.put(half, new Half(half, jar, halves));
        }
        Level root = new Level("root", folder, LoadingStress.class.getClassLoader());
        Level branch = new Level("branch", folder, root);
        Level leaf = new Level("leaf", folder, branch);
        Level otherLeaf = new Level("leaf", folder, branch);
        for (int i = 0; i < classes; i++) {
            all.add(new Loaded("left.C" + i, halves.get("right"))); // through the other one
            all.add(new Loaded("leaf.C" + i, leaf));
            all.add(new Loaded("right.C" + i, halves.get("right")));
            all.add(new Loaded("leaf.C" + i, otherLeaf));
            all.add(new Loaded("root.C" + i, root));
            all.add(new Loaded("branch.C" + i, branch));
        }
        CyclicBarrier together = new CyclicBarrier(threads);
        List<Thread> running = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            int first = i * all.size() / threads;
            int step = i % 2 == 0 ? 1 : -1;
            Thread thread = new Thread(() -> callAll(all, first, step, together));
            thread.start();
            running.add(thread);
        }
        for (Thread thread : running) {
            thread.join();
        }
    }

    private void callAll(List<Loaded> all, int first, int step, CyclicBarrier together) {
        try {
            together.await();
            for (int i = 0; i < all.size(); i++) {
                Loaded next = all.get(Math.floorMod(first + i * step, all.size()));
                Class<?> type = Class.forName(next.name, true, next.loader);
                ((IntSupplier) type.getConstructor().newInstance()).getAsInt();
                calls.incrementAndGet();
            }
        } catch (ReflectiveOperationException
                | LinkageError
                | RuntimeException
                | InterruptedException
                | BrokenBarrierException e) {
            problem.compareAndSet(null, e);
        }
    }

    private static void watch(int seconds) {
        Thread watchdog = new Thread(() -> {
            try {
                Thread.sleep(seconds * 1000L);
            } catch (InterruptedException e) {
                return;
            }
            Thread.getAllStackTraces().forEach((thread, trace) -> {
                System.err.println(thread);
                for (StackTraceElement frame : trace) {
                    System.err.println("    " + frame);
                }
            });
            Runtime.getRuntime().halt(3);
        });
        watchdog.setDaemon(true);
        watchdog.start();
    }

    private record Loaded(String name, ClassLoader loader) {}

    /** Has the classes of one package from a jar, and asks its other half for those of the other's. */
    private static final class Half extends URLClassLoader {
        static {
            registerAsParallelCapable();
        }

        private final String own;
        private final Map<String, Half> halves;

        Half(String own, URL[] jar, Map<String, Half> halves) {
            super(jar, LoadingStress.class.getClassLoader());
            this.own = own;
            this.halves = halves;
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            Half half = halves.get(name.substring(0, Math.max(0, name.indexOf('.'))));
            if (half == null) {
                return super.loadClass(name, resolve);
            }
            return half == this ? loadOwn(name) : half.loadClass(name);
        }

        private Class<?> loadOwn(String name) throws ClassNotFoundException {
            synchronized (getClassLoadingLock(name)) {
                Class<?> loaded = findLoadedClass(name);
                return loaded != null ? loaded : findClass(name);
            }
        }

        @Override
        public URL getResource(String name) {
            Half half = halves.get(name.substring(0, Math.max(0, name.indexOf('/'))));
            if (half == null) {
                return super.getResource(name);
            }
            return half == this ? findResource(name) : half.getResource(name);
        }

        @Override
        public String toString() {
            return own;
        }
    }

    /** Has the classes of one package from a folder; the others are its parent's. One thread at a time. */
    private static final class Level extends ClassLoader {
        private final String own;
        private final Path folder;

        Level(String own, Path folder, ClassLoader parent) {
            super(parent);
            this.own = own;
            this.folder = folder;
        }

        @Override
        protected synchronized Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (!name.startsWith(own + ".")) {
                return super.loadClass(name, resolve);
            }
            Class<?> loaded = findLoadedClass(name);
            if (loaded != null) {
                return loaded;
            }
            try {
                byte[] classFile = Files.readAllBytes(folder.resolve(name.replace('.', '/') + ".class"));
                return defineClass(name, classFile, 0, classFile.length);
            } catch (IOException e) {
                throw new ClassNotFoundException(name, e);
            }
        }

        @Override
        public synchronized URL getResource(String name) {
            if (!name.startsWith(own + "/")) {
                return super.getResource(name);
            }
            try {
                Path file = folder.resolve(name);
                return Files.exists(file) ? file.toUri().toURL() : null;
            } catch (MalformedURLException e) {
                return null;
            }
        }
    }
}
