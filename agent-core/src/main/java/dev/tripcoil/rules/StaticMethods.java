package dev.tripcoil.rules;

import org.yaml.snakeyaml.nodes.Node;

/** Reads the names of the application's static methods: {@code com.acme.Fallbacks#stock}. */
final class StaticMethods {
    private StaticMethods() {}

    /** What is under the key, class and method with a {@code #} between; null if left out or wrong. */
    static String read(Fields fields, String key, Problems problems) {
        String text = fields.text(key);
        if (text == null) {
            return null;
        }
        Node where = fields.get(key).value();
        try {
            check(text);
            BreakerParser.warnIfNoPackage(
                    text.substring(0, text.indexOf('#')), "com.acme.Fallbacks#stock", where, problems);
            return text;
        } catch (BadValue e) {
            problems.add(where, e.getMessage());
            return null;
        }
    }

    private static void check(String text) throws BadValue {
        int parenthesis = text.indexOf('(');
        if (parenthesis >= 0) {
            throw new BadValue(Problems.quote(text) + " has parameters; write "
                    + example(text.substring(0, parenthesis)) + ", as they are what they must be");
        }
        int mark = text.indexOf('#');
        if (mark < 0) {
            throw new BadValue(Problems.quote(text) + " has no '#' between class and method; write " + example(text));
        }
        String method = text.substring(mark + 1);
        if (method.isEmpty()) {
            throw new BadValue(Problems.quote(text) + " names no method; write " + example(text.substring(0, mark)));
        }
        if (!isClass(text.substring(0, mark)) || !isIdentifier(method)) {
            throw new BadValue(Problems.quote(text)
                    + " isn't a static method; write its class in full and its name, such as com.acme.Fallbacks#stock");
        }
    }

    /** What was probably meant, as far as it can be told. */
    private static String example(String text) {
        String sharp = text.strip().replace("::", "#");
        int mark = sharp.indexOf('#');
        int dot = sharp.lastIndexOf('.');
        if (mark < 0 && dot > 0 && dot + 1 < sharp.length() && !Character.isUpperCase(sharp.charAt(dot + 1))) {
            sharp = sharp.substring(0, dot) + "#" + sharp.substring(dot + 1);
            mark = dot;
        }
        if (mark < 0 && isClass(sharp)) {
            return sharp + "#METHOD";
        }
        return mark > 0 && isClass(sharp.substring(0, mark)) && isIdentifier(sharp.substring(mark + 1))
                ? sharp
                : "one such as com.acme.Fallbacks#stock";
    }

    private static boolean isClass(String text) {
        try {
            Values.className(text);
            return true;
        } catch (BadValue e) {
            return false;
        }
    }

    private static boolean isIdentifier(String text) {
        return text.indexOf('.') < 0 && isClass(text);
    }
}
