package io.taskledger.audit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Whatever is altered in a record of ours is noticed, field by field; and nothing that can be written makes us fall over. */
final class EveryFieldTest {

    /** What people read, and what only the services themselves use. */
    private static final Set<String> NOT_JUDGED = Set.of(
            "source",
            "specversion",
            "datacontenttype",
            "commandhash",
            "data.message",
            "data.allowedCommands",
            "data.explanation",
            "data.params",
            "data.text");

    private static final Set<String> WRITTEN = Set.of(
            "settlement.events",
            "task.events",
            "task.results",
            "notification.requests",
            "creator.events",
            "creator.results",
            "creator.standing");

    @Test
    void every_altered_field_is_noticed() throws Exception {
        everyAlteredFieldIsNoticed(World::clean);
    }

    @Test
    void every_altered_field_of_creators_is_noticed() throws Exception {
        everyAlteredFieldIsNoticed(CreatorsByHand::clean);
    }

    private static void everyAlteredFieldIsNoticed(Supplier<World> clean) throws Exception {
        Set<String> unnoticed = new TreeSet<>();
        for (Entry entry : all(clean.get())) {
            if (!WRITTEN.contains(entry.topic())) {
                continue;
            }
            for (String path : paths(tree(entry))) {
                World world = clean.get();
                JsonNode altered = tree(entry);
                alter(altered, path);
                world.change(entry, one -> with(one, altered.toString().getBytes(UTF_8)));
                if (NOT_JUDGED.stream().noneMatch(path::startsWith)
                        && world.audit().findings().violations() == 0) {
                    unnoticed.add(entry.topic() + " " + tree(entry).path("type").asString() + " " + path);
                }
            }
        }
        assertThat(unnoticed).isEmpty();
    }

    @Test
    void nothing_that_can_be_written_makes_it_fall_over() throws Exception {
        assertThat(fewestTasksOfAny(World::clean)).isGreaterThanOrEqualTo(7);
        assertThat(fewestTasksOfAny(CreatorsByHand::clean)).isGreaterThanOrEqualTo(2);
    }

    private static long fewestTasksOfAny(Supplier<World> clean) throws Exception {
        long fewest = Long.MAX_VALUE;
        Random random = new Random(20_261_123);
        String[] nasty = {
            "null",
            "-1",
            "9223372036854775807",
            "1e400",
            "[]",
            "{}",
            "\"\\ud800\"",
            "\"+1000000000-01-01T00:00:00Z\"",
            "true"
        };
        List<Entry> records = all(clean.get());
        for (int i = 0; i < 1_000; i++) {
            World world = clean.get();
            for (int n = 0; n < 3; n++) {
                Entry entry = records.get(random.nextInt(records.size()));
                List<String> paths = paths(tree(entry));
                String path = paths.get(random.nextInt(paths.size()));
                JsonNode altered = tree(entry);
                replace(altered, path, Json.MAPPER.readTree(nasty[random.nextInt(nasty.length)]));
                byte[] bytes = altered.toString().getBytes(UTF_8);
                if (random.nextInt(10) == 0) {
                    bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
                }
                world.change(entry, one -> with(one, bytes));
            }
            fewest = Math.min(fewest, world.audit().tasks());
        }
        return fewest;
    }

    private static List<Entry> all(World world) {
        List<Entry> all = new ArrayList<>();
        Consumer<Entry> sink = all::add;
        for (Topics topic : Topics.values()) {
            for (int partition = 0; partition < World.PARTITIONS; partition++) {
                world.read(topic, partition, sink);
            }
        }
        return all;
    }

    private static JsonNode tree(Entry entry) {
        return Json.MAPPER.readTree(entry.value());
    }

    private static Entry with(Entry one, byte[] value) {
        return new Entry(
                one.topic(), one.partition(), one.offset(), one.timestampMs(), one.key(), one.headers(), value, false);
    }

    /** The names of all values that are not objects, as {@code a.b.0.c}. */
    private static List<String> paths(JsonNode node) {
        List<String> paths = new ArrayList<>();
        collect(node, "", paths);
        return paths;
    }

    private static void collect(JsonNode node, String path, List<String> paths) {
        for (Map.Entry<String, JsonNode> child : node.properties()) {
            collect(child.getValue(), path + child.getKey() + ".", paths);
        }
        for (int i = 0; i < (node.isArray() ? node.size() : 0); i++) {
            collect(node.path(i), path + i + ".", paths);
        }
        if (!node.isContainer()) {
            paths.add(path.substring(0, path.length() - 1));
        }
    }

    private static void alter(JsonNode root, String path) {
        JsonNode was = root.at("/" + path.replace('.', '/'));
        String text = was.isString()
                ? "\"" + altered(was.stringValue()) + "\""
                : was.isBoolean() ? Boolean.toString(!was.booleanValue()) : Long.toString(was.longValue() + 1);
        replace(root, path, Json.MAPPER.readTree(text));
    }

    /** Another text that could stand there as well, where it is a time or a number. */
    private static String altered(String text) {
        return text.matches("\\d{4}-.*Z")
                ? text.replaceFirst("^\\d{4}", "2028")
                : text.matches("\\d+") ? text + "0" : text + "x";
    }

    private static void replace(JsonNode root, String path, JsonNode value) {
        int dot = path.lastIndexOf('.');
        JsonNode parent = dot < 0 ? root : root.at("/" + path.substring(0, dot).replace('.', '/'));
        String name = path.substring(dot + 1);
        switch (Objects.requireNonNull(parent)) {
            case ObjectNode object -> object.set(name, value);
            case ArrayNode array -> array.set(Integer.parseInt(name), value);
            default -> throw new AssertionError(path);
        }
    }
}
