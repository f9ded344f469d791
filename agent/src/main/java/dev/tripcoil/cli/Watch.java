package dev.tripcoil.cli;

import dev.tripcoil.client.AgentStatus;
import dev.tripcoil.client.BreakerStatus;
import dev.tripcoil.client.Connection;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;

/** Shows the breakers again and again, until it is interrupted or there is nothing to look at any more. */
final class Watch {

    private static final String HOME = "\033[H";
    private static final String REST_OF_LINE = "\033[K";
    private static final String REST_OF_SCREEN = "\033[J";
    private static final String HIDE_CURSOR = "\033[?25l";
    private static final String SHOW_CURSOR = "\033[?25h";

    private final StatusCommand status;
    private final Connection connection;
    private final long pause;
    private final boolean redraws;
    private boolean ended;

    Watch(StatusCommand status, Connection connection, long pause) {
        this.status = status;
        this.connection = connection;
        this.pause = pause;
        redraws = status.terminal().isTerminal() && !status.json;
    }

    int run() throws Failure {
        Thread atExit = new Thread(this::end);
        Runtime.getRuntime().addShutdownHook(atExit);
        write(redraws ? HIDE_CURSOR + HOME + REST_OF_SCREEN : "");
        try {
            while (look()) {
                Thread.sleep(pause);
            }
            return Subcommand.WORKED;
        } catch (IOException e) {
            Connection.Loss loss = connection.loss(e);
            end();
            if (!loss.hasEnded()) {
                throw new Failure(loss.message());
            }
            status.say(loss.message());
            return Subcommand.WORKED;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Subcommand.WORKED;
        } finally {
            end();
        }
    }

    /** False when nobody reads any more. */
    private boolean look() throws IOException {
        if (status.json) {
            return write(StatusCommand.data(connection) + System.lineSeparator());
        }
        AgentStatus agent = connection.jvm().agent();
        List<BreakerStatus> breakers = connection.jvm().breakers();
        int[] size = status.terminal().size();
        List<String> lines = status.view().lines(connection.name(), agent, breakers, size);
        return write(
                redraws
                        ? redrawn(lines)
                        : String.join(System.lineSeparator(), lines)
                                + System.lineSeparator().repeat(2));
    }

    /** Over what is there, rather than on an empty screen, which would flicker. */
    static String redrawn(List<String> lines) {
        StringBuilder screen = new StringBuilder(HOME);
        for (String line : lines) {
            screen.append(line).append(REST_OF_LINE).append("\r\n");
        }
        return screen.append(REST_OF_SCREEN).toString();
    }

    private synchronized boolean write(String text) {
        if (ended) {
            return false;
        }
        PrintWriter out = status.out();
        out.print(text);
        out.flush();
        return !out.checkError();
    }

    /** Also by another thread, when the user interrupts: nothing must be drawn after that. */
    private synchronized void end() {
        if (!ended && redraws) {
            write(SHOW_CURSOR);
        }
        ended = true;
    }
}
