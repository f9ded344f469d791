package app;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.util.concurrent.Callable;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Scope;
import org.springframework.context.annotation.ScopedProxyMode;
import org.springframework.stereotype.Service;

/**
 * The program of an executable JAR: a Spring context with a service behind a CGLIB proxy, a library's shop, and H2's driver. Each line is
 * a call of the one that it names.
 */
@Configuration
@ComponentScan
public class BootMain {

    /** Fails; Spring makes a subclass of it whose methods pass the call on. */
    @Service
    @Scope(value = "prototype", proxyMode = ScopedProxyMode.TARGET_CLASS)
    public static class Prices {
        public int fetch() {
            throw new IllegalStateException("no route to prices");
        }
    }

    private static final LinkedBlockingQueue<String> TOLD = new LinkedBlockingQueue<>();

    static void changed(String breaker, String from, String to, String why) {
        TOLD.add(breaker + " " + to);
    }

    public static void main(String[] arguments) throws Exception {
        try (AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext(BootMain.class)) {
            Prices prices = context.getBean(Prices.class);
            Callable<?> shop = new shop.Shop();
            BufferedReader lines = new BufferedReader(new InputStreamReader(System.in));
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                try {
                    switch (line) {
                        case "proxy":
                            System.out.println(prices.getClass().getName());
                            break;
                        case "loaders":
                            System.out.println(BootMain.class.getClassLoader().getClass().getSimpleName() + " "
                                    + (shop.getClass().getClassLoader() == BootMain.class.getClassLoader()) + " "
                                    + shop.getClass().getProtectionDomain().getCodeSource().getLocation());
                            break;
                        case "told":
                            System.out.println(TOLD.poll(30, TimeUnit.SECONDS));
                            break;
                        case "shop":
                            System.out.println(shop.call());
                            break;
                        case "prices":
                            System.out.println(prices.fetch());
                            break;
                        default:
                            System.out.println(new org.h2.Driver().connect(line, new java.util.Properties()));
                    }
                } catch (Exception e) {
                    System.out.println(e.getClass().getName());
                }
            }
        }
    }
}
