package dev.tripcoil.corpus;

import dev.tripcoil.weave.ClassOutline;
import dev.tripcoil.weave.MethodGuard;
import dev.tripcoil.weave.Weaver;
import java.lang.instrument.ClassFileTransformer;
import java.security.ProtectionDomain;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;

/** Weaves all methods of the classes of one loader; a method keeps its site, whichever loader it is in. */
final class Weaving implements ClassFileTransformer {

    private final Map<String, Integer> sites = new HashMap<>();
    private ClassLoader loader;

    void from(ClassLoader loader) {
        this.loader = loader;
    }

    @Override
    public byte[] transform(
            ClassLoader from, String internalName, Class<?> type, ProtectionDomain domain, byte[] classFile) {
        if (from != loader || from == null) {
            return null;
        }
        var guards = new ArrayList<MethodGuard>();
        for (var method : ClassOutline.read(classFile).methods()) {
            var key = internalName + '.' + method.name() + method.descriptor();
            int site = sites.computeIfAbsent(key, each -> sites.size());
            guards.add(new MethodGuard(method.name(), method.descriptor(), site, site % 2 == 0));
        }
        return Weaver.weave(classFile, guards).classFile();
    }
}
