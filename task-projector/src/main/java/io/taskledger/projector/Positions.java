package io.taskledger.projector;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The last position seen in each partition of a topic, written {@code @17.-1.4}: −1 where none was seen, and so it is of a
 * partition that is not named.
 */
final class Positions {

    private static final long NONE = -1;

    private static final Pattern WRITTEN = Pattern.compile("@|@-?\\d{1,18}(\\.-?\\d{1,18}){0,9999}");

    /** By partition. */
    private final List<Long> last;

    private Positions(List<Long> last) {
        this.last = last;
    }

    static Positions none() {
        return new Positions(new ArrayList<>());
    }

    static boolean isOne(String text) {
        return WRITTEN.matcher(text).matches();
    }

    static Positions parse(String text) {
        return new Positions(Arrays.stream(text.substring(1).split("\\."))
                .filter(position -> !position.isEmpty())
                .map(Long::valueOf)
                .collect(Collectors.toCollection(ArrayList::new)));
    }

    void set(int partition, long position) {
        while (last.size() <= partition) {
            last.add(NONE);
        }
        last.set(partition, position);
    }

    Long[] toArray() {
        return last.toArray(Long[]::new);
    }

    @Override
    public String toString() {
        return last.stream().map(String::valueOf).collect(Collectors.joining(".", "@", ""));
    }
}
