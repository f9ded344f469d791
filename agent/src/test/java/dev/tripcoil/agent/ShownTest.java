package dev.tripcoil.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What {@link RunbookIT} takes for the same as what the document shows. */
class ShownTest {

    @Test
    void dates_spans_and_counts_differ_and_all_else_is_meant_as_it_is() {
        assertThat(isShown("stock  OPEN since 2026-11-21T03:12:17.315Z, tries again in 32s", """
                        stock  OPEN since 2027-01-02T13:00:00.001Z, tries again in 1m04s
                        """))
                .isTrue();
        assertThat(isShown("calls  122: 98 successful", "  calls  7: 5 successful\n"))
                .isTrue();
        assertThat(isShown("rejected  0", "rejected  1\n")).isFalse();
        assertThat(isShown("stock: OPEN", "stock: CLOSED\n")).isFalse();
    }

    @Test
    void lines_are_left_out_only_where_it_says_so() {
        assertThat(isShown("one\nthree", "one\ntwo\nthree\n")).isFalse();
        assertThat(isShown("one\n\u2026\nthree", "one\ntwo\nthree\n")).isTrue();
        assertThat(isShown("one\n\u2026\nthree", "one\nthree\n")).isTrue();
        assertThat(isShown("one", "one\ntwo\n")).isFalse();
        assertThat(isShown("one\ntwo", "one\n")).isFalse();
        assertThat(isShown("last: \u2026", "last: no route\n")).isTrue();
        assertThat(isShown("last: \u2026", "first: no route\n")).isFalse();
    }

    @Test
    void names_of_the_document_stand_for_what_there_is_here() {
        Shown shown = new Shown(List.of("JVM 4711 of /opt/shop"), Map.of("4711", "12", "/opt/shop", "/tmp/x"));
        assertThat(shown.isAllOf("JVM 12 of /tmp/x\n")).isTrue();
        assertThat(shown.isAllOf("JVM 13 of /tmp/x\n")).isFalse();
        assertThat(shown.isAllOf("JVM 4711 of /opt/shop\n")).isFalse();
    }

    private static boolean isShown(String document, String output) {
        return new Shown(document.lines().toList(), Map.of()).isAllOf(output);
    }
}
