package dev.tripcoil.rules;

import dev.tripcoil.breaker.Definition.Window;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * One map of the file, its keys checked against those that belong there, and its values read by kind. A
 * wrong value is added to the problems and reads as if it were left out, so that reading goes on.
 */
final class Fields {

    /** A key with its value, where they stand. */
    record Field(ScalarNode key, Node value) {}

    private final Problems problems;
    // What holds for a key that this map leaves out; null where nothing does.
    private final Fields fallback;
    private final Map<String, Field> fields;

    private Fields(Map<String, Field> fields, Fields fallback, Problems problems) {
        this.fields = fields;
        this.fallback = fallback;
        this.problems = problems;
    }

    /** The map at a node, whose keys must be among the given ones; empty, after a problem, if it isn't a map. */
    static Fields read(Node node, Keys keys, Fields fallback, Problems problems) {
        Map<String, Field> fields = open(node, keys.name(), keys.remedy(), problems);
        for (Field field : fields.values()) {
            String key = field.key.getValue();
            if (!keys.known().contains(key)) {
                problems.add(field.key, keys.unknown(key));
            }
        }
        return new Fields(fields, fallback, problems);
    }

    /** The map of breakers at a node, by names that are as yet unchecked, in the file's order. */
    static Map<String, Field> breakers(Node node, Problems problems) {
        return open(node, "'breakers'", "write {} for none", problems);
    }

    private static Map<String, Field> open(Node node, String what, String remedy, Problems problems) {
        Map<String, Field> fields = new LinkedHashMap<>();
        if (!(node instanceof MappingNode)) {
            problems.add(node, what + " must be a map of keys and values, not " + kind(node) + "; " + remedy);
            return fields;
        }
        Node merged = null;
        for (NodeTuple entry : ((MappingNode) node).getValue()) {
            if (!(entry.getKeyNode() instanceof ScalarNode)) {
                problems.add(
                        entry.getKeyNode(), "a key must be text, not " + kind(entry.getKeyNode()) + "; write a name");
                continue;
            }
            ScalarNode key = (ScalarNode) entry.getKeyNode();
            Field earlier = fields.putIfAbsent(key.getValue(), new Field(key, entry.getValueNode()));
            if (earlier != null) {
                problems.add(
                        key,
                        "duplicate key " + Problems.quote(key.getValue()) + ", first on line "
                                + (earlier.key.getStartMark().getLine() + 1) + "; remove one");
            } else if (isMerge(key)) {
                merged = entry.getValueNode();
            }
        }
        if (merged != null) {
            fields.remove("<<");
            merge(merged, fields, problems);
        }
        return fields;
    }

    private static boolean isMerge(ScalarNode key) {
        return key.isPlain() && key.getValue().equals("<<");
    }

    // Of several maps the first has the say, and what stands in the map itself before them all.
    private static void merge(Node from, Map<String, Field> fields, Problems problems) {
        List<Node> maps = from instanceof SequenceNode ? ((SequenceNode) from).getValue() : List.of(from);
        for (Node map : maps) {
            if (map instanceof MappingNode) {
                for (Map.Entry<String, Field> entry :
                        open(map, "", "", problems).entrySet()) {
                    fields.putIfAbsent(entry.getKey(), entry.getValue());
                }
            } else {
                problems.add(map, "'<<' merges maps, not " + kind(map) + "; give it an alias of a map");
            }
        }
    }

    boolean has(String key) {
        return get(key) != null;
    }

    /** The key's field, here or in the fallback; null if in neither. */
    Field get(String key) {
        Field own = fields.get(key);
        return own != null || fallback == null ? own : fallback.get(key);
    }

    /** Whether the key is in this map itself, and not only in the fallback. */
    boolean owns(String key) {
        return fields.containsKey(key);
    }

    /** Whether a map is under the key, here or, where it is left out here, in the fallback. */
    boolean hasMap(String key) {
        return has(key) && get(key).value instanceof MappingNode;
    }

    /** The map under a key, merged with the fallback's if that is a map too; empty if left out. */
    Fields map(String key, Keys keys) {
        Fields below = fallback == null || !fallback.hasMap(key) ? null : fallback.map(key, keys);
        Field own = fields.get(key);
        return own == null ? new Fields(Map.of(), below, problems) : read(own.value, keys, below, problems);
    }

