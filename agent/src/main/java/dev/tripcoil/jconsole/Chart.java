package dev.tripcoil.jconsole;

import dev.tripcoil.client.TransitionStatus;
import dev.tripcoil.jconsole.RateHistory.Point;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Dimension;
import java.awt.FontMetrics;
import java.awt.Graphics;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.Stroke;
import java.awt.event.MouseEvent;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import javax.swing.JComponent;
import javax.swing.ToolTipManager;

/**
 * Calls, failures and rejections of a breaker per second over the last minutes, on a ground that shows when it was open or
 * half-open. Each line has a stroke of its own, too.
 */
@SuppressWarnings("serial")
final class Chart extends JComponent {

    /** It shows the longest of them in the end, and a shorter one as long as that is enough. */
    private static final long[] SPANS_MILLIS = {60_000, 2 * 60_000, 3 * 60_000, 5 * 60_000};

    private static final float[] DASHES = {6, 4};
    private static final float[] DOTS = {2, 3};

    /** One of the lines. */
    private enum Series {
        CALLS("calls", Look.CALLS, new BasicStroke(2f), Point::calls),
        FAILURES(
                "failures",
                Look.FAILURES,
                new BasicStroke(2f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 1, DASHES, 0),
                Point::failures),
        REJECTIONS(
                "rejections",
                Look.REJECTIONS,
                new BasicStroke(2.5f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 1, DOTS, 0),
                Point::rejections);

        final String title;
        final Color colour;
        final Stroke stroke;
        final ToDoubleFunction<Point> value;

        Series(String title, Color colour, Stroke stroke, ToDoubleFunction<Point> value) {
            this.title = title;
            this.colour = colour;
            this.stroke = stroke;
            this.value = value;
        }
    }

    private List<Point> points = List.of();
    private List<TransitionStatus> transitions = List.of();
    private String state = "";
    private long since;
    private JvmClock clock = new JvmClock(0, 0);
    private Plot plot = new Plot(0, 0, 1, 1, 0, 1, Scale.upTo(1));

    /** Where on the component what is. */
    private record Plot(int left, int top, int width, int height, long end, long span, Scale scale) {
        double x(long at) {
            return left + width * (1 - (end - at) / (double) span);
        }

        double y(double value) {
            return top + height * (1 - value / scale.top());
        }

        long at(int x) {
            return end - (long) (span * (1 - (x - left) / (double) width));
        }
    }

    Chart() {
        setName("chart");
        setFont(Look.plain());
        ToolTipManager.sharedInstance().registerComponent(this);
    }

    void show(Breaker breaker, List<TransitionStatus> itsTransitions, JvmClock now) {
        points = List.copyOf(breaker.history.points());
        transitions = itsTransitions;
        state = breaker.row().state();
        since = breaker.row().stateSince().getTime();
        clock = now;
        repaint();
    }

    @Override
    public Dimension getPreferredSize() {
        return new Dimension(480, 190);
    }

    @Override
    public Dimension getMinimumSize() {
        return new Dimension(200, 110);
    }

    @Override
    protected void paintComponent(Graphics graphics) {
        Graphics2D g = (Graphics2D) graphics.create();
        g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        g.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        g.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
        g.setFont(getFont());
        FontMetrics font = g.getFontMetrics();
        // The newest point is at the right edge: between two refreshes nothing moves.
        long end = points.isEmpty()
                ? clock.epochMillis()
                : points.get(points.size() - 1).at();
        Scale scale = Scale.upTo(greatest(end));
        int left = 12;
        for (int line = 0; line <= scale.lines(); line++) {
            left = Math.max(left, font.stringWidth(scale.label(line)) + 12);
        }
        int top = font.getHeight() + 14;
        plot = new Plot(
                left, top, getWidth() - left - 14, getHeight() - top - font.getHeight() - 8, end, span(end), scale);
        g.setColor(Color.WHITE);
        g.fillRect(0, 0, getWidth(), getHeight());
        paintStates(g);
        paintAxes(g, font);
        paintLegend(g, font);
        if (points.isEmpty()) {
            String nothing = "rates come with the next refresh";
            g.setColor(Look.QUIET);
            g.drawString(
                    nothing,
                    plot.left + (plot.width - font.stringWidth(nothing)) / 2,
                    plot.top + plot.height / 2 + font.getAscent() / 2);
        } else {
            g.clipRect(plot.left, plot.top - 2, plot.width + 3, plot.height + 4);
            for (Series series : Series.values()) {
                paint(g, series);
            }
        }
        g.dispose();
    }

    private long span(long end) {
        long needed = points.isEmpty() ? 0 : end - points.get(0).from();
        for (long span : SPANS_MILLIS) {
            if (needed <= span) {
                return span;
            }
        }
        return SPANS_MILLIS[SPANS_MILLIS.length - 1];
    }

    private double greatest(long end) {
        double greatest = 0;
        for (Point point : points) {
            if (point.at() <= end - span(end)) {
                continue;
            }
            greatest = Math.max(greatest, Math.max(point.calls(), Math.max(point.failures(), point.rejections())));
        }
        return greatest;
    }

