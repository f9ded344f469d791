package dev.tripcoil.apply;

import dev.tripcoil.expression.BadExpressionException;
import dev.tripcoil.expression.ClassSource;
import dev.tripcoil.expression.ExpressionCompiler;
import dev.tripcoil.expression.Lookups;
import dev.tripcoil.expression.Scope;
import dev.tripcoil.expression.Variable;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * The expressions of all woven methods, through all changes of rules. While a class is being transformed they are only noted: they
 * are compiled on a thread of the agent's soon afterwards, or else at the method's first call. Thread-safe; holds no
 * loader.
 */
final class Expressions {

    private final Lookups lookups;
    private final ClassFiles classFiles;
    private final JdkClasses jdk = new JdkClasses();
    private final Queue<MethodExpressions> waiting = new ConcurrentLinkedQueue<>();
    private volatile Coverage inForce;
    private ExpressionCompiler compiler;

    /**
     * @param lookups null where nothing is ever called, and so the expressions are compiled at once
     */
    Expressions(Lookups lookups, ClassFiles classFiles, Coverage first) {
        this.lookups = lookups;
        this.classFiles = classFiles;
        inForce = first;
    }

    Lookups lookups() {
        return lookups;
    }

    /** Whether they are compiled as their class is woven. */
    boolean atOnce() {
        return lookups == null;
    }

    /** The compiler's classes are loaded for whoever has an expression. */
    synchronized ExpressionCompiler compiler() {
        if (compiler == null) {
            compiler = new ExpressionCompiler();
        }
        return compiler;
    }

    /** Rules have come into force: problems are told to their coverage. */
    void use(Coverage coverage) {
        inForce = coverage;
    }

    /** The coverage of the class says that the method is guarded. */
    void add(MethodExpressions expressions) {
        if (!atOnce() && !expressions.isKnownToCoverage()) {
            waiting.add(expressions);
        }
    }

    /** The compiler's classes are loaded, and some of its code compiled, for the calls that have to wait for it. */
    void warmUp() {
        Scope sample = new Scope(
                "java.lang.Sample",
                List.of(new Variable("arg0", "I"), new Variable("arg1", "Ljava/lang/String;")),
                false,
                new Variable("result", "Ljava/lang/String;"),
                Scope.Yields.CONDITION);
        try {
            String text = "result == null || arg0 > 5 && !arg1.equals(\"\" + result.length())";
            compiler().compile(text, sample, source(null, sample.className(), null));
        } catch (BadExpressionException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Compiles what waits for it. */
    void compileAll() {
        for (MethodExpressions next = waiting.poll(); next != null; next = waiting.poll()) {
            next.compile();
        }
    }

    /** A method that is reported as guarded is not. */
    void revoke(ClassLoader loader, String className, int site, String method, String reason) {
        Coverage told = null;
        while (told != inForce) { // one that the rules' change has not taken over from might never be read again
            told = inForce;
            told.revoke(loader, className, site, method, reason);
        }
    }

    /** What the loader would find; null for the bootstrap loader. */
    ClassSource source(ClassLoader loader, String className, byte[] classFile) {
        return new Source(loader, className, classFile);
    }

    private final class Source implements ClassSource {
        private final ClassLoader loader;
        private final String className;
        private final byte[] classFile;

        Source(ClassLoader loader, String className, byte[] classFile) {
            this.loader = loader;
            this.className = className;
            this.classFile = classFile;
        }

        @Override
        public byte[] read(String binaryName) {
            if (binaryName.equals(className)) {
                return classFile;
            }
            // No other loader may define those, and many don't show their class files.
            return classFiles.read(binaryName.startsWith("java.") ? null : loader, binaryName);
        }

        @Override
        public boolean exports(String binaryName, String from) {
            return jdk.exports(binaryName, from, loader);
        }
    }
}
