package dev.tripcoil.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;

/**
 * An application that brings providers of many of the JDK's services: the agent, which runs before it, makes none of
 * them, neither by the application's class path nor by a context class loader.
 */
class ServiceFilesIT {

    /** By the service: the body of a class that implements it, where there is something to implement. */
    private static final Map<String, String> INTERFACES = new LinkedHashMap<>();

    private static final Map<String, String> CLASSES = new LinkedHashMap<>();

    static {
        CLASSES.put("java.nio.charset.spi.CharsetProvider", """
                public java.util.Iterator<java.nio.charset.Charset> charsets() {
                    return java.util.Collections.emptyIterator();
                }
                public java.nio.charset.Charset charsetForName(String name) { return null; }
                """);
        CLASSES.put("java.time.zone.ZoneRulesProvider", """
                protected java.util.Set<String> provideZoneIds() { return java.util.Set.of("Our/Zone"); }
                protected java.time.zone.ZoneRules provideRules(String zone, boolean caching) {
                    return java.time.ZoneOffset.UTC.getRules();
                }
                protected java.util.NavigableMap<String, java.time.zone.ZoneRules> provideVersions(String zone) {
                    return new java.util.TreeMap<>();
                }
                """);
        CLASSES.put("java.net.spi.URLStreamHandlerProvider", """
                public java.net.URLStreamHandler createURLStreamHandler(String protocol) { return null; }
                """);
        CLASSES.put("java.lang.System.LoggerFinder", """
                public System.Logger getLogger(String name, Module module) {
                    return new System.Logger() {
                        public String getName() { return name; }
                        public boolean isLoggable(Level level) { return false; }
                        public void log(Level l, java.util.ResourceBundle b, String m, Throwable t) {}
                        public void log(Level l, java.util.ResourceBundle b, String m, Object... o) {}
                    };
                }
                """);
        INTERFACES.put("java.util.spi.ResourceBundleControlProvider", """
                public java.util.ResourceBundle.Control getControl(String name) { return null; }
                """);
        CLASSES.put("java.util.spi.LocaleNameProvider", """
                public String getDisplayLanguage(String code, java.util.Locale locale) { return null; }
                public String getDisplayCountry(String code, java.util.Locale locale) { return null; }
                public String getDisplayVariant(String code, java.util.Locale locale) { return null; }
                public java.util.Locale[] getAvailableLocales() { return new java.util.Locale[] {java.util.Locale.ROOT}; }
                """);
        CLASSES.put("java.util.spi.TimeZoneNameProvider", """
                public String getDisplayName(String id, boolean daylight, int style, java.util.Locale locale) {
                    return null;
                }
                public java.util.Locale[] getAvailableLocales() { return new java.util.Locale[] {java.util.Locale.ROOT}; }
                """);
        CLASSES.put("java.text.spi.DateFormatSymbolsProvider", """
                public java.text.DateFormatSymbols getInstance(java.util.Locale locale) { return null; }
                public java.util.Locale[] getAvailableLocales() { return new java.util.Locale[] {java.util.Locale.ROOT}; }
                """);
        CLASSES.put("java.text.spi.DecimalFormatSymbolsProvider", """
                public java.text.DecimalFormatSymbols getInstance(java.util.Locale locale) { return null; }
                public java.util.Locale[] getAvailableLocales() { return new java.util.Locale[] {java.util.Locale.ROOT}; }
                """);
        CLASSES.put("java.security.Provider", """
                """);
        INTERFACES.put("java.util.spi.ToolProvider", """
                public String name() { return "tool"; }
                public int run(java.io.PrintWriter out, java.io.PrintWriter err, String... arguments) { return 0; }
                """);
        CLASSES.put("javax.xml.parsers.DocumentBuilderFactory", """
                public javax.xml.parsers.DocumentBuilder newDocumentBuilder() { return null; }
                public void setAttribute(String name, Object value) {}
                public Object getAttribute(String name) { return null; }
                public void setFeature(String name, boolean value) {}
                public boolean getFeature(String name) { return false; }
                """);
        CLASSES.put("javax.xml.parsers.SAXParserFactory", """
                public javax.xml.parsers.SAXParser newSAXParser() { return null; }
                public void setFeature(String name, boolean value) {}
                public boolean getFeature(String name) { return false; }
                """);
        INTERFACES.put("javax.management.remote.JMXConnectorServerProvider", """
                public javax.management.remote.JMXConnectorServer newJMXConnectorServer(
                        javax.management.remote.JMXServiceURL url, java.util.Map<String, ?> environment,
                        javax.management.MBeanServer server) { return null; }
                """);
        CLASSES.put("java.nio.file.spi.FileSystemProvider", """
                public String getScheme() { return "ours"; }
                public java.nio.file.FileSystem newFileSystem(java.net.URI u, java.util.Map<String, ?> e) { return null; }
                public java.nio.file.FileSystem getFileSystem(java.net.URI u) { return null; }
                public java.nio.file.Path getPath(java.net.URI u) { return null; }
                public java.nio.channels.SeekableByteChannel newByteChannel(java.nio.file.Path p,
                        java.util.Set<? extends java.nio.file.OpenOption> o,
                        java.nio.file.attribute.FileAttribute<?>... a) { return null; }
                public java.nio.file.DirectoryStream<java.nio.file.Path> newDirectoryStream(java.nio.file.Path p,
                        java.nio.file.DirectoryStream.Filter<? super java.nio.file.Path> f) { return null; }
                public void createDirectory(java.nio.file.Path p, java.nio.file.attribute.FileAttribute<?>... a) {}
                public void delete(java.nio.file.Path p) {}
                public void copy(java.nio.file.Path a, java.nio.file.Path b, java.nio.file.CopyOption... o) {}
                public void move(java.nio.file.Path a, java.nio.file.Path b, java.nio.file.CopyOption... o) {}
                public boolean isSameFile(java.nio.file.Path a, java.nio.file.Path b) { return false; }
                public boolean isHidden(java.nio.file.Path p) { return false; }
                public java.nio.file.FileStore getFileStore(java.nio.file.Path p) { return null; }
                public void checkAccess(java.nio.file.Path p, java.nio.file.AccessMode... m) {}
                public <V extends java.nio.file.attribute.FileAttributeView> V getFileAttributeView(
                        java.nio.file.Path p, Class<V> t, java.nio.file.LinkOption... o) { return null; }
                public <A extends java.nio.file.attribute.BasicFileAttributes> A readAttributes(
                        java.nio.file.Path p, Class<A> t, java.nio.file.LinkOption... o) { return null; }
                public java.util.Map<String, Object> readAttributes(
                        java.nio.file.Path p, String a, java.nio.file.LinkOption... o) { return null; }
                public void setAttribute(java.nio.file.Path p, String a, Object v, java.nio.file.LinkOption... o) {}
                """);
    }

