package dev.tripcoil.agent;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import programs.EachLoader;

/** Class loaders of all kinds, in one program. */
class EachLoaderIT {

    private static final String[] KINDS = {
        "application", "bootstrap", "childfirst", "nonparallel", "nullparent", "layer"
    };

    @TempDir
    Path folder;

    @OnEachJdk
    void a_class_is_guarded_in_whatever_loader_it_is(Jdk jdk) throws Exception {
        Path classes = Shop.compile(jdk, folder, KINDS);
        Path jar = Jars.ofFolder(folder.resolve("shops.jar"), classes);
        Path ofBootstrap = Shop.compile(jdk, folder.resolve("bootstrap"), "bootstrap");
        try (Child child = Child.on(jdk)
                .agent(Shop.rules(folder, KINDS).toString())
                .with("-Xbootclasspath/a:" + ofBootstrap)
                .main(EachLoader.class, classes)
                .with(classes.toString(), jar.toString())
                .start()) {
            for (String kind : KINDS) {
                Shop.opensItsBreaker(child, kind);
            }
            try (Jmx jmx = Jmx.of(child)) {
                for (String kind : KINDS) {
                    Shop.hasOpenedItsBreaker(jmx, kind);
                }
                Shop.allIsWell(jmx, child);
            }
        }
    }
}
