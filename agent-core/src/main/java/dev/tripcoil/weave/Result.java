package dev.tripcoil.weave;

import java.util.List;

/**
 * What came of weaving one class. Every guard that was asked for is in one of the two lists.
 *
 * @param classFile the woven class file; null where nothing was woven, and the original stays as it is
 * @param woven the methods that are guarded now
 * @param unwoven the methods that were left alone
 * @param caution something that people should know though it went well, or null
 */
public record Result(byte[] classFile, List<Woven> woven, List<Unwoven> unwoven, String caution) {

    public Result {
        woven = List.copyOf(woven);
        unwoven = List.copyOf(unwoven);
    }

    /**
     * A method that is guarded.
     *
     * @param firstLine the line number that a refusal shows, or -1 where the class file has no line numbers
     */
    public record Woven(String name, String descriptor, int site, int firstLine) {}

    /**
     * A method that was left alone.
     *
     * @param reason for people; it says what to do
     */
    public record Unwoven(String name, String descriptor, String reason) {}
}
