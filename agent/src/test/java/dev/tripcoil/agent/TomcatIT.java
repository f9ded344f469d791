package dev.tripcoil.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;

/** Web applications in Tomcat, which come and go. */
class TomcatIT {

    private static final int TIMES = 4;

    /** What Tomcat's own start script gives Java, for its detection of leaks. */
    private static final String[] OF_CATALINA_SH = {
        "--add-opens=java.base/java.lang=ALL-UNNAMED",
        "--add-opens=java.base/java.lang.reflect=ALL-UNNAMED",
        "--add-opens=java.base/java.io=ALL-UNNAMED",
        "--add-opens=java.base/java.util=ALL-UNNAMED",
        "--add-opens=java.base/java.util.concurrent=ALL-UNNAMED",
        "--add-opens=java.rmi/sun.rmi.transport=ALL-UNNAMED"
    };

    private static final String STOCK = """
            package shop;

            public final class Stock {
                public enum Answer { YES, NO, UNKNOWN }

                public static final class Down extends RuntimeException {
                    public Down(String message) {
                        super(message);
                    }
                }

                public static int fetch() throws java.io.IOException {
                    throw new java.io.IOException("no route to stock");
                }

                public static int fetchOrElse() {
                    throw new IllegalStateException("no route to stock");
                }

                public static Answer has() {
                    throw new Down("no route to stock");
                }
            }
            """;

    private static final String SERVLET = """
            package shop;

            public final class StockServlet extends jakarta.servlet.http.HttpServlet {
                @Override
                protected void doGet(
                        jakarta.servlet.http.HttpServletRequest request, jakarta.servlet.http.HttpServletResponse response)
                        throws java.io.IOException {
                    String answer;
                    try {
                        switch (request.getPathInfo()) {
                            case "/fetch": answer = String.valueOf(Stock.fetch()); break;
                            case "/fetchOrElse": answer = String.valueOf(Stock.fetchOrElse()); break;
                            default: answer = Stock.has().name();
                        }
                    } catch (Exception e) {
                        answer = e.getClass().getName();
                    }
                    response.getWriter().print(answer);
                }
            }
            """;

    private static final String WEB_XML = """
            <?xml version="1.0" encoding="UTF-8"?>
            <web-app xmlns="https://jakarta.ee/xml/ns/jakartaee" version="6.1">
                <servlet>
                    <servlet-name>stock</servlet-name>
                    <servlet-class>shop.StockServlet</servlet-class>
                </servlet>
                <servlet-mapping>
                    <servlet-name>stock</servlet-name>
                    <url-pattern>/*</url-pattern>
                </servlet-mapping>
            </web-app>
            """;

    /** All three keep something of the web application's in the agent: its exceptions' type, its enum, nothing. */
    private static final String RULES = """
            breakers:
              refusing: {}
              throwing: {when-open: {throw: shop.Stock$Down}}
              answering: {when-open: {return: UNKNOWN}}
            rules:
              - {class: shop.Stock, method: fetch, breaker: refusing}
              - {class: shop.Stock, method: fetchOrElse, breaker: throwing}
              - {class: shop.Stock, method: has, breaker: answering}
            """;

    @TempDir
    Path folder;

    @OnEachJdk
    void a_web_application_in_a_folder_is_guarded_each_time_and_goes_when_it_is_undeployed(Jdk jdk) throws Exception {
        isGuardedAndGoes(jdk, webApplication(jdk));
    }

    @OnEachJdk
    void so_is_one_in_a_war(Jdk jdk) throws Exception {
        isGuardedAndGoes(jdk, Jars.ofFolder(folder.resolve("shop.war"), webApplication(jdk)));
    }

    private void isGuardedAndGoes(Jdk jdk, Path application) throws Exception {
        List<Path> tomcat = Shop.libraries("tomcat-embed-core", "jakarta.annotation-api");
        Path host = Shop.host(jdk, folder, "TomcatHost.java", tomcat);
        Path rules = Files.writeString(folder.resolve("rules.yaml"), RULES);
        try (Child child = Child.brief(jdk)
                .agent(rules.toString())
                .with(OF_CATALINA_SH)
                .with("-cp", Jars.path(List.of(host, tomcat.get(0), tomcat.get(1))), "TomcatHost")
                .with(folder.resolve("tomcat").toString(), application.toString())
                .start()) {
            try (Jmx jmx = Jmx.of(child)) {
                for (int round = 1; round <= TIMES; round++) {
                    assertThat(child.ask("deploy")).isEqualTo("STARTED");
                    assertThat(child.ask("loader")).isEqualTo("ParallelWebappClassLoader");
                    opens(jmx, child, round, "refusing", "fetch", Rules.FAILED, Rules.REFUSED);
                    opens(
                            jmx,
                            child,
                            round,
                            "throwing",
                            "fetchOrElse",
                            "java.lang.IllegalStateException",
                            "shop.Stock$Down");
                    opens(jmx, child, round, "answering", "has", "shop.Stock$Down", "UNKNOWN");
                    assertThat(child.ask("undeploy")).isEqualTo("undeployed");
                }
                Shop.allIsWell(jmx, child);
                assertThat(jmx.agent().count("WovenMethods")).isEqualTo(3);
            }
            assertThat(child.ask("left")).isEqualTo("[] 0 of " + TIMES);
            assertThat(child.snapshot().errors())
                    .as("what Tomcat says, of leaks above all")
                    .noneMatch(line -> line.contains("WARN") || line.contains("SEVERE"))
                    .noneMatch(line -> line.contains("memory leak") || line.contains("ThreadLocal"));
        }
    }

    private static void opens(
            Jmx jmx, Child child, int round, String breaker, String request, String failed, String refused)
            throws Exception {
        Shop.opensItsBreaker(child, request, failed, refused);
        Jmx.Bean bean = jmx.breaker(breaker);
        assertThat(bean.get("State")).isEqualTo("OPEN");
        assertThat(bean.count("Calls")).isEqualTo(5L * round);
        assertThat(bean.count("FailedCalls")).isEqualTo(5L * round);
        assertThat(bean.count("RejectedCalls")).isEqualTo(3L * round);
        assertThat(bean.lines("GuardedMethods")).hasSize(1);
        bean.invoke("reset");
    }

    private Path webApplication(Jdk jdk) throws Exception {
        Path application = folder.resolve("shop");
        Path information = application.resolve("WEB-INF");
        Files.createDirectories(information.resolve("classes"));
        Files.writeString(information.resolve("web.xml"), WEB_XML);
        Jars.compile(
                jdk,
                information.resolve("classes"),
                folder.resolve("sources"),
                Shop.libraries("tomcat-embed-core"),
                "shop/Stock.java",
                STOCK,
                "shop/StockServlet.java",
                SERVLET);
        return application;
    }
}
