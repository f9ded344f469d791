package dev.tripcoil.agent;

import dev.tripcoil.apply.Coverage;
import dev.tripcoil.apply.RuleWeaver;
import dev.tripcoil.guard.Guard;
import dev.tripcoil.weave.ClassOutline;
import java.lang.instrument.ClassFileTransformer;
import java.security.ProtectionDomain;

/**
 * Offers each class that the JVM loads, or retransforms, to the rules in force. Whatever goes wrong, the class stays as
 * it was.
 */
final class Transformer implements ClassFileTransformer {

    private final ClassLoader own = Transformer.class.getClassLoader();
    private final RuleWeaver weaver;
    private final Guard guard;
    private final Coverage coverage;

    Transformer(RuleWeaver weaver, Guard guard, Coverage coverage) {
        this.weaver = weaver;
        this.guard = guard;
        this.coverage = coverage;
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
        Object[] work = null;
        try {
            work = guard.beginOwnWork();
            return weaver.weave(loader, internalName.replace('/', '.'), isJdk(module), classFile);
        } catch (Throwable e) {
            giveUp(internalName, e);
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

    private void giveUp(String internalName, Throwable fault) {
        try {
            coverage.failed(internalName.replace('/', '.'), "a fault in the agent itself (please report it): " + fault);
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
