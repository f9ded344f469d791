package dev.tripcoil.corpus;

import dev.tripcoil.weave.Weaver;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.function.Function;

/**
 * Runs in a JVM of its own: loads and links each class of the first of the jars that are named, the others being there
 * for what it needs, and prints the name of each with what keeps it from linking.
 */
final class LinkAll {

    /** Before the name of a class, so that nothing else that is printed passes for one. */
    static final String CLASS = "class ";

    /** Before the numbers of classes and methods that the agent has woven. */
    static final String WOVEN = "woven ";

    /** As the first argument: weave each class here, every method of it and with answers, rather than by an agent. */
    static final String HERE = "--here";

    /** As the first argument: ask the agent what it wove. */
    static final String AGENT = "--agent";

    static final String PLAIN = "--plain";

    private LinkAll() {}

    public static void main(String... arguments) throws Exception {
        checkThatLinkingVerifies(Broken.CLASS);
        checkThatLinkingVerifies(Broken.INTERFACE);
        var jars = new ArrayList<JarClasses>();
        for (int i = 1; i < arguments.length; i++) {
            jars.add(new JarClasses(Path.of(arguments[i])));
        }
        var source = CorpusLoader.firstOf(jars);
        var loader = new CorpusLoader(arguments[0].equals(HERE) ? woven(source) : source);
        var text = new StringBuilder();
        for (var name : jars.get(0).names()) {
            var problem = loader.problemOf(name);
            text.append(CLASS).append(name);
            if (problem != null) {
                text.append(' ').append(problem);
            }
            text.append('\n');
        }
        System.out.print(text);
        if (arguments[0].equals(AGENT)) {
            System.out.println(WOVEN + AgentFigures.read());
        }
    }

    private static Function<String, byte[]> woven(Function<String, byte[]> source) {
        return name -> {
            var original = source.apply(name);
            if (original == null) {
                return null;
            }
            var woven = Weaver.weave(original, Guards.all(original, true)).classFile();
            return woven == null ? original : woven;
        };
    }

    /** Else the comparison would be about nothing. */
    private static void checkThatLinkingVerifies(byte[] broken) {
        var problem = new CorpusLoader(name -> broken).problemOf(Broken.NAME);
        if (problem == null || !problem.startsWith("java.lang.VerifyError")) {
            throw new IllegalStateException("a class that does not verify links: " + problem);
        }
    }
}
