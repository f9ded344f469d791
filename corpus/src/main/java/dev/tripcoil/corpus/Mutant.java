package dev.tripcoil.corpus;

import java.util.Random;

/**
 * A class file that was damaged, or changed into one that no compiler makes.
 *
 * @param kind of the change; of two, the last
 */
record Mutant(String kind, byte[] classFile) {

    /** Whatever the random numbers, there is one; it may be the original. */
    static Mutant of(byte[] original, Random random) {
        var mutant = changed(original, random);
        while (mutant.classFile.length > 0 && random.nextInt(4) == 0) {
            mutant = changed(mutant.classFile, random);
        }
        return mutant;
    }

    private static Mutant changed(byte[] classFile, Random random) {
        try {
            if (random.nextBoolean()) {
                var kinds = CodeChange.values();
                var kind = kinds[random.nextInt(kinds.length)];
                return new Mutant(kind.name(), kind.applyTo(classFile, random));
            }
            var kinds = FileChange.values();
            var kind = kinds[random.nextInt(kinds.length)];
            return new Mutant(kind.name(), kind.applyTo(classFile, random));
        } catch (RuntimeException e) {
            // An earlier change has left nothing to find one's way by, or there is nothing of the kind to change.
            return new Mutant("SHUFFLED", FileChange.BYTES.applyTo(classFile, random));
        }
    }
}
