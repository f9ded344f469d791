package dev.tripcoil.weave.subjects;

import java.util.List;

/** A method for each kind of return type, each with parameters of one slot and of two. */
public class Returns {
    public static int ran;

    public static void nothing(long a, String b) {
        ran++;
    }

    public static boolean aBoolean(long a, String b) {
        return a == 7;
    }

    public static byte aByte(long a, String b) {
        return (byte) (a * 50);
    }

    public static char aChar(long a, String b) {
        return b.charAt((int) a % 3);
    }

    public static short aShort(long a, String b) {
        return (short) (a * 10_000);
    }

    public static int anInt(long a, String b) {
        return b.length() + (int) a;
    }

    public static long aLong(long a, String b) {
        long c = a;
        for (int i = 0; i < b.length(); i++) {
            c = c * 31 + b.charAt(i);
        }
        return c;
    }

    public static float aFloat(long a, String b) {
        return a / 2f;
    }

    public static double aDouble(long a, String b) {
        double d = a;
        return b.isEmpty() ? d : d / 2;
    }

    public static String anObject(long a, String b) {
        return b + a;
    }

    public static int[] anArray(long a, String b) {
        return new int[] {(int) a};
    }

    public static String[][] anArrayOfArrays(long a, String b) {
        return new String[][] {{b}};
    }

    public static <T extends Comparable<T>> List<T> aGeneric(long a, T b) {
        return List.of(b);
    }
}
