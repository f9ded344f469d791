package dev.tripcoil.rules;

import dev.tripcoil.breaker.Definition;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;

/**
 * Reads a rules file: bytes to text to nodes to a {@link RuleSet}, or to everything that is wrong with it.
 * Stateless; safe from any thread, and early in {@code premain}.
 */
public final class RulesFile {

    private RulesFile() {}

    /**
     * Reads the file at a path, which messages show as it is.
     *
     * @throws RulesException if it can't be read, or isn't good
     */
    public static RuleSet read(Path path) throws RulesException {
        return parse(path.toString(), content(path));
    }

    /**
     * The bytes of the file at a path, to be compared with those of the last look; no more than a little
     * over what {@link #parse} takes.
     *
     * @throws RulesException if it can't be read
     */
    public static byte[] content(Path path) throws RulesException {
        if (Files.isDirectory(path)) {
            throw cannotRead(path, "is a directory; give the path of the rules file in it");
        }
        try (InputStream in = Files.newInputStream(path)) {
            return in.readNBytes(SourceText.LIMIT + 1);
        } catch (NoSuchFileException e) {
            throw cannotRead(
                    path,
                    "no such file; check the path, which starts from "
                            + Path.of("").toAbsolutePath());
        } catch (IOException | SecurityException e) {
            throw cannotRead(path, "can't be read (" + e.getClass().getSimpleName() + "); check its permissions");
        }
    }

    private static RulesException cannotRead(Path path, String message) {
        return new RulesException(List.of(path + ": " + message));
    }

    /**
     * Reads a file's content.
     *
     * @param source what messages call it
     * @throws RulesException if it isn't good
     */
    public static RuleSet parse(String source, byte[] content) throws RulesException {
        Problems problems = new Problems(source);
        String text = SourceText.decode(content, problems);
        Node root = text == null ? null : YamlTree.compose(text, problems);
        if (root != null && !(root instanceof MappingNode)) {
            problems.add(
                    root, "this is " + Fields.kind(root) + ", not a rules file; begin with 'breakers:' and 'rules:'");
            root = null;
        }
        if (root == null) {
            throw problems.exception();
        }
        Fields top = Fields.read(root, Keys.TOP, null, problems);
        Map<String, Definition> breakers = new BreakerParser(new Expressions(text, problems), problems).parse(top);
        List<Rule> rules = new RuleParser(breakers.keySet(), problems).parse(top);
        Settings settings = SettingsParser.parse(top, problems);
        if (problems.count() > 0) {
            throw problems.exception();
        }
        warnOfTheUnused(root, top, rules, problems);
        return new RuleSet(source, rules, breakers, settings, problems.warnings());
    }

    private static void warnOfTheUnused(Node root, Fields top, List<Rule> rules, Problems problems) {
        if (rules.isEmpty()) {
            problems.warn(top.has("rules") ? top.get("rules").key() : root, "no rules, so nothing is guarded; add one");
        }
        Set<String> used = new HashSet<>();
        for (Rule rule : rules) {
            used.add(rule.breaker());
        }
        if (top.has("breakers")) {
            Node node = top.get("breakers").value();
            for (Fields.Field breaker : Fields.breakers(node, problems).values()) {
                ScalarNode name = breaker.key();
                if (!used.contains(name.getValue())) {
                    problems.warn(name, "no rule uses breaker '" + name.getValue() + "'; add a rule, or remove it");
                }
            }
        }
    }
}
