package dev.tripcoil.jconsole;

import java.awt.Color;

/**
 * A state, as it looks and how urgent it is. The order is that of trouble: what refuses calls comes first.
 */
enum StateLook {
    OPEN(new Color(0xC62828), Color.WHITE, "refuses calls until its wait is over, then tries again by itself"),
    FORCED_OPEN(new Color(0x6A1B9A), Color.WHITE, "refuses calls until somebody resets it"),
    HALF_OPEN(new Color(0xFFB300), Color.BLACK, "lets some calls through as trials, and refuses the others"),
    METRICS_ONLY(new Color(0x1565C0), Color.WHITE, "lets calls through and counts them, but never opens"),
    DISABLED(new Color(0x616161), Color.WHITE, "lets calls through, and counts nothing towards opening"),
    CLOSED(new Color(0xDDEFDD), new Color(0x1B5E20), "lets calls through; failures may open it"),
    /** Of a later version of the agent. */
    OTHER(new Color(0xE0E0E0), Color.BLACK, "not known to this version of the tab");

    final Color background;
    final Color foreground;
    final String meaning;

    StateLook(Color background, Color foreground, String meaning) {
        this.background = background;
        this.foreground = foreground;
        this.meaning = meaning;
    }

    static StateLook of(String state) {
        for (StateLook look : values()) {
            if (look.name().equals(state)) {
                return look;
            }
        }
        return OTHER;
    }

    /** Whether calls are refused in it. */
    boolean isTrouble() {
        return compareTo(HALF_OPEN) <= 0;
    }
}
