package dev.tripcoil.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.io.TempDir;
import programs.ManyDays;

/** {@code docs/operations.md}, word by word, as an operator at a shell does what it says. */
class RunbookIT {

    private static final Path DOCUMENT = Path.of("..", "docs", "operations.md");

    /** Blocks for a display or a cluster. */
    private static final int ELSEWHERE = 3;

    @TempDir
    Path folder;

    @TempDir
    Path scratch;

    @OnEachJdk
    void every_command_does_what_the_runbook_says(Jdk jdk) throws Exception {
        List<Runbook.Step> steps = Runbook.read(DOCUMENT);
        assertThat(steps).hasSizeGreaterThan(40);
        assertThat(steps.stream().filter(step -> step.how().equals("elsewhere")))
                .hasSizeLessThanOrEqualTo(ELSEWHERE);
        Files.copy(Child.AGENT, folder.resolve("tripcoil.jar"));
        application(folder.resolve("app.jar"));
        String port = Integer.toString(freePort());
        Map<String, String> environment = Map.of(
                "PATH",
                jdk.home().resolve("bin") + File.pathSeparator + System.getenv("PATH"),
                "LC_ALL",
                "C.UTF-8",
                "TZ",
                "UTC");
        try (Shell shell = new Shell(folder.toRealPath(), scratch, environment)) {
            for (Runbook.Step step : steps) {
                follow(shell, step, port);
            }
        }
    }

    private void follow(Shell shell, Runbook.Step step, String port) throws Exception {
        if (step.how().equals("elsewhere")) {
            return;
        }
        if (step.language().equals("yaml")) {
            assertThat(step.how()).as("%s: a file's name", step).matches("[a-z]+\\.yaml");
            Files.writeString(folder.resolve(step.how()), step.text());
            return;
        }
        assertThat(step.language()).as(step.toString()).isEqualTo("sh");
        String script = step.text().replace("9010", port);
        if (step.how().equals("until")) {
            Shown shown = shown(shell, step, port);
            Await.until(step + "\nprinting " + shown, () -> shell.run(script).output(), shown::isAllOf);
            return;
        }
        if (step.how().equals("ctrl-c")) {
            Shell.Result result = shell.interrupt(script, shown(shell, step, port));
            assertThat(result.exitCode()).as(step + "\n" + result.output()).isEqualTo(130);
            return;
        }
        Shell.Result result = shell.run(script);
        if (step.how().isEmpty()) {
            assertThat(result.failures()).as(step + "\n" + result.output()).isEmpty();
        } else {
            assertThat("exit=" + result.exitCode())
                    .as(step + "\n" + result.output())
                    .isEqualTo(step.how());
        }
        if (step.expected() != null) {
            Shown shown = shown(shell, step, port);
            assertThat(shown.isAllOf(result.output()))
                    .as("%s%nsaid%n%s%nwhere the document has%n%s", step, result.output(), shown)
                    .isTrue();
        }
    }

    /** With what the document calls otherwise. */
    private Shown shown(Shell shell, Runbook.Step step, String port) throws Exception {
        assertThat(step.expected()).as("%s: what it prints", step).isNotNull();
        Map<String, String> names = new LinkedHashMap<>();
        names.put("0.1.0", System.getProperty("project.version"));
        names.put("4711", shell.value("pid"));
        names.put("/opt/shop", folder.toRealPath().toString());
        names.put(" shop ", " " + System.getProperty("user.name") + " ");
        names.put("9010", port);
        return new Shown(step.expected(), names);
    }

    /** The test application, in a jar of its own that starts it day after day. */
    private static void application(Path jar) throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, ManyDays.class.getName());
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream out = new JarOutputStream(file, manifest);
                JarFile shop = new JarFile(Child.TEST_APP.toFile())) {
            for (JarEntry entry : Collections.list(shop.entries())) {
                if (entry.getName().endsWith(".class")) {
                    out.putNextEntry(new JarEntry(entry.getName()));
                    shop.getInputStream(entry).transferTo(out);
                }
            }
            String name = ManyDays.class.getName().replace('.', '/') + ".class";
            out.putNextEntry(new JarEntry(name));
            try (InputStream in = ManyDays.class.getClassLoader().getResourceAsStream(name)) {
                in.transferTo(out);
            }
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
