package programs;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;

/**
 * Calls a service once for each line. Its loader makes the class between the service and its interface as libraries do that
 * generate code: there is no class file that anybody could read.
 */
public final class Generated {

    public interface Remote {
        int fetch() throws IOException;
    }

    /** What the loader gives nobody the bytes of. */
    public abstract static class Base implements Remote {}

    public static final class Stock extends Base {
        @Override
        public int fetch() throws IOException {
            throw new IOException("no route to stock");
        }
    }

    private Generated() {}

    public static void main(String[] arguments) throws Exception {
        Remote stock = (Remote)
                new Loader().loadClass(Stock.class.getName()).getConstructor().newInstance();
        BufferedReader lines = new BufferedReader(new InputStreamReader(System.in));
        while (lines.readLine() != null) {
            try {
                System.out.println(stock.fetch());
            } catch (Throwable e) {
                System.out.println(e.getClass().getName());
            }
        }
    }

    private static final class Loader extends ClassLoader {
        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            synchronized (getClassLoadingLock(name)) {
                Class<?> loaded = findLoadedClass(name);
                if (loaded != null) {
                    return loaded;
                }
                if (!name.endsWith("$Stock") && !name.endsWith("$Base")) {
                    return super.loadClass(name, resolve);
                }
                try (InputStream in = super.getResourceAsStream(path(name))) {
                    byte[] bytes = in.readAllBytes();
                    return defineClass(name, bytes, 0, bytes.length);
                } catch (IOException e) {
                    throw new ClassNotFoundException(name, e);
                }
            }
        }

        @Override
        public InputStream getResourceAsStream(String name) {
            return name.equals(path(Base.class.getName())) ? null : super.getResourceAsStream(name);
        }

        private static String path(String name) {
            return name.replace('.', '/') + ".class";
        }
    }
}
