package dev.tripcoil.jconsole;

import java.awt.Dimension;
import java.awt.FontMetrics;
import java.awt.Graphics;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import javax.swing.JLabel;
import javax.swing.SwingConstants;

/** A state by colour and name. */
@SuppressWarnings("serial")
final class StateBadge extends JLabel {

    private StateLook look = StateLook.OTHER;

    StateBadge() {
        super("", SwingConstants.LEADING);
        setFont(Look.bold());
    }

    void show(StateLook state) {
        look = state;
        setText(state.name());
        setToolTipText(state.name() + ": " + state.meaning);
    }

    @Override
    public Dimension getPreferredSize() {
        FontMetrics font = getFontMetrics(getFont());
        return new Dimension(font.stringWidth("METRICS_ONLY") + 20, font.getHeight() + 4);
    }

    @Override
    public Dimension getMinimumSize() {
        return getPreferredSize();
    }

    @Override
    protected void paintComponent(Graphics graphics) {
        Graphics2D g = (Graphics2D) graphics.create();
        if (isOpaque()) {
            g.setColor(getBackground());
            g.fillRect(0, 0, getWidth(), getHeight());
        }
        g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        g.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        FontMetrics font = g.getFontMetrics(getFont());
        int height = Math.min(getHeight() - 2, font.getHeight() + 2);
        int top = (getHeight() - height) / 2;
        g.setColor(look.background);
        g.fillRoundRect(3, top, getWidth() - 7, height, 8, 8);
        g.setColor(look.foreground);
        g.setFont(getFont());
        g.drawString(
                getText(),
                3 + (getWidth() - 7 - font.stringWidth(getText())) / 2,
                top + (height - font.getHeight()) / 2 + font.getAscent());
        g.dispose();
    }
}
