package io.taskledger.simulation;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A planted bug.
 *
 * @param sentence what goes wrong
 * @param file     of ours, from the root; null where it is a fault of Kafka's settings
 * @param changes  in that file
 * @param fault    null where a file is changed
 */
record Mutation(
        String sentence,
        @Nullable String file,
        List<Change> changes,
        @Nullable String fault) {

    private static final Path ROOT = Path.of("../..").toAbsolutePath().normalize();

    /** Out with this, in with that. */
    record Change(String out, String in) {}

    static List<Mutation> all() throws IOException {
        try (InputStream file = Objects.requireNonNull(Mutation.class.getResourceAsStream("mutations.txt"))) {
            return Stream.of(new String(file.readAllBytes(), UTF_8).split("\n\n"))
                    .filter(paragraph -> !paragraph.startsWith("#"))
                    .map(paragraph -> read(paragraph.lines().toList()))
                    .toList();
        }
    }

    private static Mutation read(List<String> lines) {
        String where = lines.get(1);
        if (where.startsWith("with ")) {
            return new Mutation(lines.getFirst(), null, List.of(), where.substring(5));
        }
        List<Change> changes = new ArrayList<>();
        for (int line = 2; line < lines.size(); line += 2) {
            changes.add(new Change(
                    lines.get(line).substring(1).strip(),
                    lines.get(line + 1).substring(1).strip()));
        }
        return new Mutation(lines.getFirst(), where.substring("in ".length()), changes, null);
    }

    /** The file with the bug in it. Fails where the text is not there exactly once. */
    String source(String file) throws IOException {
        String source = Files.readString(ROOT.resolve(file));
        for (Change change : changes) {
            Pattern out = Pattern.compile(
                    Stream.of(change.out.split("\\s+")).map(Pattern::quote).collect(Collectors.joining("\\s+")));
            long found = out.matcher(source).results().count();
            if (found != 1) {
                throw new AssertionError("The mutation no longer applies: change it. \"" + change.out + "\" is " + found
                        + " times in " + file);
            }
            source = out.matcher(source).replaceFirst(Matcher.quoteReplacement(change.in));
        }
        return source;
    }

    @Override
    public String toString() {
        return sentence;
    }
}
