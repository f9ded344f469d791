package dev.tripcoil.check;

import dev.tripcoil.apply.RuleWeaver;
import dev.tripcoil.rules.Match;
import dev.tripcoil.rules.Rule;
import dev.tripcoil.rules.Selectors;
import dev.tripcoil.rules.Suggestions;
import dev.tripcoil.weave.ClassOutline;
import dev.tripcoil.weave.MethodOutline;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** What to tell the author of a rule that does less than it should. Slow: it is asked where something is wrong only. */
final class Explanations {

    /** Classes that are looked at for a method like the one that a rule names. */
    private static final int MOST_LOOKED_AT = 50_000;

    private static final int FAR = 100;

    /** Abstract, native, or made by the compiler. */
    private static final int NO_CODE_OF_ITS_OWN = 0x0400 | 0x0100 | 0x1000 | 0x0040;

    private final Jdk jdk;
    private final RuleWeaver weaver;
    private final ClassLoader loader;
    private final Map<String, String> unread;
    private final Hierarchy hierarchy;

    /**
     * @param unread classes that could not be read, each with the reason
     */
    Explanations(ClassPath classPath, Jdk jdk, RuleWeaver weaver, ClassLoader loader, Map<String, String> unread) {
        this.jdk = jdk;
        this.weaver = weaver;
        this.loader = loader;
        this.unread = unread;
        hierarchy = new Hierarchy(classPath, jdk);
    }

    Hierarchy hierarchy() {
        return hierarchy;
    }

    /** Why the rule selects no method at all. */
    List<String> whyNothing(Rule rule) {
        Selectors select = rule.select();
        if (!select.namesClasses()) {
            return List.of(noneOfAll(rule));
        }
        if (select.isExact()) {
            return each(select.exactClassNames(), rule);
        }
        List<String> named = new ArrayList<>();
        for (String name : hierarchy.names()) {
            if (select.matchesClassName(name)) {
                named.add(name);
            }
        }
        if (!named.isEmpty()) {
            return List.of(inBest(rule, named, "that it names"));
        }
        List<String> reasons = new ArrayList<>();
        for (String pattern : select.classPatterns()) {
            reasons.add(select.exactClassNames().contains(pattern) ? inClass(rule, pattern) : noMatch(pattern));
        }
        return reasons;
    }

    private List<String> each(List<String> names, Rule rule) {
        List<String> reasons = new ArrayList<>();
        for (String name : names) {
            reasons.add(inClass(rule, name));
        }
        return reasons;
    }

    /** Why the rule, which names the class, selects no method of it. */
    String inClass(Rule rule, String name) {
        if (unread.containsKey(name)) {
            return name + ": " + unread.get(name);
        }
        ClassOutline outline = hierarchy.outline(name);
        if (outline == null) {
            return noClass(name);
        }
        return weaver.explain(rule, jdk.hasPackageOf(name) ? null : loader, outline);
    }

    /** That there is no such class, and what there is. */
    String noClass(String name) {
        String example = classOf(name);
        return "no class " + name + " on the class path"
                + (example == null
                        ? nearest(name, namesLike(name))
                        : ", but a package, with " + example + " in it; for its classes write '" + name + ".*'");
    }

    /** One of a package; null where there is no such package. */
    private String classOf(String packageName) {
        for (String name : hierarchy.names()) {
            if (name.startsWith(packageName + ".")) {
                return name;
            }
        }
        return null;
    }

    /** That none of the classes has a method, and what they have instead. */
    String noMethod(String pattern, Collection<String> classes) {
        Collection<String> names = new TreeSet<>();
        int looked = 0;
        for (String each : classes) {
            ClassOutline outline = looked++ < MOST_LOOKED_AT ? hierarchy.outline(each) : null;
            if (outline != null) {
                for (MethodOutline method : outline.methods()) {
                    names.add(method.name());
                }
            }
        }
        String near = Suggestions.nearest(pattern.replaceAll("\\(.*", "").strip(), names);
        return "no method '" + pattern + "' in any class that it selects" + (near == null ? "" : "; nearest: " + near);
    }

    private Collection<String> namesLike(String name) {
        return jdk.hasPackageOf(name) ? jdk.names() : hierarchy.names();
    }

    private static String nearest(String name, Collection<String> names) {
        List<String> near = Nearest.to(name, names);
        return near.isEmpty() ? "" : "; nearest: " + String.join(", ", near);
    }

