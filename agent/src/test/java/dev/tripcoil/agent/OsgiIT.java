package dev.tripcoil.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
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
        Path stock = bundle(classes, "stock", "Export-Package");
        Path shop = bundle(classes, "shop", "Import-Package");
        try (Child child = Child.on(jdk)
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

    private Path bundle(Path classes, String name, String toOrFromOthers) throws Exception {
        return Jars.ofPackage(
                folder.resolve(name + ".jar"),
                classes,
                name,
                "Bundle-ManifestVersion",
                "2",
                "Bundle-SymbolicName",
                name,
                "Bundle-Version",
                "1.0.0",
                toOrFromOthers,
                "stock");
    }
}
