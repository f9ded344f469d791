package dev.tripcoil.jconsole;

import java.awt.Color;
import java.awt.Font;
import javax.swing.UIManager;

/** Fonts and colours of the tab: those of JConsole's look, in plain. */
final class Look {

    static final Color QUIET = new Color(0x757575);
    static final Color TROUBLE_ROW = new Color(0xFDECEA);
    static final Color ALARM = new Color(0xB71C1C);
    static final Color CAUTION = new Color(0xFFF3CD);
    static final Color LINE = new Color(0xD0D0D0);

    static final Color CALLS = new Color(0x1976D2);
    static final Color FAILURES = new Color(0xD32F2F);
    static final Color REJECTIONS = new Color(0xEF8A00);

    private Look() {}

    static Font plain() {
        Font font = UIManager.getFont("Table.font");
        return (font == null ? new Font(Font.DIALOG, Font.PLAIN, 12) : font).deriveFont(Font.PLAIN);
    }

    static Font bold() {
        return plain().deriveFont(Font.BOLD);
    }

    static Font large() {
        return bold().deriveFont(plain().getSize2D() * 1.35f);
    }

    static Font mono() {
        return new Font(Font.MONOSPACED, Font.PLAIN, plain().getSize());
    }
}
