import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.file.Path;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.concurrent.Callable;
import org.osgi.framework.Bundle;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.launch.FrameworkFactory;

/**
 * Starts the OSGi framework that is on the class path, with default settings, and a shop in a bundle. Each line is a call.
 * Arguments: where the framework keeps its bundles, the package of the shop, and the jars of the bundles.
 */
public final class OsgiHost {

    public static void main(String[] arguments) throws Exception {
        FrameworkFactory factory = ServiceLoader.load(FrameworkFactory.class).findFirst().orElseThrow();
        Framework framework = factory.newFramework(Map.of("org.osgi.framework.storage", arguments[0]));
        framework.start();
        Callable<?> shop = null;
        for (int i = 2; i < arguments.length; i++) {
            Bundle bundle = framework.getBundleContext()
                    .installBundle(Path.of(arguments[i]).toUri().toString());
            if (i == arguments.length - 1) {
                bundle.start();
                Class<?> type = bundle.loadClass(arguments[1] + ".Shop");
                if (type.getClassLoader() == OsgiHost.class.getClassLoader()) {
                    throw new AssertionError("not in a bundle");
                }
                shop = (Callable<?>) type.getConstructor().newInstance();
            }
        }
        BufferedReader lines = new BufferedReader(new InputStreamReader(System.in));
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            System.out.println(line.equals("framework") ? framework.getClass().getName() : shop.call());
        }
        framework.stop();
        framework.waitForStop(10_000);
    }
}
