package io.taskledger.contract.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.taskledger.contract.CommandEnvelope;
import io.taskledger.contract.CommandHead;
import io.taskledger.contract.CommandResult;
import io.taskledger.contract.CommandType;
import io.taskledger.contract.CreatorCommandEnvelope;
import io.taskledger.contract.CreatorCommandType;
import io.taskledger.contract.CreatorEventType;
import io.taskledger.contract.CreatorStanding;
import io.taskledger.contract.Notification;
import io.taskledger.contract.Settlement;
import io.taskledger.contract.wire.CommandReading.Valid;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * One record as everybody agreed on it. The file is laid out for readers; without the white space it is to the byte what
 * we write.
 *
 * @param name {@code <type>} or {@code <type>.<variant>}
 */
record ApprovedSample(String name, String text) {

    private static final Path CONTRACT = directory("/io/taskledger/contract/samples");

    static List<ApprovedSample> all() {
        return files(CONTRACT).map(ApprovedSample::of).toList();
    }

    /** By its name without prefix and version: {@code PublishTask}, {@code PublishTask.open}. */
    static ApprovedSample named(String name) {
        int dot = name.indexOf('.');
        String type = dot < 0 ? name : name.substring(0, dot);
        String variant = dot < 0 ? "" : name.substring(dot);
        return of(CONTRACT.resolve("taskledger." + type + ".v1" + variant + ".json"));
    }

    private static ApprovedSample of(Path file) {
        try {
            String name = Objects.requireNonNull(file.getFileName()).toString();
            return new ApprovedSample(name.replaceAll("\\.json$", ""), compact(Files.readString(file)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Path directory(String resource) {
        try {
            return Path.of(Objects.requireNonNull(ApprovedSample.class.getResource(resource), resource)
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    static Stream<Path> files(Path directory) {
        try (Stream<Path> files = Files.list(directory)) {
            return files.sorted().toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Without white space outside of strings. By hand: a JSON library would also change how strings are escaped. */
    private static String compact(String json) {
        StringBuilder compact = new StringBuilder(json.length());
        boolean inString = false;
        for (int i = 0; i < json.length(); i++) {
            char c = json.charAt(i);
            if (inString && c == '\\') {
                compact.append(c);
                c = json.charAt(++i);
            } else if (c == '"') {
                inString = !inString;
            }
            if (inString || !Character.isWhitespace(c)) {
                compact.append(c);
            }
        }
        return compact.toString();
    }

    /** With one part of its compact form replaced, which must be there exactly once. */
    String with(String part, String replacement) {
        if (text.indexOf(part) < 0 || text.indexOf(part) != text.lastIndexOf(part)) {
            throw new IllegalArgumentException(part + " must be once in " + text);
        }
        return text.replace(part, replacement);
    }

    String type() {
        return JsonObject.parse(bytes()).string("type");
    }

    byte[] key() {
        return JsonObject.parse(bytes()).string("subject").getBytes(UTF_8);
    }

    byte[] bytes() {
        return text.getBytes(UTF_8);
    }

    private boolean isCommand() {
        return isCreatorCommand()
                || Stream.of(CommandType.values()).anyMatch(t -> t.typeName().equals(type()));
    }

    private boolean isCreatorCommand() {
        return Stream.of(CreatorCommandType.values()).anyMatch(t -> t.typeName().equals(type()));
    }

    /** Reads a value as a command on the topic where this sample's type belongs. */
    CommandReading<?> read(byte[] value) {
        return read(key(), value);
    }

    CommandReading<?> read(byte[] key, byte[] value) {
        return isCreatorCommand() ? CreatorCommandWire.read(key, value) : CommandWire.read(key, value);
    }

    private static byte[] write(CommandHead command) {
        return switch (command) {
            case CommandEnvelope task -> CommandWire.write(task);
            case CreatorCommandEnvelope creator -> CreatorCommandWire.write(creator);
        };
    }

    static long hash(CommandHead command) {
        return switch (command) {
            case CommandEnvelope task -> CommandHash.of(task);
            case CreatorCommandEnvelope creator -> CommandHash.of(creator);
        };
    }

    /** Reads a value as a record of this sample's type, and writes it again. */
    byte[] rewrite(byte[] value) {
        String type = type();
        if (Stream.of(Settlement.Type.values()).anyMatch(t -> t.typeName().equals(type))) {
            return SettlementWire.write(SettlementWire.read(value));
        }
        return switch (type) {
            case CommandResult.TYPE_NAME -> ResultWire.write(ResultWire.read(value));
            case Notification.TYPE_NAME -> NotificationWire.write(NotificationWire.read(value));
            case CreatorStanding.TYPE_NAME -> StandingWire.write(StandingWire.read(value));
            default -> {
                if (Stream.of(CreatorEventType.values())
                        .anyMatch(t -> t.typeName().equals(type))) {
                    yield CreatorEventWire.write(CreatorEventWire.read(value));
                }
                yield isCommand() ? write(((Valid<?>) read(value)).command()) : EventWire.write(EventWire.read(value));
            }
        };
    }

    @Override
    public String toString() {
        return name;
    }
}
