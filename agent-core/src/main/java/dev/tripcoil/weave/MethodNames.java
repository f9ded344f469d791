package dev.tripcoil.weave;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Names of methods to look for in class files, at the cost of a walk over the constant pool: most classes have no method of such a name, and need
 * not be read. Immutable; plain loops, as {@code transform} comes through here.
 */
public final class MethodNames {

    private static final int UTF8 = 1;

    /** By their length in bytes. */
    private final byte[][][] byLength;

    /** @param names without doubles, of ASCII, and not empty */
    public MethodNames(List<String> names) {
        int longest = 0;
        for (int i = 0; i < names.size(); i++) {
            longest = Math.max(longest, names.get(i).length());
        }
        byLength = new byte[longest + 1][][];
        for (int i = 0; i < names.size(); i++) {
            byte[] name = names.get(i).getBytes(StandardCharsets.US_ASCII);
            byte[][] alike = byLength[name.length];
            byte[][] more = new byte[alike == null ? 1 : alike.length + 1][];
            for (int j = 0; j < more.length - 1; j++) {
                more[j] = alike[j];
            }
            more[more.length - 1] = name;
            byLength[name.length] = more;
        }
    }

    /** Whether names can be looked for: how those of other characters are written is another matter. */
    public static boolean takes(String name) {
        for (int i = 0; i < name.length(); i++) {
            if (name.charAt(i) == 0 || name.charAt(i) > 127) {
                return false;
            }
        }
        return !name.isEmpty();
    }

    /** False only if the class has no method with one of the names; whatever the bytes are. */
    public boolean mayBeIn(byte[] classFile) {
        try {
            return areNamed(classFile);
        } catch (IndexOutOfBoundsException e) {
            return true; // no class file: who reads it will say so
        }
    }

    private boolean areNamed(byte[] file) {
        int count = number(file, 8);
        int at = 10;
        for (int entry = 1; entry < count; entry++) {
            int tag = file[at];
            if (tag == UTF8) {
                int length = number(file, at + 1);
                if (length < byLength.length && byLength[length] != null && isOne(file, at + 3, length)) {
                    return true;
                }
                at += 3 + length;
            } else {
                int size = size(tag);
                if (size == 0) {
                    return true; // of a version to come
                }
                at += size;
                if (size == 9) {
                    entry++; // a long or a double has two places
                }
            }
        }
        return false;
    }

    private boolean isOne(byte[] file, int from, int length) {
        byte[][] names = byLength[length];
        for (int i = 0; i < names.length; i++) {
            int same = 0;
            while (same < length && names[i][same] == file[from + same]) {
                same++;
            }
            if (same == length) {
                return true;
            }
        }
        return false;
    }

    private static int number(byte[] file, int at) {
        return (file[at] & 0xFF) << 8 | file[at + 1] & 0xFF;
    }

    /** Of an entry with its tag, other than text; 0 for an unknown one. */
    private static int size(int tag) {
        if (tag == 7 || tag == 8 || tag == 16 || tag == 19 || tag == 20) {
            return 3;
        }
        if (tag == 15) {
            return 4;
        }
        if (tag == 5 || tag == 6) {
            return 9;
        }
        return tag >= 3 && tag <= 18 && tag != 13 && tag != 14 ? 5 : 0;
    }
}
