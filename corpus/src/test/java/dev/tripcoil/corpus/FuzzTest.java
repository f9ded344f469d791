package dev.tripcoil.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A short run of the fuzzer, on classes of the JDK, that each build makes. */
class FuzzTest {

    private static final int MUTANTS = 2_000;
    private static final long SEED = 1;

    @TempDir
    Path work;

    @Test
    void weaving_returns_and_what_linked_still_does() throws Exception {
        try (var originals = new Originals(List.of())) {
            var fuzz = new Fuzz(work, SEED, originals);
            var failures = new ArrayList<String>();
            for (int i = 0; i < MUTANTS; i++) {
                var failure = fuzz.tryOne(i);
                if (failure != null) {
                    failures.add(failure);
                }
            }
            System.out.println(MUTANTS + " mutants, seed " + SEED + ": " + fuzz.counted("woven") + " could be woven, "
                    + fuzz.counted("linked") + " of them link");
            assertThat(failures).isEmpty();
            // Else it would be about nothing.
            assertThat(fuzz.counted("linked")).isGreaterThan(MUTANTS / 8);
        }
    }

    @Test
    void mutant_of_a_number_is_always_the_same() throws Exception {
        try (var originals = new Originals(List.of())) {
            for (int seed = 0; seed < 50; seed++) {
                assertThat(mutant(originals, seed)).isEqualTo(mutant(originals, seed));
            }
            assertThat(mutant(originals, 1)).isNotEqualTo(mutant(originals, 2));
        }
    }

    private static byte[] mutant(Originals originals, long seed) {
        var random = new Random(seed);
        return Mutant.of(originals.draw(random).classFile(), random).classFile();
    }

    @Test
    void what_does_not_verify_does_not_link() {
        for (var classFile : List.of(Broken.CLASS, Broken.INTERFACE)) {
            assertThat(new CorpusLoader(name -> classFile).problemOf(Broken.NAME))
                    .startsWith("java.lang.VerifyError");
        }
    }
}
