package io.taskledger.contract;

/** What a message shows of a text that somebody sent: quoted, printable, short. */
public final class Excerpt {

    private static final int MAX_LENGTH = 64;

    private Excerpt() {}

    /** At most {@value #MAX_LENGTH} characters in quotes; what does not print becomes {@code ?}. */
    public static String of(String text) {
        boolean cut = text.length() > MAX_LENGTH;
        String shown = cut ? text.substring(0, MAX_LENGTH) : text;
        return '"' + printable(shown) + (cut ? "…\"" : "\"");
    }

    /** What does not print becomes {@code ?}. Half a surrogate pair would make a record that strict readers refuse. */
    public static String printable(String text) {
        StringBuilder printable = new StringBuilder(text.length());
        text.chars()
                .mapToObj(c -> Character.isISOControl(c) || Character.isSurrogate((char) c) ? '?' : (char) c)
                .forEach(printable::append);
        return printable.toString();
    }
}
