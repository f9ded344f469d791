package dev.tripcoil.rules;

import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.composer.Composer;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.StreamReader;
import org.yaml.snakeyaml.resolver.Resolver;

/**
 * Text to nodes. SnakeYAML's constructors are not involved: nothing in the file makes an object, and a
 * scalar is its text.
 */
final class YamlTree {

    private YamlTree() {}

    /** The root; null after a problem that leaves nothing to go on with. */
    static Node compose(String text, Problems problems) {
        LoaderOptions options = new LoaderOptions();
        // Aliases are what TreeCheck counts, by what they expand to.
        options.setMaxAliasesForCollections(Integer.MAX_VALUE);
        ParserImpl parser = new ParserImpl(new StreamReader(text), options);
        Composer composer = new Composer(parser, new TextOnly(), options);
        try {
            Node root = composer.checkNode() ? composer.getNode() : null;
            if (root == null
                    || root instanceof ScalarNode
                            && ((ScalarNode) root).getValue().isBlank()) {
                problems.add(1, 1, "no rules file content at all; begin with 'breakers:' and 'rules:'");
                return null;
            }
            if (composer.checkNode()) {
                problems.add(
                        composer.getNode(), "a second YAML document; a rules file is one: remove the line with '---'");
                return null;
            }
            return TreeCheck.passes(root, problems) ? root : null;
        } catch (MarkedYAMLException e) {
            SyntaxProblems.add(e, text, problems);
        } catch (RuntimeException e) {
            // SnakeYAML's limits have no position, nor has a fault of its own.
            Mark mark = nextMark(parser);
            String message = "not valid YAML: " + SyntaxProblems.oneLine(String.valueOf(e.getMessage()));
            problems.add(mark == null ? 1 : mark.getLine() + 1, mark == null ? 1 : mark.getColumn() + 1, message);
        }
        return null;
    }

    private static Mark nextMark(ParserImpl parser) {
        try {
            return parser.peekEvent() == null ? null : parser.peekEvent().getStartMark();
        } catch (RuntimeException e) {
            return null;
        }
    }

    /** Resolves every plain scalar to text, so that no version of YAML's rules for numbers and dates applies. */
    private static final class TextOnly extends Resolver {
        @Override
        protected void addImplicitResolvers() {}
    }
}