    private static final String RESOLVER = "java.net.spi.InetAddressResolverProvider";

    private static final String MAIN = """
            public class Main {
                public static void main(String[] arguments) throws Exception {
                    System.out.println("main begins");
                    for (int i = 0; i < 7; i++) {
                        try {
                            fetch();
                        } catch (java.io.IOException | RuntimeException e) {
                            System.out.println(e.getClass().getName());
                        }
                    }
                    if (arguments.length == 0) {
                        return;
                    }
                    java.nio.charset.Charset.isSupported("x-none");
                    java.time.ZoneId.of("Our/Zone");
                    java.nio.file.spi.FileSystemProvider.installedProviders();
                    System.getLogger("x").log(System.Logger.Level.INFO, "x");
                    javax.xml.parsers.DocumentBuilderFactory.newInstance();
                    try {
                        new java.net.URL("ours:x");
                    } catch (java.net.MalformedURLException e) {
                        // nobody's protocol
                    }
                }

                static void fetch() throws java.io.IOException {
                    throw new java.io.IOException();
                }
            }
            """;

    @TempDir
    Path folder;

    @OnEachJdk
    void are_left_to_the_application(Jdk jdk) throws Exception {
        Path jar = application(jdk);
        Path rules = Files.writeString(
                folder.resolve("rules.yaml"),
                Rules.STOCK.replace("programs.Stock", "Main") + "agent: {log-level: debug}\n");

        List<String> used = run(jdk, jar, "use").output();
        assertThat(used.subList(used.indexOf("main begins"), used.size()))
                .as("they are there for those who ask")
                .contains(
                        "made Provider0 of java.nio.charset.spi.CharsetProvider",
                        "made Provider1 of java.time.zone.ZoneRulesProvider",
                        "made Provider2 of java.net.spi.URLStreamHandlerProvider",
                        "made Provider3 of java.lang.System.LoggerFinder")
                .anyMatch(line -> line.endsWith("FileSystemProvider"))
                .anyMatch(line -> line.endsWith("DocumentBuilderFactory"));

        Child.Ended without = run(jdk, jar);
        for (String argument : new String[] {rules.toString(), "missing.yaml", ""}) {
            Child.Ended with = run(jdk, jar, "-javaagent:" + Child.AGENT + "=" + argument);
            List<String> made = new ArrayList<>(with.output());
            made.replaceAll(line -> line.equals(Rules.REFUSED) ? Rules.FAILED : line);
            assertThat(made).isEqualTo(without.output());
            assertThat(with.output().contains(Rules.REFUSED)).isEqualTo(argument.equals(rules.toString()));
        }
    }

    private Child.Ended run(Jdk jdk, Path jar, String... options) throws Exception {
        boolean use = options.length == 1 && options[0].equals("use");
        Child.Builder child = Child.on(jdk).with("-Djava.locale.providers=SPI,CLDR");
        if (!use) {
            child.with(options);
        }
        child.with("-cp", jar.toString(), "Main");
        Child.Ended ended = (use ? child.with("use") : child).run();
        assertThat(ended.exitCode()).as(ended.text()).isZero();
        return ended;
    }

    private Path application(Jdk jdk) throws Exception {
        Path classes = Files.createDirectories(folder.resolve("classes"));
        Path services = Files.createDirectories(classes.resolve("META-INF/services"));
        List<String> sources = new ArrayList<>(List.of("Main.java", MAIN));
        Map<String, String> all = new LinkedHashMap<>(CLASSES);
        all.putAll(INTERFACES);
        if (jdk.version() >= 18) {
            all.put(RESOLVER, """
                    public String name() { return "ours"; }
                    public java.net.spi.InetAddressResolver get(Configuration configuration) {
                        return configuration.builtinResolver();
                    }
                    """);
        }
        for (Map.Entry<String, String> service : all.entrySet()) {
            String name = "Provider" + (sources.size() / 2 - 1);
            String constructor =
                    service.getKey().equals("java.security.Provider") ? "super(\"ours\", \"1\", \"\");" : "";
            sources.add(name + ".java");
            sources.add("public class " + name
                    + (INTERFACES.containsKey(service.getKey()) ? " implements " : " extends ") + service.getKey()
                    + " {\n public " + name + "() { " + constructor + " System.out.println(\"made " + name + " of "
                    + service.getKey() + "\"); }\n" + service.getValue() + "}\n");
            Files.writeString(
                    services.resolve(service.getKey().replace("System.LoggerFinder", "System$LoggerFinder")), name);
        }
        Jars.compile(jdk, classes, folder.resolve("source"), sources.toArray(new String[0]));
        return Jars.ofFolder(folder.resolve("application.jar"), classes);
    }
}
