package dev.tripcoil.apply;

import dev.tripcoil.rules.ClassFacts;
import dev.tripcoil.rules.Names;
import java.util.ArrayList;
import java.util.List;

/** A class that is loaded, as rules see it. Nothing more is loaded to look at it: its super types are there. */
final class LoadedClass implements ClassFacts {

    private final String name;
    private final Class<?> type;
    private Names superTypes;

    /**
     * @param name the binary name; for a hidden class that of its class file
     */
    LoadedClass(String name, Class<?> type) {
        this.name = name;
        this.type = type;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Names superTypes() {
        if (superTypes == null) {
            List<String> names = new ArrayList<>();
            names.add(name);
            List<Class<?>> all = superTypesOf(type);
            for (int i = 0; i < all.size(); i++) {
                names.add(all.get(i).getName());
            }
            names.add("java.lang.Object"); // as an interface's class file has it
            superTypes = new Names(names, true);
        }
        return superTypes;
    }

    /** Unknown: to ask for them would load their classes. */
    @Override
    public Names annotations() {
        return new Names(List.of(), false);
    }

    /** All that a class extends and implements, at any depth. */
    static List<Class<?>> superTypesOf(Class<?> type) {
        List<Class<?>> all = new ArrayList<>();
        addDirect(type, all);
        for (int i = 0; i < all.size(); i++) {
            addDirect(all.get(i), all);
        }
        return all;
    }

    private static void addDirect(Class<?> type, List<Class<?>> all) {
        if (type.getSuperclass() != null && !all.contains(type.getSuperclass())) {
            all.add(type.getSuperclass());
        }
        for (Class<?> each : type.getInterfaces()) {
            if (!all.contains(each)) {
                all.add(each);
            }
        }
    }
}
