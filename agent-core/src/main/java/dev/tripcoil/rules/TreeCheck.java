package dev.tripcoil.rules;

import java.util.IdentityHashMap;
import java.util.Map;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * Looks at every node once, before anything walks the tree with its aliases followed: how much that walk
 * would be, whether it would end, and whether a tag wants more than text, lists and maps.
 */
final class TreeCheck {
    // More than a file of 1 MiB can hold without aliases, and walked in under a second.
    private static final long MOST_NODES = 1_000_000;
    private static final Long UNFINISHED = -1L;

    private final Problems problems;
    // How many nodes each stands for, with every alias in it followed.
    private final Map<Node, Long> seen = new IdentityHashMap<>();
    private boolean passes = true;

    private TreeCheck(Problems problems) {
        this.problems = problems;
    }

    /** Whether the tree can be walked; a foreign tag is a problem too, but one that lets the walk go on. */
    static boolean passes(Node root, Problems problems) {
        TreeCheck check = new TreeCheck(problems);
        check.visit(root);
        return check.passes;
    }

    // An alias comes after its anchor, so what it stands for is known already: the recursion is as deep as
    // the text is nested, and SnakeYAML limits that.
    private long visit(Node node) {
        Long known = seen.putIfAbsent(node, UNFINISHED);
        if (UNFINISHED.equals(known)) {
            return refuse(node, "an alias within its own anchor never ends; write the value out");
        }
        if (known != null) {
            return known;
        }
        checkTag(node);
        long nodes = 1;
        if (node instanceof SequenceNode) {
            for (Node item : ((SequenceNode) node).getValue()) {
                nodes += visit(item);
            }
        } else if (node instanceof MappingNode) {
            for (NodeTuple entry : ((MappingNode) node).getValue()) {
                nodes += visit(entry.getKeyNode()) + visit(entry.getValueNode());
            }
        }
        if (nodes > MOST_NODES && passes) {
            refuse(node, "aliases make this too large, once they are expanded; write less of them");
        }
        // No further than that, lest doubling overflows.
        nodes = Math.min(nodes, MOST_NODES + 1);
        seen.put(node, nodes);
        return nodes;
    }

    private long refuse(Node node, String message) {
        problems.add(node, message);
        passes = false;
        return 1;
    }

    private void checkTag(Node node) {
        Tag plain = node instanceof ScalarNode ? Tag.STR : node instanceof SequenceNode ? Tag.SEQ : Tag.MAP;
        if (!node.getTag().equals(plain)) {
            String tag = node.getTag().getValue();
            String shown = tag.startsWith(Tag.PREFIX) ? "!!" + tag.substring(Tag.PREFIX.length()) : tag;
            problems.add(
                    node,
                    "tag " + Problems.quote(shown) + " means nothing here; remove it, or put quotes round a text that"
                            + " starts with '!'");
        }
    }
}
