package dev.tripcoil.rules;

import java.io.StringReader;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * A rules file as an editor hands it to a schema: JSON, with the types of YAML 1.2's core schema. So {@code no} is
 * text, but {@code 1.0} a number, as it isn't to the parser.
 */
final class EditorYaml {
    private static final Pattern NULL = Pattern.compile("null|Null|NULL|~|");
    private static final Pattern TRUTH = Pattern.compile("true|True|TRUE|false|False|FALSE");
    private static final Pattern DECIMAL = Pattern.compile("[-+]?[0-9]+");
    private static final Pattern OTHER_BASE = Pattern.compile("0o[0-7]+|0x[0-9a-fA-F]+");
    private static final Pattern FLOAT = Pattern.compile("[-+]?(\\.[0-9]+|[0-9]+(\\.[0-9]*)?)([eE][-+]?[0-9]+)?");

    private EditorYaml() {}

    /** The file's only document as JSON. */
    static String toJson(String yaml) {
        LoaderOptions options = new LoaderOptions();
        Node root = new Yaml(options).compose(new StringReader(yaml));
        return root == null ? "null" : json(root);
    }

    private static String json(Node node) {
        if (node instanceof ScalarNode scalar) {
            return json(scalar);
        }
        StringBuilder json = new StringBuilder();
        if (node instanceof SequenceNode list) {
            for (Node item : list.getValue()) {
                json.append(json.isEmpty() ? "" : ",").append(json(item));
            }
            return "[" + json + "]";
        }
        for (Map.Entry<String, Node> entry : entries((MappingNode) node).entrySet()) {
            json.append(json.isEmpty() ? "" : ",").append(text(entry.getKey()));
            json.append(':').append(json(entry.getValue()));
        }
        return "{" + json + "}";
    }

    // Keys are text in JSON, whatever YAML makes of them; and of two that are alike the editor's reader takes one.
    private static Map<String, Node> entries(MappingNode map) {
        Map<String, Node> entries = new LinkedHashMap<>();
        Map<String, Node> merged = new LinkedHashMap<>();
        for (NodeTuple entry : map.getValue()) {
            String key = ((ScalarNode) entry.getKeyNode()).getValue();
            if (key.equals("<<")) {
                Node from = entry.getValueNode();
                for (Node each : from instanceof SequenceNode list ? list.getValue() : List.of(from)) {
                    entries((MappingNode) each).forEach(merged::putIfAbsent);
                }
            } else {
                entries.put(key, entry.getValueNode());
            }
        }
        merged.forEach(entries::putIfAbsent);
        return entries;
    }

    private static String json(ScalarNode scalar) {
        String text = scalar.getValue();
        if (!scalar.isPlain()) {
            return text(text);
        } else if (NULL.matcher(text).matches()) {
            return "null";
        } else if (TRUTH.matcher(text).matches()) {
            return text.toLowerCase();
        } else if (DECIMAL.matcher(text).matches()) {
            return new BigInteger(text).toString();
        } else if (OTHER_BASE.matcher(text).matches()) {
            return String.valueOf(Long.parseLong(text.substring(2), text.charAt(1) == 'x' ? 16 : 8));
        } else if (FLOAT.matcher(text).matches()) {
            return new BigDecimal(text).toString();
        }
        return text(text);
    }

    private static String text(String text) {
        StringBuilder json = new StringBuilder("\"");
        for (char c : text.toCharArray()) {
            if (c < ' ' || c == '"' || c == '\\') {
                json.append(String.format("\\u%04x", (int) c));
            } else {
                json.append(c);
            }
        }
        return json.append('"').toString();
    }
}
