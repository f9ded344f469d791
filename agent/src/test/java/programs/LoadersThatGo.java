package programs;

import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.ref.WeakReference;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

/**
 * Makes class loaders with a shop of a few classes each, calls it, and lets them go, as languages do that compile at run time. After
 * each round it says how many loaders are left, and the bytes used of the heap and of metaspace. Arguments: a folder with the
 * classes, the shop's class, how many rounds, of how many loaders.
 */
public final class LoadersThatGo {

    /** To be replaced, where it is part of a class's name, by digits that make the name another one in each loader. */
    private static final String NUMBER = "0000";

    /** So many, as not each one moves everything together and leaves no gaps that count as used. */
    private static final int COLLECTIONS = 8;

    private LoadersThatGo() {}

    public static void main(String[] arguments) throws Exception {
        Path folder = Path.of(arguments[0]);
        int loaders = Integer.parseInt(arguments[3]);
        List<WeakReference<ClassLoader>> all = new ArrayList<>();
        BufferedReader lines = new BufferedReader(new InputStreamReader(System.in));
        lines.readLine(); // whoever measures is to be there first
        for (int round = 0; round < Integer.parseInt(arguments[2]); round++) {
            for (int i = 0; i < loaders; i++) {
                String number = String.format("%04d", round * loaders + i);
                ClassLoader loader = new OneShop(folder, number);
                Class<?> type = loader.loadClass(arguments[1].replace(NUMBER, number));
                ((Callable<?>) type.getConstructor().newInstance()).call();
                all.add(new WeakReference<>(loader));
            }
            System.out.println(left(all) + " left, heap "
                    + ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() + ", metaspace "
                    + metaspace());
        }
        lines.readLine();
    }

    private static long left(List<WeakReference<ClassLoader>> all) throws InterruptedException {
        long end = System.nanoTime() + 20_000_000_000L;
        int collections = 0;
        do {
            System.gc();
            Thread.sleep(10);
            all.removeIf(loader -> loader.refersTo(null));
            collections++;
        } while (collections < COLLECTIONS || !all.isEmpty() && System.nanoTime() - end < 0);
        return all.size();
    }

    private static long metaspace() {
        for (MemoryPoolMXBean pool : ManagementFactory.getMemoryPoolMXBeans()) {
            if (pool.getName().equals("Metaspace")) {
                return pool.getUsage().getUsed();
            }
        }
        throw new AssertionError();
    }

    private static final class OneShop extends ClassLoader {
        private final Path folder;
        private final String number;

        OneShop(Path folder, String number) {
            super(null);
            this.folder = folder;
            this.number = number;
        }

        @Override
        protected Class<?> findClass(String name) throws ClassNotFoundException {
            try {
                byte[] classFile = classFile(name.replace('.', '/') + ".class");
                return defineClass(name, classFile, 0, classFile.length);
            } catch (IOException e) {
                throw new ClassNotFoundException(name, e);
            }
        }

        @Override
        public InputStream getResourceAsStream(String name) {
            try {
                return new ByteArrayInputStream(classFile(name));
            } catch (IOException e) {
                return null;
            }
        }

        private byte[] classFile(String path) throws IOException {
            byte[] read = Files.readAllBytes(folder.resolve(path.replace(number, NUMBER)));
            return new String(read, StandardCharsets.ISO_8859_1)
                    .replace(NUMBER, number)
                    .getBytes(StandardCharsets.ISO_8859_1);
        }
    }
}
