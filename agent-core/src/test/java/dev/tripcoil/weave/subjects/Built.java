package dev.tripcoil.weave.subjects;

import java.util.ArrayList;
import java.util.List;

/** Constructors of the kinds that javac knows. Each note that begins with "fail" is thrown. */
public class Built {

    public static final List<String> LOG = new ArrayList<>();

    static String note(String what) {
        LOG.add(what);
        if (what.startsWith("fail")) {
            throw new IllegalStateException(what);
        }
        return what;
    }

    public static class Plain {
        public final String kept;

        public Plain(String own) {
            kept = note(own);
        }
    }

    public static class Base {
        public final String kept;

        public Base(String base) {
            kept = note(base);
        }
    }

    public static class Derived extends Base {
        public Derived(String argument, String base, String own) {
            super(note(argument) == null ? "never" : base);
            note(own);
        }
    }

    public static class Delegating {
        public Delegating(String argument, String other, String own) {
            this(note(argument) == null ? "never" : other);
            note(own);
        }

        public Delegating(String other) {
            note(other);
        }
    }

    /** Makes others of its own class to give to super. */
    public static class Nesting extends Base {
        public Nesting(int depth) {
            super(depth == 0 ? "innermost" : new Nesting(depth - 1).kept + new Nesting(depth - 1).kept.length());
        }
    }

    public static class Returning extends Base {
        public int counted;

        public Returning(int times) {
            super("base");
            try {
                for (int i = 0; i < times; i++) {
                    counted += i;
                    if (counted > 10) {
                        return;
                    }
                }
                note(times < 0 ? "fail" : "all");
            } catch (IllegalStateException e) {
                counted = -1;
            } finally {
                note("finally");
            }
        }
    }

    public record Pair(long first, String second) {
        public Pair {
            note(second);
        }
    }

    public enum Size {
        SMALL("s"),
        LARGE("l") {
            @Override
            public String label() {
                return "large";
            }
        };

        private final String label;

        Size(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }
    }

    public class Inner {
        public final Built outer;

        public Inner(String own) {
            outer = Built.this;
            note(own);
        }
    }

    public static class Failing extends IllegalStateException {
        private static final long serialVersionUID = 1L;

        public Failing(String own) {
            super(note(own));
        }
    }

    public static Object local(String own) {
        class Local extends Base {
            final double captured = own.length();

            Local(long other) {
                super(own + other);
            }

            @Override
            public String toString() {
                return kept + captured;
            }
        }
        return new Local(5).toString();
    }

    public static Object anonymous(String own) {
        return new Base(own) {
            private final String more = note("in " + own);

            @Override
            public String toString() {
                return kept + more;
            }
        }.toString();
    }

    public static Object all() {
        return new Plain("p").kept
                + new Derived("a", "b", "c").kept
                + new Delegating("d", "e", "f").hashCode() * 0
                + new Nesting(3).kept
                + new Returning(3).counted
                + new Returning(100).counted
                + new Returning(-1).counted
                + new Pair(7, "pair")
                + Size.LARGE.label()
                + Size.valueOf("SMALL").label()
                + new Built().new Inner("inner").outer.getClass().getSimpleName()
                + new Failing("not").getMessage()
                + local("local")
                + anonymous("anonymous");
    }
}
