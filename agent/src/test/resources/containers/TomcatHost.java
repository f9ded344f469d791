import java.io.BufferedReader;
import java.io.File;
import java.io.InputStreamReader;
import java.lang.ref.WeakReference;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.catalina.Context;
import org.apache.catalina.Host;
import org.apache.catalina.core.JreMemoryLeakPreventionListener;
import org.apache.catalina.core.StandardContext;
import org.apache.catalina.core.StandardHost;
import org.apache.catalina.core.ThreadLocalLeakPreventionListener;
import org.apache.catalina.startup.ContextConfig;
import org.apache.catalina.startup.Tomcat;

/**
 * A Tomcat with its usual listeners. Deploys and undeploys a web application, given as folder or WAR, calls it over HTTP, and says how
 * many class loaders of undeployed ones are still there. Arguments: Tomcat's own folder, the web application.
 */
public final class TomcatHost {

    private final Tomcat tomcat = new Tomcat();
    private final List<WeakReference<ClassLoader>> undeployed = new ArrayList<>();
    private final String application;
    private Context context;

    private TomcatHost(String home, String application) throws Exception {
        this.application = application;
        tomcat.setBaseDir(home);
        tomcat.setPort(0);
        new File(home, "webapps").mkdirs();
        tomcat.getConnector().setProperty("address", "127.0.0.1");
        tomcat.getServer().addLifecycleListener(new JreMemoryLeakPreventionListener());
        tomcat.getServer().addLifecycleListener(new ThreadLocalLeakPreventionListener());
        tomcat.getHost(); // makes it
        tomcat.start();
    }

    public static void main(String[] arguments) throws Exception {
        TomcatHost host = new TomcatHost(arguments[0], arguments[1]);
        BufferedReader lines = new BufferedReader(new InputStreamReader(System.in));
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            System.out.println(host.answer(line));
        }
    }

    private String answer(String line) throws Exception {
        switch (line) {
            case "deploy":
                deploy();
                return context.getState().toString();
            case "undeploy":
                undeploy();
                return "undeployed";
            case "loader":
                return context.getLoader().getClassLoader().getClass().getSimpleName();
            case "left":
                return Arrays.toString(((StandardHost) tomcat.getHost()).findReloadedContextMemoryLeaks()) + " "
                        + left() + " of " + undeployed.size();
            default:
                return call(line);
        }
    }

    private void deploy() {
        Host host = tomcat.getHost();
        StandardContext made = new StandardContext();
        made.setPath("/shop");
        made.setDocBase(application);
        made.addLifecycleListener(new ContextConfig());
        host.addChild(made);
        context = made;
    }

    private void undeploy() {
        undeployed.add(new WeakReference<>(context.getLoader().getClassLoader()));
        tomcat.getHost().removeChild(context);
        context = null;
    }

    private String call(String path) throws Exception {
        URI uri = URI.create("http://127.0.0.1:" + tomcat.getConnector().getLocalPort() + "/shop/" + path);
        HttpURLConnection connection = (HttpURLConnection) uri.toURL().openConnection();
        if (connection.getResponseCode() != 200) {
            return "status " + connection.getResponseCode();
        }
        return new String(connection.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    private long left() throws InterruptedException {
        long left = undeployed.size();
        for (long end = System.nanoTime() + 20_000_000_000L; left > 0 && System.nanoTime() - end < 0; ) {
            System.gc();
            Thread.sleep(50);
            left = undeployed.stream().filter(loader -> !loader.refersTo(null)).count();
        }
        return left;
    }
}
