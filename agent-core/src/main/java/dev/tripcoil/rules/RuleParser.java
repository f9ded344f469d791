package dev.tripcoil.rules;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** Reads {@code rules}. */
final class RuleParser {
    // More names than this in one message help nobody.
    private static final int MOST_NAMES = 10;

    /** Of these a rule must have one: the others would select from every class that there is. */
    private static final List<String> CHOOSING =
            List.of("class", "subtype-of", "class-annotation", "method-annotation");

    private final Collection<String> breakers;
    private final Problems problems;
    private final Shadows shadows;

    RuleParser(Collection<String> breakers, Problems problems) {
        this.breakers = breakers;
        this.problems = problems;
        this.shadows = new Shadows(problems);
    }

    List<Rule> parse(Fields top) {
        List<Rule> rules = new ArrayList<>();
        if (!top.has("rules")) {
            return rules;
        }
        Node node = top.get("rules").value();
        if (!(node instanceof SequenceNode)) {
            problems.add(
                    node,
                    "'rules' must be a list, not " + Fields.kind(node)
                            + "; begin each rule with '- ', or write [] for none");
            return rules;
        }
        for (Node item : ((SequenceNode) node).getValue()) {
            Rule rule = rule(item);
            shadows.check(rule, item);
            rules.add(rule);
        }
        return rules;
    }

    private Rule rule(Node node) {
        int before = problems.count();
        Fields fields = Fields.read(node, Keys.RULE, null, problems);
        // A selector with a problem of its own may be the one that seems to be missing.
        boolean good = problems.count() == before;
        if (good && !hasOneOf(fields, CHOOSING)) {
            problems.add(
                    node,
                    "this rule has no 'class'; add the class whose methods it guards, or 'subtype-of',"
                            + " 'class-annotation' or 'method-annotation'");
        }
        Selectors select = selectors(fields);
        List<Selectors> except =
                fields.has("except") ? exceptions(fields.get("except").value()) : List.of();
        String breaker = fields.text("breaker");
        if (breaker != null && !breakers.contains(breaker)) {
            problems.add(fields.get("breaker").value(), noSuchBreaker(breaker));
        } else if (good && !fields.has("breaker")) {
            problems.add(node, "this rule has no 'breaker'; add the name of one that 'breakers' defines");
        }
        String position = problems.source() + ":" + (node.getStartMark().getLine() + 1);
        return new Rule(position, select, except, breaker == null ? "" : breaker);
    }

    private List<Selectors> exceptions(Node node) {
        List<Node> items = node instanceof SequenceNode ? ((SequenceNode) node).getValue() : List.of(node);
        List<Selectors> exceptions = new ArrayList<>();
        for (Node item : items) {
            int before = problems.count();
            Fields fields = Fields.read(item, Keys.EXCEPT, null, problems);
            if (problems.count() == before && fields.all().isEmpty()) {
                problems.add(item, "this 'except' selects nothing; add 'class' or 'method', or remove it");
            }
            exceptions.add(selectors(fields));
        }
        return exceptions;
    }

    private static boolean hasOneOf(Fields fields, List<String> keys) {
        for (String key : keys) {
            if (fields.has(key)) {
                return true;
            }
        }
        return false;
    }

    private Selectors selectors(Fields fields) {
        List<MethodPattern> methods = new ArrayList<>();
        for (ScalarNode node : fields.texts("method")) {
            try {
                methods.add(MethodPattern.parse(node.getValue()));
            } catch (BadValue e) {
                problems.add(node, e.getMessage());
            }
        }
        List<TypePattern> returns = new ArrayList<>();
        for (ScalarNode node : fields.texts("returns")) {
            try {
                returns.add(TypePattern.parse(node.getValue(), ""));
            } catch (BadValue e) {
                problems.add(node, e.getMessage());
            }
        }
        for (String key : Keys.EXCEPT.known()) {
            refuseEmptyList(fields, key);
        }
        return new Selectors(
                classPatterns(fields, "class"),
                classPatterns(fields, "subtype-of"),
                classPatterns(fields, "class-annotation"),
                methods,
                classPatterns(fields, "method-annotation"),
                returns,
                access(fields));
    }

    private List<NamePattern> classPatterns(Fields fields, String key) {
        List<NamePattern> patterns = new ArrayList<>();
        for (ScalarNode node : fields.texts(key)) {
            try {
                patterns.add(classPattern(key, node.getValue()));
            } catch (BadValue e) {
                problems.add(node, e.getMessage());
            }
        }
        return patterns;
    }

    /** Of several the one that includes most. */
    private Access access(Fields fields) {
        Access widest = null;
        for (ScalarNode node : fields.texts("access")) {
            try {
                Access access = Values.word(node.getValue(), Access.class);
                if (widest == null || access.compareTo(widest) > 0) {
                    widest = access;
                }
            } catch (BadValue e) {
                problems.add(node, e.getMessage());
            }
        }
        return widest;
    }

    // An empty list would read like a key left out, which selects everything.
    private void refuseEmptyList(Fields fields, String key) {
        if (fields.has(key) && Fields.isEmptyList(fields.get(key).value())) {
            problems.add(fields.get(key).value(), "'" + key + "' has no pattern; add one, or remove the key");
        }
    }

    private static NamePattern classPattern(String key, String text) throws BadValue {
        if (text.startsWith("@")) {
            throw new BadValue(Problems.quote(text) + " begins with '@'; write the annotation's type name, such as"
                    + " com.acme.Retry");
        }
        NamePattern pattern = NamePattern.parse(text);
        if (pattern.isRegex()) {
            return pattern;
        }
        for (int i = 0; i < text.length(); i++) {
            if ("/;[]()#".indexOf(text.charAt(i)) >= 0 || Character.isWhitespace(text.charAt(i))) {
                throw new BadValue("no class is named " + Problems.quote(text)
                        + "; write the binary name, such as com.acme.Outer$Inner, and methods under 'method'");
            }
        }
        if (text.startsWith(".") || text.endsWith(".") || text.contains("..")) {
            throw new BadValue(key + " " + Problems.quote(text)
                    + " has a dot too many; write ** for any packages, such as com.acme.**.Client");
        }
        return pattern;
    }

    private String noSuchBreaker(String name) {
        String message = "no breaker " + Problems.quote(name) + " is defined; ";
        if (breakers.isEmpty()) {
            return message + "add it under 'breakers'";
        }
        String near = Suggestions.nearest(name, breakers);
        if (near != null) {
            message += "did you mean '" + near + "'? ";
        }
        List<String> names = new ArrayList<>(breakers);
        if (names.size() <= MOST_NAMES) {
            return message + "defined: " + String.join(", ", names);
        }
        return message + "defined: " + String.join(", ", names.subList(0, MOST_NAMES)) + " and "
                + (names.size() - MOST_NAMES) + " more";
    }
}
