package dev.tripcoil.cli;

import dev.tripcoil.client.Connection;
import dev.tripcoil.client.FoundJvm;
import dev.tripcoil.client.JvmException;
import dev.tripcoil.client.LocalJvm;
import dev.tripcoil.client.LocalJvms;
import java.util.ArrayList;
import java.util.List;

/** Which JVM is meant. */
final class Target {

    private Target() {}

    /**
     * Whether an argument names a JVM, not a breaker: digits only, or with a colon, which no breaker's name has; its key may,
     * in brackets.
     */
    static boolean isOne(String argument) {
        boolean hasKey = argument.indexOf('[') > 0;
        return isPid(argument) || argument.startsWith("service:") || argument.contains(":") && !hasKey;
    }

    static boolean isPid(String argument) {
        return argument.matches("\\d{1,18}");
    }

    /**
     * Connects to it.
     *
     * @param name null for the only guarded JVM of this machine
     */
    static Connection connect(String name, String user, char[] password) throws JvmException, Failure {
        if (name == null) {
            return Connection.to(new LocalJvm(only(LocalJvms.find())));
        }
        return isPid(name) ? Connection.to(new LocalJvm(Long.parseLong(name))) : Connection.to(name, user, password);
    }

    /** The process id of the only guarded one. */
    static long only(List<FoundJvm> all) throws Failure {
        List<FoundJvm> guarded = new ArrayList<>();
        int unknown = 0;
        for (FoundJvm jvm : all) {
            if (jvm.isGuarded()) {
                guarded.add(jvm);
            }
            unknown += jvm.unknownBecause() == null ? 0 : 1;
        }
        if (guarded.size() == 1) {
            return guarded.get(0).pid();
        }
        if (guarded.isEmpty()) {
            throw new Failure("no guarded JVM found on this machine"
                    + (unknown == 0 ? "" : " (" + unknown + " can't be asked; 'tripcoil ps' says why)")
                    + "; name one by HOST:PORT, or guard one: tripcoil attach PID RULES");
        }
        StringBuilder names = new StringBuilder();
        for (FoundJvm jvm : guarded) {
            names.append(names.length() == 0 ? "" : ", ").append(jvm.pid()).append(shortName(jvm));
        }
        throw new Failure("several JVMs are guarded; name one of them: " + names);
    }

    private static String shortName(FoundJvm jvm) {
        String first = jvm.command().split(" ", 2)[0];
        String last = first.substring(first.lastIndexOf('/') + 1);
        return last.isEmpty() ? "" : " (" + last + ")";
    }
}
