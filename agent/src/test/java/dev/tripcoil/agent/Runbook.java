package dev.tripcoil.agent;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The fenced blocks of a document in Markdown, as things to do. The word after the language, which readers of the rendered
 * document don't see, says how:
 *
 * <ul>
 *   <li>{@code sh}: run by the one shell, each command with exit code 0; {@code sh exit=1}: the last with that code
 *   <li>{@code sh until}: run again until it prints what is shown
 *   <li>{@code sh ctrl-c}: runs for ever; interrupted once it has printed what is shown
 *   <li>{@code text}: what the {@code sh} before it prints
 *   <li>{@code yaml NAME}: a file of that name
 *   <li>{@code elsewhere}, with any language: for a place that the test hasn't got
 * </ul>
 */
final class Runbook {

    private static final String FENCE = "```";

    /**
     * A thing to do.
     *
     * @param line where its fence is
     * @param expected what it prints; null where the document doesn't say
     */
    record Step(int line, String language, String how, List<String> content, List<String> expected) {

        String text() {
            return String.join("\n", content) + "\n";
        }

        @Override
        public String toString() {
            return "operations.md:" + line + ": " + String.join("\n", content);
        }
    }

    private Runbook() {}

    static List<Step> read(Path document) throws IOException {
        List<Step> steps = new ArrayList<>();
        List<String> lines = Files.readAllLines(document);
        for (int i = 0; i < lines.size(); i++) {
            String fence = lines.get(i).strip();
            if (!fence.startsWith(FENCE)) {
                continue;
            }
            int end = i + 1;
            while (!lines.get(end).strip().equals(FENCE)) {
                end++;
            }
            add(steps, i + 1, fence.substring(FENCE.length()).split(" ", 2), lines.subList(i + 1, end));
            i = end;
        }
        return steps;
    }

    private static void add(List<Step> steps, int line, String[] info, List<String> content) {
        if (!info[0].equals("text")) {
            steps.add(new Step(line, info[0], info.length == 1 ? "" : info[1], content, null));
            return;
        }
        Step before = steps.remove(steps.size() - 1);
        if (!before.language().equals("sh") || before.expected() != null || info.length != 1) {
            throw new AssertionError("operations.md:" + line + ": says what nothing before it prints");
        }
        steps.add(new Step(before.line(), "sh", before.how(), before.content(), content));
    }
}
