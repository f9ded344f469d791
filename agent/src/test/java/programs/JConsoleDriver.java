package programs;

import java.awt.Color;
import java.awt.Component;
import java.awt.Container;
import java.awt.EventQueue;
import java.awt.Point;
import java.awt.Rectangle;
import java.awt.Robot;
import java.awt.Toolkit;
import java.awt.Window;
import java.awt.event.ActionListener;
import java.awt.event.InputEvent;
import java.awt.event.KeyEvent;
import java.awt.image.BufferedImage;
import java.io.BufferedReader;
import java.io.File;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import javax.imageio.ImageIO;
import javax.swing.AbstractButton;
import javax.swing.JFrame;
import javax.swing.JLabel;
import javax.swing.JTabbedPane;
import javax.swing.JTable;
import javax.swing.JTree;
import javax.swing.SwingUtilities;
import javax.swing.text.JTextComponent;
import javax.swing.tree.TreePath;

/**
 * An agent in JConsole that works it as a user does, with mouse and eyes. Does what each line on standard input asks, and
 * answers with one line on standard output, whose line ends are {@code \n}: what it saw, {@code ok}, or {@code no: } and the
 * reason, at once: whoever asks may ask again.
 *
 * <pre>
 * tab TITLE          opens a tab
 * press TEXT         clicks on the button, of a dialog if there is one
 * buttons            those that can be pressed
 * select TABLE ROW   clicks on the row of the table of that name whose first cell is so
 * also TABLE ROW     the same with the control key held
 * table TABLE        its rows, cells separated by bars, as getValueAt gives them; - is the first table there is
 * text NAME          of the component of that name, if it shows
 * colours NAME       how many different ones the screen shows where that component is
 * tree PATH          opens and selects in the tree of MBeans: node texts with slashes between
 * open ROW           double click on the second cell of the row of any table whose first cell is so
 * resize W H         of the main window
 * latency            milliseconds until the event thread has a moment
 * threads NAME       how many threads have that name
 * shot FILE          the screen, as PNG
 * </pre>
 */
public final class JConsoleDriver {

    /** JConsole puts its own in the place of System.out. */
    private static final PrintStream OUT = new PrintStream(new FileOutputStream(FileDescriptor.out), true);

    private final Robot robot;

    private JConsoleDriver(Robot robot) {
        this.robot = robot;
    }

    public static void premain(String arguments) {
        Thread thread = new Thread(JConsoleDriver::serve, "jconsole-driver");
        thread.setDaemon(true);
        thread.start();
    }