    private void paintStates(Graphics2D g) {
        long until = since;
        for (int i = transitions.size() - 1; i >= 0; i--) {
            TransitionStatus each = transitions.get(i);
            if (each.at().getTime() < until) {
                paintState(g, each.to(), each.at().getTime(), until);
                until = each.at().getTime();
            }
        }
        paintState(g, state, since, plot.end);
    }

    private void paintState(Graphics2D g, String shown, long from, long until) {
        StateLook look = StateLook.of(shown);
        if (look == StateLook.CLOSED || until <= plot.end - plot.span) {
            return;
        }
        double x = Math.max(plot.left, plot.x(from));
        double width = Math.min(plot.left + plot.width, plot.x(until)) - x;
        if (width <= 0) {
            return;
        }
        Color colour = look.background;
        g.setColor(new Color(colour.getRed(), colour.getGreen(), colour.getBlue(), 36));
        g.fillRect((int) Math.round(x), plot.top, (int) Math.max(1, Math.round(width)), plot.height);
        g.setColor(colour);
        g.fillRect((int) Math.round(x), plot.top + plot.height - 3, (int) Math.max(1, Math.round(width)), 3);
    }

    private void paintAxes(Graphics2D g, FontMetrics font) {
        g.setStroke(new BasicStroke(1));
        for (int line = 0; line <= plot.scale.lines(); line++) {
            int y = (int) Math.round(plot.y(plot.scale.step() * line));
            g.setColor(line == 0 ? Look.QUIET : new Color(0xE4E4E4));
            g.drawLine(plot.left, y, plot.left + plot.width, y);
            String label = plot.scale.label(line);
            g.setColor(Color.DARK_GRAY);
            g.drawString(label, plot.left - 6 - font.stringWidth(label), y + font.getAscent() / 2 - 1);
        }
        long step =
                plot.span <= 60_000 ? 10_000 : plot.span <= 120_000 ? 20_000 : plot.span <= 180_000 ? 30_000 : 60_000;
        for (long at = plot.end - plot.end % step; at > plot.end - plot.span; at -= step) {
            int x = (int) Math.round(plot.x(at));
            g.setColor(Look.LINE);
            g.drawLine(x, plot.top + plot.height, x, plot.top + plot.height + 4);
            String label = Texts.clock(at).substring(0, step < 60_000 ? 8 : 5);
            int wide = font.stringWidth(label);
            g.setColor(Color.DARK_GRAY);
            g.drawString(
                    label,
                    Math.max(0, Math.min(x - wide / 2, getWidth() - wide - 2)),
                    plot.top + plot.height + 4 + font.getAscent());
        }
    }

    private void paintLegend(Graphics2D g, FontMetrics font) {
        int base = 6 + font.getAscent();
        int x = plot.left;
        for (Series series : Series.values()) {
            g.setColor(series.colour);
            g.setStroke(series.stroke);
            g.draw(new Line2D.Double(x, base - font.getAscent() / 2.5, x + 24, base - font.getAscent() / 2.5));
            g.setColor(Color.DARK_GRAY);
            g.drawString(series.title, x + 29, base);
            x += 29 + font.stringWidth(series.title) + 18;
        }
        String unit = "per second";
        g.setColor(Look.QUIET);
        if (x + font.stringWidth(unit) < plot.left + plot.width) {
            g.drawString(unit, plot.left + plot.width - font.stringWidth(unit), base);
        }
    }

    private void paint(Graphics2D g, Series series) {
        g.setColor(series.colour);
        g.setStroke(series.stroke);
        Path2D path = new Path2D.Double();
        Point before = null;
        for (Point point : points) {
            double x = plot.x(point.at());
            double y = plot.y(series.value.applyAsDouble(point));
            if (before == null || before.at() != point.from()) {
                path.moveTo(plot.x(point.from()), y); // after a gap
            }
            path.lineTo(x, y);
            before = point;
        }
        if (series == Series.CALLS) {
            fill(g);
            g.setColor(series.colour);
        }
        g.draw(path);
    }

    private void fill(Graphics2D g) {
        g.setColor(new Color(Look.CALLS.getRed(), Look.CALLS.getGreen(), Look.CALLS.getBlue(), 40));
        Point before = null;
        for (Point point : points) {
            double from = plot.y(before == null || before.at() != point.from() ? point.calls() : before.calls());
            Path2D area = new Path2D.Double();
            area.moveTo(plot.x(point.from()), plot.y(0));
            area.lineTo(plot.x(point.from()), from);
            area.lineTo(plot.x(point.at()), plot.y(point.calls()));
            area.lineTo(plot.x(point.at()), plot.y(0));
            area.closePath();
            g.fill(area);
            before = point;
        }
    }

    @Override
    public String getToolTipText(MouseEvent event) {
        long at = plot.at(event.getX());
        for (Point point : points) {
            if (point.from() < at && at <= point.at()) {
                return String.format(
                        Locale.ROOT,
                        "%s to %s, per second: %s calls, %s failures, %s rejections",
                        Texts.clock(point.from()),
                        Texts.clock(point.at()),
                        Texts.perSecond(point.calls()),
                        Texts.perSecond(point.failures()),
                        Texts.perSecond(point.rejections()));
            }
        }
        return null;
    }
}
