package dev.tripcoil.rules;

import dev.tripcoil.breaker.Answer;
import java.time.Duration;
import java.util.ArrayList;
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
            List.of("breaker", "key", "state", "until", "remaining", "last-failure");

    private static final List<String> ANSWERS = List.of("throw", "return", "return-last", "call");

    private final Problems problems;

    WhenOpenParser(Problems problems) {
        this.problems = problems;
    }

    Answer parse(Fields fields) {
        String message = fields.text("message");
        if (message != null) {
            checkPlaceholders(message, fields.get("message").value());
        }
        List<Fields.Field> given = answers(fields);
        for (int i = 1; i < given.size(); i++) {
            problems.add(
                    given.get(i).key(),
                    "'" + given.get(0).key().getValue() + "' and '"
                            + given.get(i).key().getValue() + "' are two answers; remove one");
        }
        if (given.isEmpty() && fields.isOn("also-on-failure")) {
            problems.warn(
                    fields.get("also-on-failure").key(),
                    "'also-on-failure' without an answer gives callers " + USUAL_EXCEPTION
                            + " in place of every failure; add an answer, such as return-last");
        }
        boolean throwing = given.isEmpty() || fields.has("throw") || fields.has("return-last");
        if (!throwing && fields.has("message")) {
            problems.add(
                    fields.get("message").key(),
                    "'message' is an exception's, and '" + given.get(0).key().getValue() + "' throws none; remove one");
        }
        // All that are there are read, for what is wrong with them.
        Answer answer = new Answer.Refusal(exception(fields), message);
        if (fields.has("return")) {
            answer = value(fields.get("return").value());
        }
        Duration maxAge = fields.duration("return-last", null);
        if (maxAge != null) {
            answer = new Answer.Last(maxAge, message);
        }
        String method = StaticMethods.read(fields, "call", problems);
        if (method != null) {
            int mark = method.indexOf('#');
            answer = new Answer.Fallback(method.substring(0, mark), method.substring(mark + 1));
        }
        return answer;
    }

    /** The fields that are answers, in the file's order: the later ones are those too many. */
    private static List<Fields.Field> answers(Fields fields) {
        List<Fields.Field> given = new ArrayList<>();
        for (String key : ANSWERS) {
            if (fields.has(key)) {
                Fields.Field field = fields.get(key);
                int at = given.size();
                while (at > 0 && position(given.get(at - 1)) > position(field)) {
                    at--;
                }
                given.add(at, field);
            }
        }
        return given;
    }

    private static int position(Fields.Field field) {
        return field.key().getStartMark().getIndex();
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
        if (!PLACEHOLDERS.contains(name)) {
            String near = Suggestions.nearest(name, PLACEHOLDERS);
            problems.add(
                    where,
                    "unknown placeholder " + Problems.quote("{" + name + "}")
                            + (near != null
                                    ? "; did you mean '{" + near + "}'?"
                                    : "; there are {breaker}, {key}, {state}, {until}, {remaining} and {last-failure}"));
        }
    }
}
