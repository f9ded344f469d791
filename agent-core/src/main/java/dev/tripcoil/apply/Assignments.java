package dev.tripcoil.apply;

import dev.tripcoil.guard.ClassLookup;

/** Which types, by their descriptors, can be given where another is wanted: the same, wider, a supertype, or a box. */
final class Assignments {

    private static final String[] BOXES = {
        "Z", "Ljava/lang/Boolean;", "B", "Ljava/lang/Byte;", "S", "Ljava/lang/Short;", "C", "Ljava/lang/Character;",
        "I", "Ljava/lang/Integer;", "J", "Ljava/lang/Long;", "F", "Ljava/lang/Float;", "D", "Ljava/lang/Double;",
    };

    private Assignments() {}

    /** As far as it can be told: false where a type that it takes can't be found. */
    static boolean isAssignable(String from, String to, ClassLookup types) {
        if (from.equals(to) || to.equals("Ljava/lang/Object;") && from.charAt(0) != 'V') {
            return true;
        }
        if (from.length() == 1) {
            return to.length() == 1
                    ? widens(from.charAt(0), to.charAt(0))
                    : from.charAt(0) != 'V' && isAssignable(box(from), to, types);
        }
        if (to.length() == 1) {
            return false;
        }
        if (from.charAt(0) == '[') {
            if (to.charAt(0) != '[') {
                return to.equals("Ljava/lang/Cloneable;") || to.equals("Ljava/io/Serializable;");
            }
            String element = from.substring(1);
            return element.length() > 1 && to.length() > 2 && isAssignable(element, to.substring(1), types);
        }
        return to.charAt(0) == 'L' && types.isSubtype(binaryName(from), binaryName(to));
    }

    /** The primitive type of a box; null for any other. */
    static String unboxed(String type) {
        for (int i = 0; i < BOXES.length; i += 2) {
            if (BOXES[i + 1].equals(type)) {
                return BOXES[i];
            }
        }
        return null;
    }

    private static String box(String primitive) {
        for (int i = 0; i < BOXES.length; i += 2) {
            if (BOXES[i].equals(primitive)) {
                return BOXES[i + 1];
            }
        }
        throw new IllegalArgumentException(primitive);
    }

    private static boolean widens(char from, char to) {
        switch (from) {
            case 'B':
                return "SIJFD".indexOf(to) >= 0;
            case 'S':
            case 'C':
                return "IJFD".indexOf(to) >= 0;
            case 'I':
                return "JFD".indexOf(to) >= 0;
            case 'J':
                return "FD".indexOf(to) >= 0;
            case 'F':
                return to == 'D';
            default:
                return false;
        }
    }

    private static String binaryName(String descriptor) {
        return descriptor.substring(1, descriptor.length() - 1).replace('/', '.');
    }
}
