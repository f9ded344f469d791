package dev.tripcoil.jconsole;

import java.awt.Color;
import java.awt.Font;
import javax.swing.BorderFactory;
import javax.swing.JTextArea;

/** Text that can be selected and copied, and stays as it is scrolled and selected while it does not change. */
@SuppressWarnings("serial")
final class ReadOnlyText extends JTextArea {

    ReadOnlyText(String name, Font font) {
        setName(name);
        setFont(font);
        setEditable(false);
        setBackground(Color.WHITE);
        setBorder(BorderFactory.createEmptyBorder(4, 6, 4, 6));
    }

    void show(String text) {
        if (!getText().equals(text)) {
            setText(text);
            setCaretPosition(0);
        }
    }
}
