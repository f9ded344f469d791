package dev.tripcoil.guard;

import dev.tripcoil.breaker.Answer;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Locale;

/** Converts a scalar of the rules file to a return type. */
final class Scalars {

    private Scalars() {}

    static boolean isNull(Answer.Value value) {
        String text = value.text();
        return !value.quoted()
                && (text.isEmpty()
                        || text.equals("~")
                        || text.equals("null")
                        || text.equals("Null")
                        || text.equals("NULL"));
    }

    /** Whether the type is one of the application's, so that only an enum constant could be meant. */
    static boolean mayBeEnum(String returns) {
        return returns.charAt(0) == 'L' && !isText(returns) && !isNumberOrBox(returns);
    }

    /**
     * The value for a return type, boxed where that is primitive.
     *
     * @throws MisfitException if there is none
     */
    static Object convert(Answer.Value value, String returns) throws MisfitException {
        boolean primitive = returns.length() == 1;
        if (isNull(value)) {
            if (primitive && !returns.equals("V")) {
                throw misfit(value, returns);
            }
            return null;
        }
        if (isText(returns)) {
            return returns.equals("Ljava/lang/Object;") && !value.quoted() ? plain(value.text()) : value.text();
        }
        try {
            Object converted = convert(value.text(), primitive ? returns : unboxed(returns));
            if (converted != null) {
                return converted;
            }
        } catch (NumberFormatException e) {
            // falls through to the same message
        }
        throw misfit(value, returns);
    }

    private static Object convert(String text, String type) {
        switch (type) {
            case "Z":
                return truth(text);
            case "B":
                return Byte.valueOf(text);
            case "S":
                return Short.valueOf(text);
            case "I":
                return Integer.valueOf(text);
            case "J":
                return Long.valueOf(text);
            case "F":
                return finite(Float.valueOf(text));
            case "D":
                return finite(Double.valueOf(text));
            case "C":
                return text.length() == 1 ? Character.valueOf(text.charAt(0)) : null;
            case "Ljava/math/BigDecimal;":
                return new BigDecimal(text);
            case "Ljava/math/BigInteger;":
                return new BigInteger(text);
            case "Ljava/lang/Number;":
                return number(text);
            default:
                return null;
        }
    }

    /** Null for one that is too large, or that is written as only Java source has it. */
    private static Number finite(Number number) {
        return Double.isInfinite(number.doubleValue()) || Double.isNaN(number.doubleValue()) ? null : number;
    }

    private static boolean isText(String returns) {
        switch (returns) {
            case "Ljava/lang/String;":
            case "Ljava/lang/CharSequence;":
            case "Ljava/lang/Object;":
            case "Ljava/lang/Comparable;":
            case "Ljava/io/Serializable;":
                return true;
            default:
                return false;
        }
    }

    private static boolean isNumberOrBox(String returns) {
        return !unboxed(returns).equals(returns)
                || returns.equals("Ljava/math/BigDecimal;")
                || returns.equals("Ljava/math/BigInteger;")
                || returns.equals("Ljava/lang/Number;");
    }

    private static String unboxed(String returns) {
        switch (returns) {
            case "Ljava/lang/Boolean;":
                return "Z";
            case "Ljava/lang/Byte;":
                return "B";
            case "Ljava/lang/Short;":
                return "S";
            case "Ljava/lang/Integer;":
                return "I";
            case "Ljava/lang/Long;":
                return "J";
            case "Ljava/lang/Float;":
                return "F";
            case "Ljava/lang/Double;":
                return "D";
            case "Ljava/lang/Character;":
                return "C";
            default:
                return returns;
        }
    }

    private static Boolean truth(String text) {
        switch (text.toLowerCase(Locale.ROOT)) {
            case "true":
            case "yes":
            case "on":
                return Boolean.TRUE;
            case "false":
            case "no":
            case "off":
                return Boolean.FALSE;
            default:
                return null;
        }
    }

    /** As YAML would read it, for a method that returns any object. */
    private static Object plain(String text) {
        if (text.equals("true") || text.equals("false")) {
            return Boolean.valueOf(text);
        }
        try {
            return number(text);
        } catch (NumberFormatException e) {
            return text;
        }
    }

    private static Number number(String text) {
        if (text.indexOf('.') >= 0 || text.indexOf('e') >= 0 || text.indexOf('E') >= 0) {
            return Double.valueOf(text);
        }
        long whole = Long.parseLong(text);
        if (whole == (int) whole) {
            return Integer.valueOf((int) whole);
        }
        return Long.valueOf(whole);
    }

    private static MisfitException misfit(Answer.Value value, String returns) {
        String written = isNull(value) ? "null" : "'" + value.text() + "'";
        return new MisfitException("return: " + written + " doesn't fit the return type " + typeName(returns)
                + ", which takes " + fitting(returns));
    }

    private static String fitting(String returns) {
        String primitive = unboxed(returns);
        String orNull = primitive.equals(returns) && returns.length() == 1 ? "" : " or null";
        switch (primitive.charAt(0)) {
            case 'Z':
                return "true, false".concat(orNull.isEmpty() ? "" : ", null");
            case 'B':
                return "a whole number from -128 to 127".concat(orNull);
            case 'S':
                return "a whole number from -32768 to 32767".concat(orNull);
            case 'I':
            case 'J':
                return "a whole number of "
                        .concat(primitive.equals("I") ? "32" : "64")
                        .concat(" bits")
                        .concat(orNull);
            case 'F':
            case 'D':
                return "a number such as 1.5".concat(orNull);
            case 'C':
                return "one character".concat(orNull);
            case 'V':
                return "null";
            case '[':
                return "[] or null";
            default:
                return isNumberOrBox(returns) ? "a number or null" : "null";
        }
    }

    /** As in Java source. */
    static String typeName(String descriptor) {
        int dimensions = descriptor.lastIndexOf('[') + 1;
        String element = descriptor.substring(dimensions);
        String name;
        switch (element.charAt(0)) {
            case 'Z' -> name = "boolean";
            case 'B' -> name = "byte";
            case 'S' -> name = "short";
            case 'C' -> name = "char";
            case 'I' -> name = "int";
            case 'J' -> name = "long";
            case 'F' -> name = "float";
            case 'D' -> name = "double";
            case 'V' -> name = "void";
            default -> name = element.substring(1, element.length() - 1).replace('/', '.');
        }
        return name + "[]".repeat(dimensions);
    }
}
