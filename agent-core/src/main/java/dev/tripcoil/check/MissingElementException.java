package dev.tripcoil.check;

import java.nio.file.Path;

/** An element of the class path that isn't there: whoever wrote it mistyped it. */
public final class MissingElementException extends Exception {
    private static final long serialVersionUID = 1;

    MissingElementException(String element) {
        super(element + ": no such file or folder; check the path, which starts from "
                + Path.of("").toAbsolutePath());
    }
}