    /** The map under a key, here or as a whole in the fallback; empty if left out. */
    Fields whole(String key, Keys keys) {
        Field field = get(key);
        return field == null ? new Fields(Map.of(), null, problems) : read(field.value, keys, null, problems);
    }

    Collection<Field> all() {
        return fields.values();
    }

    /** The text under a key; null if left out or wrong. */
    String text(String key) {
        Field field = get(key);
        ScalarNode scalar = field == null ? null : scalar(field.key, field.value);
        return scalar == null ? null : scalar.getValue();
    }

    int count(String key, int otherwise) {
        Field field = get(key);
        try {
            String text = text(key);
            return text == null ? otherwise : Values.count(text);
        } catch (BadValue e) {
            problems.add(field.value, e.getMessage());
            return otherwise;
        }
    }

    boolean isOn(String key) {
        Field field = get(key);
        try {
            String text = text(key);
            return text != null && Values.isOn(text);
        } catch (BadValue e) {
            problems.add(field.value, e.getMessage());
            return false;
        }
    }

    Duration duration(String key, Duration otherwise) {
        Field field = get(key);
        try {
            String text = text(key);
            return text == null ? otherwise : Durations.parse(text);
        } catch (BadValue e) {
            problems.add(field.value, e.getMessage());
            return otherwise;
        }
    }

    double decimal(String key, Decimal kind, double otherwise) {
        Field field = get(key);
        try {
            String text = text(key);
            return text == null ? otherwise : kind.parse(text);
        } catch (BadValue e) {
            problems.add(field.value, e.getMessage());
            return otherwise;
        }
    }

    Window window(String key, Window otherwise) {
        Field field = get(key);
        try {
            String text = text(key);
            return text == null ? otherwise : Windows.parse(text);
        } catch (BadValue e) {
            problems.add(field.value, e.getMessage());
            return otherwise;
        }
    }

    <E extends Enum<E>> E word(String key, Class<E> type, E otherwise) {
        Field field = get(key);
        try {
            String text = text(key);
            return text == null ? otherwise : Values.word(text, type);
        } catch (BadValue e) {
            problems.add(field.value, e.getMessage());
            return otherwise;
        }
    }

    /** The scalars under a key, which may be one or a list; empty if left out. */
    List<ScalarNode> texts(String key) {
        List<ScalarNode> texts = new ArrayList<>();
        Field field = get(key);
        if (field != null) {
            List<Node> nodes = field.value instanceof SequenceNode
                    ? ((SequenceNode) field.value).getValue()
                    : List.of(field.value);
            for (Node node : nodes) {
                ScalarNode scalar = scalar(field.key, node);
                if (scalar != null) {
                    texts.add(scalar);
                }
            }
        }
        return texts;
    }

    private ScalarNode scalar(ScalarNode key, Node node) {
        if (!(node instanceof ScalarNode)) {
            problems.add(
                    node,
                    beginsWithQuestionMark(node)
                            ? "a value that starts with '?' needs quotes; write \"?…\""
                            : Problems.quote(key.getValue()) + " wants text, not " + kind(node) + "; write one value");
            return null;
        }
        ScalarNode scalar = (ScalarNode) node;
        if (scalar.isPlain() && scalar.getValue().isEmpty()) {
            problems.add(node, Problems.quote(key.getValue()) + " has no value; write one, or remove the key");
            return null;
        }
        return scalar;
    }

    // Within brackets a bare ? makes a map of what was meant as a pattern.
    private static boolean beginsWithQuestionMark(Node node) {
        Mark start = node.getStartMark();
        return node instanceof MappingNode
                && start.getPointer() < start.getBuffer().length
                && start.getBuffer()[start.getPointer()] == '?';
    }

    static boolean isEmptyList(Node node) {
        return node instanceof SequenceNode && ((SequenceNode) node).getValue().isEmpty();
    }

    /** What a node is, for a message that says it should be something else. */
    static String kind(Node node) {
        if (node instanceof ScalarNode) {
            String text = ((ScalarNode) node).getValue();
            return text.isEmpty() ? "nothing" : "the text " + Problems.quote(text);
        }
        return node instanceof SequenceNode ? "a list" : "a map";
    }
}
