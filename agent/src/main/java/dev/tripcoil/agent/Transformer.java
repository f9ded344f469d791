package dev.tripcoil.agent;

import dev.tripcoil.apply.RuleWeaver;
import dev.tripcoil.breaker.Caller;
import dev.tripcoil.guard.Guard;
import dev.tripcoil.weave.ClassOutline;
import java.lang.instrument.ClassFileTransformer;
import java.security.ProtectionDomain;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Offers each class that the JVM loads, or retransforms, to the rules in force. Whatever goes wrong, the class stays as
 * it was.
 */
final class Transformer implements ClassFileTransformer {

    /** More classes than are being loaded at any time. A power of two. */
    private static final int MOST_ON_THE_WAY = 1024;

    private final ClassLoader own = Transformer.class.getClassLoader();
    private final Guard guard;
    private volatile RuleWeaver weaver;

    /** The last names, round and round; exact enough without a lock. */
    private final String[] recent = new String[MOST_ON_THE_WAY];

    private final AtomicInteger next = new AtomicInteger();

    Transformer(RuleWeaver weaver, Guard guard) {
        this.weaver = weaver;
        this.guard = guard;
    }

    /** From now on classes are woven by other rules. */
    void use(RuleWeaver other) {
        weaver = other;
    }

    /**
     * Names of classes that may be on their way into the JVM: offered, but not to be found among the loaded ones yet. Most of
     * them have arrived.
     */
    Set<String> onTheWay() {
        Set<String> names = new HashSet<>();
        for (int i = 0; i < recent.length; i++) {
            String name = recent[i];
            if (name != null) {
                names.add(name);
            }
        }
        return names;
    }

    @Override
    public byte[] transform(
            Module module,
            ClassLoader loader,
            String givenName,
            Class<?> redefined,
            ProtectionDomain domain,
            byte[] classFile) {
        String internalName = givenName == null ? nameIn(classFile) : givenName;
        // The agent's jar is on the application's class path, too.
        if (internalName == null || loader == own || internalName.startsWith("dev/tripcoil/")) {
            return null;
        }
        String name = internalName.replace('/', '.');
        RuleWeaver current = weaver;
        Caller work = null;
        try {
            work = guard.beginOwnWork();
            if (redefined == null) {
                recent[next.getAndIncrement() & MOST_ON_THE_WAY - 1] = name;
            }
            byte[] woven = current.weave(loader, name, isJdk(module), classFile);
            while (current != weaver) {
                current = weaver; // other rules have come into force meanwhile
                woven = current.weave(loader, name, isJdk(module), classFile);
                current.settle(loader, name);
            }
            return woven;
        } catch (Throwable e) {
            giveUp(current, loader, name, e);
            return null;
        } finally {
            guard.endOwnWork(work);
        }
    }

    /** A class loader may define a class without saying which; null if the class file doesn't say either. */
    private static String nameIn(byte[] classFile) {
        try {
            return ClassOutline.read(classFile).name().replace('.', '/');
        } catch (Throwable e) {
            return null; // the JVM will say what is wrong with it
        }
    }

    private static void giveUp(RuleWeaver weaver, ClassLoader loader, String name, Throwable fault) {
        try {
            weaver.coverage().failed(loader, name, "a fault in the agent itself (please report it): " + fault);
        } catch (Throwable e) {
            // no memory or no stack left: the class stays as it was
        }
    }

    /** The modules that the JVM makes for an application's proxies are named jdk.proxy1 and so on, but are in no layer. */
    static boolean isJdk(Module module) {
        if (module == null || !module.isNamed() || module.getLayer() == null) {
            return false;
        }
        String name = module.getName();
        return name.startsWith("java.") || name.startsWith("jdk.");
    }
}
