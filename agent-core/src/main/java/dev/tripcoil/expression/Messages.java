package dev.tripcoil.expression;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.codehaus.commons.compiler.CompileException;

/** What Janino says of an expression, in words for the one who wrote it. */
final class Messages {

    private static final Pattern PLACE = Pattern.compile("(?:File '[^']*', )?Line -?\\d+, Column -?\\d+: ");
    private static final Pattern CONVERSION =
            Pattern.compile("Assignment conversion not possible from type \"(.*)\" to type \"(.*)\"");
    private static final Pattern NO_METHOD = Pattern.compile("A method named \"(.*)\" is not declared in any .*");
    private static final Pattern NO_MEMBER =
            Pattern.compile("\"(.*)\" is neither a method, a field, nor a member class of \"(.*)\"");
    private static final Pattern UNKNOWN = Pattern.compile("Unknown variable or type \"(.*)\"");
    private static final Pattern ARGUMENTS =
            Pattern.compile("No applicable constructor/method found for (.*); candidates are: (.*)");
    private static final Pattern NO_VALUE = Pattern.compile("Expression \"(.*)\" is not an rvalue");

    private Messages() {}

    static String of(CompileException e) {
        String said = PLACE.matcher(String.valueOf(e.getMessage())).replaceFirst("");
        Matcher matcher = CONVERSION.matcher(said);
        if (matcher.matches()) {
            return conversion(matcher.group(1), matcher.group(2));
        }
        matcher = NO_METHOD.matcher(said);
        if (matcher.matches()) {
            return "there is no method '" + matcher.group(1)
                    + "' that could be called here: its type has none of this name, or it is not accessible; what a"
                    + " generic method returns must be cast";
        }
        matcher = NO_MEMBER.matcher(said);
        if (matcher.matches()) {
            return matcher.group(2) + " has no field '" + matcher.group(1) + "', or it is not accessible";
        }
        matcher = UNKNOWN.matcher(said);
        if (matcher.matches()) {
            return "'" + matcher.group(1) + "' is neither a variable nor a class; classes outside of java.lang and of"
                    + " the guarded class's package are written with their package";
        }
        matcher = ARGUMENTS.matcher(said);
        if (matcher.matches()) {
            return "it can't be called with " + matcher.group(1).replace("actual parameters", "arguments of the types")
                    + "; there is " + matcher.group(2).replace("\", \"", "\" and \"");
        }
        matcher = NO_VALUE.matcher(said);
        if (matcher.matches()) {
            return "'" + matcher.group(1) + "' is no value";
        }
        return said.replace("end-of-input", "the end");
    }

    private static String conversion(String from, String to) {
        if (from.equals("void")) {
            return "the method that is called returns nothing";
        }
        return to.equals("boolean")
                ? "it must be true or false, and is of the type " + from
                : "what is of the type " + from + " can't be of the type " + to;
    }

    /** What it can't compile, or compiles wrongly. */
    static String beyondTheCompiler(Throwable e) {
        return "the compiler of expressions can't do this (" + e
                + "): put it into a static method of the application, and call that";
    }
}
