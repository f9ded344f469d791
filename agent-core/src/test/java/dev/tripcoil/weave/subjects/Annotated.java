package dev.tripcoil.weave.subjects;

import java.io.IOException;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.ArrayList;
import java.util.List;

/** Code with all that a class file can say about code. */
public class Annotated {

    @Retention(RetentionPolicy.RUNTIME)
    @Target({ElementType.TYPE_USE, ElementType.METHOD, ElementType.PARAMETER, ElementType.LOCAL_VARIABLE})
    public @interface Mark {
        int value();
    }

    @Mark(1)
    @Deprecated
    public static String method(@Mark(3) String first, long second, List<@Mark(4) String> third)
            throws @Mark(5) IOException {
        @Mark(6)
        long local = second;
        List<@Mark(7) String> list = new ArrayList<@Mark(8) String>(third);
        try {
            Object cast = (@Mark(9) Object) first;
            if (cast instanceof @Mark(10) Comparable) {
                list.add(first + local);
            }
        } catch (
                @Mark(11)
                IllegalStateException e) {
            throw new @Mark(12) IOException(e);
        }
        return list.toString();
    }

    /** So that there is something unguarded. */
    public static <@Mark(13) T extends @Mark(14) Object> T other(T t) {
        return t;
    }
}