    private static void serve() {
        try {
            Robot robot = new Robot();
            robot.setAutoDelay(20);
            JConsoleDriver driver = new JConsoleDriver(robot);
            BufferedReader lines = new BufferedReader(new InputStreamReader(System.in));
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                String[] words = line.split(" ", 2);
                String answer;
                try {
                    answer = driver.answer(words[0], words.length > 1 ? words[1] : "");
                } catch (Throwable e) {
                    answer = "no: " + e;
                }
                OUT.println(answer.replace("\n", "\\n"));
            }
        } catch (Throwable e) {
            OUT.println("no: " + e);
        }
    }

    private String answer(String request, String with) throws Exception {
        return switch (request) {
            case "tab" -> tab(with);
            case "press" -> press(with);
            case "buttons" ->
                onEventThread(() -> {
                    List<String> texts = new ArrayList<>();
                    all(AbstractButton.class, each -> each.isEnabled() && each.getText() != null)
                            .forEach(each -> texts.add(each.getText()));
                    return String.join("|", texts);
                });
            case "select", "also" -> {
                String[] words = with.split(" ", 2);
                yield select(words[0], words[1], request.equals("also"));
            }
            case "table" ->
                onEventThread(() -> rows(with.equals("-") ? first(JTable.class, each -> true) : (JTable) named(with)));
            case "text" -> onEventThread(() -> text(named(with)));
            case "colours" -> colours(with);
            case "tree" -> onEventThread(() -> tree(with.split("/")));
            case "open" -> open(with);
            case "resize" -> onEventThread(() -> resize(with.split(" ")));
            case "latency" -> {
                long begun = System.nanoTime();
                onEventThread(() -> null);
                yield Long.toString((System.nanoTime() - begun) / 1_000_000);
            }
            case "threads" ->
                Long.toString(Thread.getAllStackTraces().keySet().stream()
                        .filter(each -> each.getName().equals(with))
                        .count());
            case "shot" -> {
                Rectangle screen = new Rectangle(Toolkit.getDefaultToolkit().getScreenSize());
                ImageIO.write(robot.createScreenCapture(screen), "png", new File(with));
                yield "ok";
            }
            default -> throw new IllegalArgumentException(request);
        };
    }

    private String tab(String title) throws Exception {
        JTabbedPane tabs = onEventThread(() -> first(JTabbedPane.class, each -> each.indexOfTab(title) >= 0));
        Rectangle where = onEventThread(() -> tabs.getBoundsAt(tabs.indexOfTab(title)));
        if (!onEventThread(() -> tabs.getSelectedIndex() == tabs.indexOfTab(title))) {
            click(tabs, where, 1);
        }
        return onEventThread(() -> tabs.getSelectedIndex() == tabs.indexOfTab(title)) ? "ok" : "no: not yet";
    }

    private String press(String text) throws Exception {
        AbstractButton button = onEventThread(
                () -> first(AbstractButton.class, each -> text.equals(each.getText()) && each.isEnabled()));
        CountDownLatch pressed = new CountDownLatch(1);
        ActionListener noticed = event -> pressed.countDown();
        onEventThread(() -> {
            button.addActionListener(noticed);
            return null;
        });
        try {
            if (clicked(button, pressed) || clicked(button, pressed)) {
                return "ok";
            }
            // There is no window manager, and the X server may have it that no click gets there: as by the keyboard,
            // then.
            EventQueue.invokeLater(button::doClick);
            return pressed.await(3, TimeUnit.SECONDS) ? "ok" : "no: the click was not noticed";
        } finally {
            onEventThread(() -> {
                button.removeActionListener(noticed);
                return null;
            });
        }
    }

    /** A window that has only just come, or that another one covers, may miss a click. */
    private boolean clicked(AbstractButton button, CountDownLatch pressed) throws Exception {
        onEventThread(() -> {
            SwingUtilities.getWindowAncestor(button).toFront();
            return null;
        });
        click(button, onEventThread(() -> new Rectangle(button.getSize())), 1);
        return pressed.await(2, TimeUnit.SECONDS);
    }

    private String select(String name, String row, boolean also) throws Exception {
        JTable table = (JTable) onEventThread(() -> named(name));
        Rectangle where = onEventThread(() -> {
            int index = rowOf(table, row);
            table.scrollRectToVisible(table.getCellRect(index, 0, true));
            return table.getCellRect(index, 0, true);
        });
        if (also) {
            robot.keyPress(KeyEvent.VK_CONTROL);
        }
        try {
            click(table, where, 1);
        } finally {
            if (also) {
                robot.keyRelease(KeyEvent.VK_CONTROL);
            }
        }
        return onEventThread(() -> table.isRowSelected(rowOf(table, row))) ? "ok" : "no: not selected";
    }

    private String open(String row) throws Exception {
        JTable table = onEventThread(() -> first(JTable.class, each -> has(each, row)));
        click(table, onEventThread(() -> table.getCellRect(rowOf(table, row), 1, true)), 2);
        return "ok";
    }

    private static boolean has(JTable table, String row) {
        for (int i = 0; i < table.getRowCount(); i++) {
            if (row.equals(String.valueOf(table.getValueAt(i, 0)))) {
                return true;
            }
        }
        return false;
    }

    private static int rowOf(JTable table, String first) {
        for (int i = 0; i < table.getRowCount(); i++) {
            if (first.equals(String.valueOf(table.getValueAt(i, 0)))) {
                return i;
            }
        }
        throw new IllegalStateException("no row " + first);
    }

    private static String rows(JTable table) {
        StringBuilder rows = new StringBuilder();
        for (int row = 0; row < table.getRowCount(); row++) {
            rows.append(row == 0 ? "" : "\n");
            for (int column = 0; column < table.getColumnCount(); column++) {
                rows.append(column == 0 ? "" : "|").append(table.getValueAt(row, column));
            }
        }
        return rows.toString();
    }

    private static String text(Component component) {
        if (component instanceof JTextComponent) {
            return ((JTextComponent) component).getText();
        }
        return component instanceof JLabel ? ((JLabel) component).getText() : ((AbstractButton) component).getText();
    }

    private String colours(String name) throws Exception {
        Rectangle where = onEventThread(() -> {
            Component there = named(name);
            return new Rectangle(there.getLocationOnScreen(), there.getSize());
        });
        BufferedImage seen = robot.createScreenCapture(where);
        Set<Color> colours = new HashSet<>();
        for (int x = 0; x < seen.getWidth(); x++) {
            for (int y = 0; y < seen.getHeight(); y++) {
                colours.add(new Color(seen.getRGB(x, y)));
            }
        }
        List<String> codes = new ArrayList<>();
        colours.forEach(each -> codes.add(String.format("%06X", each.getRGB() & 0xFFFFFF)));
        return String.join(" ", codes);
    }

    private static String tree(String[] names) {
        JTree tree = first(JTree.class, each -> true);
        TreePath path = new TreePath(tree.getModel().getRoot());
        for (String name : names) {
            Object node = path.getLastPathComponent();
            Object found = null;
            for (int i = 0; i < tree.getModel().getChildCount(node); i++) {
                Object child = tree.getModel().getChild(node, i);
                if (child.toString().replaceAll("<[^>]*>|\\[\\d+\\]", "").equals(name)) {
                    found = child;
                }
            }
            if (found == null) {
                tree.expandPath(path); // an MBean's nodes come when it is opened
                return "no: " + name;
            }
            path = path.pathByAddingChild(found);
        }
        tree.expandPath(path.getParentPath());
        tree.scrollPathToVisible(path);
        tree.setSelectionPath(path);
        return "ok";
    }

    private static String resize(String[] size) {
        JFrame frame = first(JFrame.class, each -> true);
        frame.setBounds(0, 0, Integer.parseInt(size[0]), Integer.parseInt(size[1]));
        frame.validate();
        return "ok";
    }

    private static Component named(String name) {
        return first(Component.class, each -> name.equals(each.getName()));
    }

    private static <T extends Component> T first(Class<T> type, Predicate<T> good) {
        List<T> all = all(type, good);
        if (all.isEmpty()) {
            throw new IllegalStateException("no such " + type.getSimpleName());
        }
        return all.get(0);
    }

    /** All that show, those of the newest window first. */
    private static <T extends Component> List<T> all(Class<T> type, Predicate<T> good) {
        List<T> found = new ArrayList<>();
        Window[] windows = Window.getWindows();
        for (int i = windows.length - 1; i >= 0; i--) {
            collect(windows[i], type, good, found);
        }
        return found;
    }

    private static <T extends Component> void collect(Component from, Class<T> type, Predicate<T> good, List<T> found) {
        if (!from.isShowing()) {
            return;
        }
        if (type.isInstance(from) && good.test(type.cast(from))) {
            found.add(type.cast(from));
        }
        if (from instanceof Container) {
            for (Component child : ((Container) from).getComponents()) {
                collect(child, type, good, found);
            }
        }
    }

    private void click(Component on, Rectangle where, int times) throws Exception {
        Point origin = onEventThread(on::getLocationOnScreen);
        robot.mouseMove(origin.x + where.x + Math.min(where.width / 2, 60), origin.y + where.y + where.height / 2);
        for (int i = 0; i < times; i++) {
            robot.mousePress(InputEvent.BUTTON1_DOWN_MASK);
            robot.mouseRelease(InputEvent.BUTTON1_DOWN_MASK);
        }
        robot.waitForIdle();
    }

    private static <T> T onEventThread(Callable<T> task) throws Exception {
        FutureTask<T> future = new FutureTask<>(task);
        EventQueue.invokeLater(future);
        try {
            return future.get(20, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof Exception ? (Exception) e.getCause() : e;
        }
    }
}
