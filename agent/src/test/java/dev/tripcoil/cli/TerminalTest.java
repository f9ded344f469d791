package dev.tripcoil.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TerminalTest {

    @Test
    void a_size_is_what_stty_says_or_the_usual() {
        assertThat(Terminal.parse("50 132\n")).containsExactly(50, 132);
        for (String nonsense : new String[] {"0 0\n", "", "stty: standard input: Not a tty", "24"}) {
            assertThat(Terminal.parse(nonsense)).containsExactly(24, 80);
        }
    }

    @Test
    void where_there_is_no_terminal_nothing_is_cut() {
        assertThat(Terminal.none().size()).containsExactly(Integer.MAX_VALUE, Integer.MAX_VALUE);
    }
}
