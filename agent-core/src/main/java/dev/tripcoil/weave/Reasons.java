package dev.tripcoil.weave;

import org.objectweb.asm.LimitExceededException;

/** Why methods are left alone, for people, and what they can do. */
final class Reasons {

    static final String CONSTRUCTOR_ANSWER = "is a constructor, which can't return a value instead of running: give its"
            + " breaker a when-open that throws";
    static final String CONSTRUCTOR_OF_ALL =
            "is a part of every other constructor: guard those of the classes that are" + " meant";
    static final String CONSTRUCTOR_UNCLEAR =
            "is a constructor of which can't be told, as its class file is written, where"
                    + " the object is before super(...) or this(...) has returned, and no such code can be guarded: guard a method"
                    + " that calls it, or one that it calls";
    static final String RESUMPTION_UNCLEAR =
            "is a suspending function of Kotlin that isn't written as its compilers write one, and"
                    + " of which can't be told whether it begins or goes on: guard a method that waits for the result";
    static final String STATIC_INITIALIZER = "static initializers are never guarded: guard a method that it calls";
    static final String ABSTRACT = "is abstract and has no code to guard: name the classes that implement it";
    static final String NATIVE = "is native and has no bytecode to guard: guard the Java methods that call it";
    static final String NO_CODE = "its class file has no code for it, and the JVM will refuse that: repair the class";
    static final String NOT_THERE = "the class declares no such method: guard it in the class that declares it";
    static final String TWICE = "another rule guards this method already: it is guarded once, for the first";
    static final String TOO_LARGE = "its bytecode would grow past the JVM's limit of 65,535 bytes: guard a method that"
            + " it calls, or that calls it";
    static final String NO_ROOM = "its locals, operands, lines or exception handlers are at the class file format's"
            + " limit of 65,535: guard a method that it calls, or that calls it";
    static final String CLASS_FULL = "its class's constants are at the class file format's limit of 65,535, and a guard"
            + " needs a few: guard methods of other classes, that it calls or that call it";
    static final String CALLS_HOOK = "its class calls " + HookClass.NAME.replace('/', '.')
            + " already: it was woven before; see to it that the agent is given once, and that no woven classes are"
            + " saved and loaded again";

    private Reasons() {}

    static String unreadable(Throwable why) {
        if (why instanceof LimitExceededException) {
            return "its stack map frames are too many for its many locals, and would take more memory than weaving may"
                    + " (" + why.getMessage() + "): guard methods of other classes, that it calls or that call it";
        }
        return "its class file is malformed, or has something that ASM can't read (" + why
                + "): if it runs without the agent, please report it with the class";
    }
}
