package dev.tripcoil.rules;

import java.math.BigDecimal;

/** The kinds of value that are a decimal number: {@code 50}, {@code 12.5}; a share with or without its {@code %}. */
enum Decimal {
    /** Percent, more than 0 to 100. */
    SHARE(Double.MIN_VALUE, 100, "a share; write more than 0% and at most 100%, such as 50%"),
    /** Percent, 0 to 50. */
    JITTER(0, 50, "a jitter; write a share from 0% to 50%, such as 10%"),
    /** 1 to 1000. */
    MULTIPLIER(1, 1000, "a multiplier; write a number from 1 to 1000, such as 1.5");

    private final double least;
    private final double most;
    private final String wanted;

    Decimal(double least, double most, String wanted) {
        this.least = least;
        this.most = most;
        this.wanted = wanted;
    }

    /** Reads a number of this kind; of a share, its percent. */
    double parse(String text) throws BadValue {
        boolean signed = this != MULTIPLIER && text.endsWith("%");
        String number = signed ? text.substring(0, text.length() - 1) : text;
        // So that neither 1e3 nor NaN nor 0x1p3 are numbers.
        if (isNumber(number)) {
            double value = Double.parseDouble(number);
            if (value >= least && value <= most) {
                return value;
            }
        }
        throw new BadValue(Problems.quote(text) + " isn't " + wanted);
    }

    // Digits with at most one point, which has digits on both sides.
    private static boolean isNumber(String text) {
        int point = text.indexOf('.');
        return point < 0
                ? isDigits(text, 0, text.length())
                : isDigits(text, 0, point) && isDigits(text, point + 1, text.length());
    }

    private static boolean isDigits(String text, int start, int end) {
        for (int i = start; i < end; i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return start < end;
    }

    /** Writes a number so that {@link #parse} reads the same. */
    String write(double value) {
        // By way of the shortest text that is this very double.
        String number = BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
        return this == MULTIPLIER ? number : number + "%";
    }
}
