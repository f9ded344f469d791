package dev.tripcoil.text;

/** How a breaker is called where people read it. */
public final class Labels {

    private Labels() {}

    /**
     * {@code stock}, or {@code stock[api.example.org]}. A key may be any text, of the application's or of whoever calls it: what would end a
     * line, move the cursor or turn the writing round is shown by its number.
     *
     * @param key null where there is none
     */
    public static String of(String breaker, String key) {
        return key == null ? breaker : breaker + "[" + visible(key) + "]";
    }

    /** The text on one line; the same if there is nothing to be shown otherwise. */
    public static String visible(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (!isVisible(text, i)) {
                return escaped(text);
            }
        }
        return text;
    }

    private static String escaped(String text) {
        StringBuilder visible = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (isVisible(text, i)) {
                visible.append(c);
            } else if (c == '\n') {
                visible.append("\\n");
            } else {
                String hex = Integer.toHexString(c);
                visible.append("\\u").append("0000", hex.length(), 4).append(hex);
            }
        }
        return visible.toString();
    }

    private static boolean isVisible(String text, int at) {
        char c = text.charAt(at);
        if (c < 0x7f) {
            return c >= ' ';
        }
        int type = Character.getType(c);
        if (type == Character.SURROGATE) {
            return Character.isHighSurrogate(c)
                    ? at + 1 < text.length() && Character.isLowSurrogate(text.charAt(at + 1))
                    : at > 0 && Character.isHighSurrogate(text.charAt(at - 1));
        }
        return type != Character.CONTROL
                && type != Character.FORMAT
                && type != Character.LINE_SEPARATOR
                && type != Character.PARAGRAPH_SEPARATOR;
    }
}
