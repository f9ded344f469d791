package dev.tripcoil.weave.subjects;

import java.io.IOException;

/** Parameters of every kind, in slots of one and two words; loops that give frames; and parameters that are written to. */
public class Wide {

    private final String name;

    public Wide(String name, long number) {
        this.name = name + number;
    }

    public static String all(
            boolean a, byte b, char c, short d, int e, long f, float g, double h, String i, int[] j, long k) {
        String text = "" + a + b + c + d + e + f + g + h + i + j.length + k;
        for (int n = 0; n < 2; n++) {
            f += n;
            i = null;
            text += f;
        }
        return text;
    }

    public long number(long first, double second, String third) {
        long sum = first + (long) second;
        for (int n = 0; n < 3; n++) {
            sum += name.length();
        }
        return third == null ? -1 : sum;
    }

    public boolean yes(String text) {
        return text.isEmpty();
    }

    public void nothing(StringBuilder to, int times) throws IOException {
        for (int n = 0; n < times; n++) {
            to.append(name);
        }
        if (times < 0) {
            throw new IOException("below zero");
        }
    }

    public int failing(int which) throws IOException {
        try {
            if (which == 1) {
                throw new IOException("first");
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return 10 / which;
    }

    public static Object suspending(String text, Object continuation) {
        Object last = continuation;
        for (int n = 0; n < 2; n++) {
            last = continuation;
        }
        return text + last;
    }
}
