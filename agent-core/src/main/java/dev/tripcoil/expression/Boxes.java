package dev.tripcoil.expression;

/** Primitive types and the classes that hold their values. */
final class Boxes {

    private Boxes() {}

    /** The descriptor of a primitive type's box; null for any other type. */
    static String of(String descriptor) {
        switch (descriptor) {
            case "Z":
                return "Ljava/lang/Boolean;";
            case "B":
                return "Ljava/lang/Byte;";
            case "C":
                return "Ljava/lang/Character;";
            case "S":
                return "Ljava/lang/Short;";
            case "I":
                return "Ljava/lang/Integer;";
            case "J":
                return "Ljava/lang/Long;";
            case "F":
                return "Ljava/lang/Float;";
            case "D":
                return "Ljava/lang/Double;";
            default:
                return null;
        }
    }
}
