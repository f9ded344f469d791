package dev.tripcoil.rules;

import dev.tripcoil.breaker.Answer;
import java.util.List;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** Reads {@code when-open}: what a refused caller gets. */
final class WhenOpenParser {
    /** What is thrown where the file names nothing. */
    static final String USUAL_EXCEPTION = "dev.tripcoil.CircuitOpenException";

    private static final List<String> PLACEHOLDERS =
            List.of("breaker", "state", "until", "remaining", "last-failure", "key");

    private final Problems problems;

    WhenOpenParser(Problems problems) {
        this.problems = problems;
    }

    Answer parse(Fields fields) {
        String message = fields.text("message");
        if (message != null) {
            checkPlaceholders(message, fields.get("message").value());
        }
        if (!fields.has("return")) {
            return new Answer.Refusal(exception(fields), message);
        }
        if (fields.has("throw")) {
            // The later of the two is the one too many.
            Fields.Field thrown = fields.get("throw");
            Fields.Field returned = fields.get("return");
            boolean returnIsLater = returned.key().getStartMark().getIndex()
                    > thrown.key().getStartMark().getIndex();
            problems.add((returnIsLater ? returned : thrown).key(), "'throw' and 'return' are two answers; remove one");
            exception(fields);
        } else if (fields.has("message")) {
            problems.add(
                    fields.get("message").key(), "'message' is an exception's, and 'return' throws none; remove one");
        }
        return value(fields.get("return").value());
    }

    private String exception(Fields fields) {
        String type = fields.text("throw");
        if (type == null || type.equals(USUAL_EXCEPTION)) {
            return null;
        }
        try {
            Values.className(type);
            BreakerParser.warnIfNoPackage((ScalarNode) fields.get("throw").value(), problems);
            return type;
        } catch (BadValue e) {
            problems.add(fields.get("throw").value(), e.getMessage());
            return null;
        }
    }

    private Answer value(Node node) {
        if (node instanceof ScalarNode) {
            ScalarNode scalar = (ScalarNode) node;
            String text = scalar.getValue();
            if (scalar.isPlain() && text.isEmpty()) {
                problems.add(node, "'return' has no value; write null, '' or another value");
            }
            // What spans lines is text, quoted or not.
            return new Answer.Value(text, !scalar.isPlain() || text.indexOf('\n') >= 0);
        }
        boolean empty = Fields.isEmptyList(node)
                || node instanceof MappingNode
                        && ((MappingNode) node).getValue().isEmpty();
        if (!empty) {
            problems.add(
                    node,
                    "'return' can be " + (node instanceof SequenceNode ? "[]" : "{}") + " or one value, not "
                            + Fields.kind(node) + " with something in it; empty it");
        }
        return new Answer.Empty();
    }

    private void checkPlaceholders(String message, Node where) {
        int open = message.indexOf('{');
        while (open >= 0) {
            int end = open + 1;
            while (end < message.length() && isNamePart(message.charAt(end))) {
                end++;
            }
            // Other braces are text.
            if (end > open + 1 && end < message.length() && message.charAt(end) == '}') {
                checkPlaceholder(message.substring(open + 1, end), where);
            }
            open = message.indexOf('{', end);
        }
    }

    private static boolean isNamePart(char c) {
        return c == '-' || c == '_' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
    }

    private void checkPlaceholder(String name, Node where) {
        if (name.equals("key")) {
            problems.add(where, "placeholder {key} isn't supported by this version of Tripcoil; remove it");
        } else if (!PLACEHOLDERS.contains(name)) {
            String near = Suggestions.nearest(name, PLACEHOLDERS);
            problems.add(
                    where,
                    "unknown placeholder " + Problems.quote("{" + name + "}")
                            + (near != null
                                    ? "; did you mean '{" + near + "}'?"
                                    : "; there are {breaker}, {state}, {until}, {remaining} and {last-failure}"));
        }
    }
}
