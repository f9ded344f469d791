package dev.tripcoil.check;

import dev.tripcoil.apply.JdkClasses;
import dev.tripcoil.rules.Rule;
import dev.tripcoil.rules.RuleIndex;
import dev.tripcoil.rules.Selectors;
import java.io.IOException;
import java.lang.module.ModuleReader;
import java.lang.module.ResolvedModule;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The classes of the JDK that runs this, which should be the application's too. */
final class Jdk {

    private final JdkClasses classes;
    private Set<String> names;

    Jdk(JdkClasses classes) {
        this.classes = classes;
    }

    /** Null if there is none. */
    byte[] read(String name) {
        return classes.read(name);
    }

    /** Whether there is a package of the JDK for a class of this name. */
    boolean hasPackageOf(String name) {
        return classes.contains(name);
    }

    /** All of them, sorted. */
    Collection<String> names() {
        if (names == null) {
            names = new TreeSet<>();
            for (ResolvedModule module : ModuleLayer.boot().configuration().modules()) {
                addNames(module);
            }
        }
        return names;
    }

    private void addNames(ResolvedModule module) {
        try (ModuleReader reader = module.reference().open();
                Stream<String> files = reader.list()) {
            files.filter(file -> file.endsWith(".class"))
                    .map(file ->
                            file.substring(0, file.length() - ".class".length()).replace('/', '.'))
                    .filter(classes::contains)
                    .forEach(names::add);
        } catch (IOException e) {
            // a module that can't be listed has nothing to suggest
        }
    }

    /** Whether these are classes of the JDK that are there, named one by one. */
    boolean areAllThere(Selectors select) {
        boolean all = select.isExact();
        for (String name : select.exactClassNames()) {
            all &= classes.read(name) != null;
        }
        return all;
    }

    /** Those that the rules may select: by their exact names, or as subtypes of a type that there is. */
    List<String> meantBy(List<Rule> rules, RuleIndex index) {
        Set<String> meant = new TreeSet<>();
        boolean subtypes = false;
        for (Rule rule : rules) {
            for (String name : rule.select().exactClassNames()) {
                if (classes.read(name) != null) {
                    meant.add(name);
                }
            }
            subtypes |= rule.select().namesSuperTypes() && isAnyMatched(rule.select());
        }
        if (subtypes) {
            for (String name : names()) {
                for (Rule rule : index.candidates(name)) {
                    if (rule.select().namesSuperTypes() && rule.select().mayMeanJdkClass(name)) {
                        meant.add(name);
                    }
                }
            }
        }
        return new ArrayList<>(meant);
    }

    /** Nothing of the JDK extends what is not of the JDK. */
    private boolean isAnyMatched(Selectors select) {
        for (String pattern : select.superTypePatterns()) {
            if (classes.read(pattern) != null) {
                return true;
            }
        }
        return select.hasSuperTypeWildcard() && names().stream().anyMatch(select::matchesSuperTypeName);
    }
}
