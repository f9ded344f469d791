package dev.tripcoil.rules;

/** The least visible method that a rule still means. */
enum Access {
    PUBLIC,
    PROTECTED,
    PACKAGE,
    ANY;

    private static final int ACC_PUBLIC = 0x0001;
    private static final int ACC_PRIVATE = 0x0002;
    private static final int ACC_PROTECTED = 0x0004;

    /** Whether a method with these access flags is as visible as this, or more. */
    boolean includes(int flags) {
        if (this == ANY || (flags & ACC_PUBLIC) != 0) {
            return true;
        }
        return this != PUBLIC && (flags & ACC_PRIVATE) == 0 && (this == PACKAGE || (flags & ACC_PROTECTED) != 0);
    }
}
