package dev.tripcoil.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;

/** OSGi frameworks with default settings: their bundles see nothing of what is outside, but {@code java.*}. */
class OsgiIT {

    @TempDir
    Path folder;

    @OnEachJdk
    void a_bundle_of_felix(Jdk jdk) throws Exception {
        isGuarded(jdk, Shop.library("org.apache.felix.framework"), "org.apache.felix.framework.Felix");
    }

    @OnEachJdk
    void a_bundle_of_equinox(Jdk jdk) throws Exception {
        isGuarded(jdk, Shop.library("org.eclipse.osgi"), "org.eclipse.osgi.launch.Equinox");
    }

    /** One bundle has the service that is down, the other one imports its package and calls it. */
    private void isGuarded(Jdk jdk, Path framework, String type) throws Exception {
        Path host = Shop.host(jdk, folder, "OsgiHost.java", List.of(framework));
        Path classes = Shop.compileInTwo(jdk, folder);
        Path stock = bundle(classes, "stock", "Export-Package", "stock");
        Path shop = bundle(classes, "shop", "Import-Package", "stock");
        try (Child child = Child.brief(jdk)
                .agent(Shop.rules(folder, "stock").toString())
                .with("-cp", Jars.path(List.of(host, framework)), "OsgiHost")
                .with(folder.resolve("storage").toString(), "shop", stock.toString(), shop.toString())
                .start()) {
            assertThat(child.ask("framework")).isEqualTo(type);
            Shop.opensItsBreaker(child, "call");
            try (Jmx jmx = Jmx.of(child)) {
                Shop.hasOpenedItsBreaker(jmx, "stock");
                Shop.allIsWell(jmx, child);
            }
        }
    }

    /**
     * Three bundles: the last one's class is a subtype by way of a package that it does not import. While it is loaded nobody can
     * tell, and it is guarded a little later.
     */
    @OnEachJdk
    void a_bundle_of_felix_by_a_super_type_that_it_does_not_see(Jdk jdk) throws Exception {
        isGuardedByItsSuperType(jdk, Shop.library("org.apache.felix.framework"));
    }

    @OnEachJdk
    void a_bundle_of_equinox_by_a_super_type_that_it_does_not_see(Jdk jdk) throws Exception {
        isGuardedByItsSuperType(jdk, Shop.library("org.eclipse.osgi"));
    }

    private void isGuardedByItsSuperType(Jdk jdk, Path framework) throws Exception {
        Path host = Shop.host(jdk, folder, "OsgiHost.java", List.of(framework));
        Path classes = Files.createDirectories(folder.resolve("classes"));
        Jars.compile(
                jdk,
                classes,
                folder.resolve("sources"),
                "api/Service.java",
                "package api; interface Root {} public interface Service extends Root {}",
                "stock/Base.java",
                "package stock; public abstract class Base implements api.Service {}",
                "shop/Shop.java",
                """
                package shop;

                public final class Shop extends stock.Base implements java.util.concurrent.Callable<String> {
                    public String call() {
                        try {
                            return Integer.toString(fetch());
                        } catch (Throwable e) {
                            return e.getClass().getName();
                        }
                    }

                    int fetch() throws java.io.IOException {
                        throw new java.io.IOException();
                    }
                }
                """);
        Path api = bundle(classes, "api", "Export-Package", "api");
        Path stock = bundle(classes, "stock", "Export-Package", "stock", "Import-Package", "api");
        Path shop = bundle(classes, "shop", "Import-Package", "stock");
        Path rules = Files.writeString(folder.resolve("rules.yaml"), """
                breakers:
                  shop: {}
                rules:
                  - {subtype-of: api.Root, method: fetch, breaker: shop}
                """);
        try (Child child = Child.brief(jdk)
                .agent(rules.toString())
                .with("-cp", Jars.path(List.of(host, framework)), "OsgiHost")
                .with(folder.resolve("storage").toString(), "shop")
                .with(api.toString(), stock.toString(), shop.toString())
                .start()) {
            assertThat(child.ask("call")).isEqualTo(Rules.FAILED);
            try (Jmx jmx = Jmx.of(child)) {
                Jmx.Bean breaker = jmx.breaker("shop");
                Await.until("the guard", () -> breaker.lines("GuardedMethods"), methods -> methods.size() == 1);
                assertThat(breaker.count("Calls")).isZero();
                Shop.opensItsBreaker(child, "call");
                Shop.hasOpenedItsBreaker(jmx, "shop", "shop.Shop#fetch()int");
                Shop.allIsWell(jmx, child);
            }
        }
    }

    private Path bundle(Path classes, String name, String... more) throws Exception {
        List<String> attributes = new ArrayList<>(
                List.of("Bundle-ManifestVersion", "2", "Bundle-SymbolicName", name, "Bundle-Version", "1.0.0"));
        attributes.addAll(List.of(more));
        return Jars.ofPackage(folder.resolve(name + ".jar"), classes, name, attributes.toArray(new String[0]));
    }
}