    private String noMatch(String pattern) {
        String none = "no class on the class path matches '" + pattern + "'";
        if (pattern.startsWith("/")) {
            return none;
        }
        String wider = pattern.replaceAll("\\*+", "**");
        List<String> found = matching(wider, hierarchy.names());
        if (!found.isEmpty()) {
            return none + ", as '*' ends at the next dot; '" + wider + "' matches " + Words.few(found);
        }
        String last = pattern.substring(pattern.lastIndexOf('.') + 1);
        if (!last.replaceAll("[*?]", "").isEmpty()) {
            found = matching("**." + last, hierarchy.names());
            if (!found.isEmpty()) {
                return none + "; in other packages there is " + Words.few(found);
            }
        }
        found = matching(pattern, jdk.names());
        if (!found.isEmpty()) {
            return none + "; classes of the JDK, such as " + found.get(0)
                    + ", are selected only by their exact name or by subtype-of";
        }
        String literal = pattern.replaceAll("[*?].*", "");
        int dot = literal.lastIndexOf('.');
        return dot <= 0 ? none : none + nearestPackage(literal.substring(0, dot));
    }

    private String nearestPackage(String name) {
        Collection<String> packages = new TreeSet<>();
        for (String each : hierarchy.names()) {
            for (int dot = each.indexOf('.'); dot > 0; dot = each.indexOf('.', dot + 1)) {
                packages.add(each.substring(0, dot));
            }
        }
        if (packages.contains(name)) {
            return "";
        }
        String near = Suggestions.nearest(name, packages);
        return ", and no package is named " + name + (near == null ? "" : "; did you mean " + near + "?");
    }

    private static List<String> matching(String pattern, Collection<String> names) {
        List<String> found = new ArrayList<>();
        Selectors selectors = Selectors.ofClasses(pattern);
        for (String name : names) {
            if (selectors != null && selectors.matchesClassName(name)) {
                found.add(name);
            }
        }
        Collections.sort(found);
        return found;
    }

    /** Of a rule that doesn't name classes. */
    private String noneOfAll(Rule rule) {
        Selectors select = rule.select();
        for (String type : select.superTypePatterns()) {
            boolean plain = !type.startsWith("/") && type.indexOf('*') < 0 && type.indexOf('?') < 0;
            if (plain && !hierarchy.isNamed(type)) {
                return "no type " + type + " on the class path, nor does any class there extend or implement it"
                        + nearest(type, namesLike(type));
            }
        }
        for (String annotation : select.annotationPatterns()) {
            boolean plain = !annotation.startsWith("/") && annotation.indexOf('*') < 0 && annotation.indexOf('?') < 0;
            if (plain && !hierarchy.annotations().contains(annotation)) {
                return "nothing on the class path carries the annotation " + annotation
                        + nearest(annotation, hierarchy.annotations());
            }
        }
        List<String> selected = new ArrayList<>();
        for (String name : hierarchy.names()) {
            ClassOutline outline = selected.size() < MOST_LOOKED_AT ? hierarchy.outline(name) : null;
            if (outline != null && weaver.selectsClass(rule, loader, outline) == Match.YES) {
                selected.add(name);
            }
        }
        if (selected.isEmpty()) {
            return select.annotationPatterns().isEmpty()
                            && !select.superTypePatterns().isEmpty()
                    ? "no class on the class path extends or implements "
                            + String.join(" or ", select.superTypePatterns())
                    : "no class on the class path is all that";
        }
        return inBest(rule, selected, "that it selects");
    }

    /** The likeliest of the classes is the one that has a method most like one that the rule names. */
    private String inBest(Rule rule, List<String> classes, String which) {
        List<String> wanted = rule.select().exactMethodNames();
        String best = classes.get(0);
        int least = FAR;
        for (int i = 0; i < classes.size() && i < MOST_LOOKED_AT && !wanted.isEmpty(); i++) {
            ClassOutline outline = hierarchy.outline(classes.get(i));
            int distance = outline == null ? FAR : distance(outline, wanted);
            if (distance < least) {
                least = distance;
                best = classes.get(i);
            }
        }
        if (classes.size() == 1) {
            return inClass(rule, best);
        }
        String all = Words.count(classes.size(), "class", "classes") + " " + which;
        return wanted.isEmpty() || least < FAR
                ? "nothing in the " + all + "; of the likeliest of them: " + inClass(rule, best)
                : "none of the " + all + " has a method '" + String.join("' or '", wanted) + "', or one like it";
    }

    private static int distance(ClassOutline outline, List<String> wanted) {
        int least = FAR;
        for (MethodOutline method : outline.methods()) {
            for (String name : (method.access() & NO_CODE_OF_ITS_OWN) == 0 ? wanted : List.<String>of()) {
                boolean near = Suggestions.nearest(name, List.of(method.name())) != null;
                boolean begins = method.name().startsWith(name) || name.startsWith(method.name());
                int distance = near ? Suggestions.distanceBetween(name, method.name()) : begins ? 4 : FAR;
                least = Math.min(least, distance);
            }
        }
        return least;
    }
}
