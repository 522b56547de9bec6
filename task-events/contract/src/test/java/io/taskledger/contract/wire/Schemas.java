package io.taskledger.contract.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** The published JSON Schemas, found by their ids without any network. */
final class Schemas {

    static final Path DIRECTORY = ApprovedSample.directory("/io/taskledger/contract/schemas");

    private static final String ID_PREFIX = "urn:taskledger:schema:";

    private static final SchemaRegistry REGISTRY = SchemaRegistry.withDefaultDialect(
            SpecificationVersion.DRAFT_2020_12,
            builder -> builder.schemas(ApprovedSample.files(DIRECTORY)
                    .collect(Collectors.toMap(file -> ID_PREFIX + name(file), Schemas::text))));

    private Schemas() {}

    /** What the schema of that CloudEvents type has against a record; empty where it fits. */
    static List<String> faults(String type, String record) {
        return REGISTRY.getSchema(SchemaLocation.of(ID_PREFIX + type)).validate(record, InputFormat.JSON).stream()
                .map(Error::toString)
                .toList();
    }

    static String name(Path file) {
        return String.valueOf(file.getFileName()).replaceAll("\\.json$", "");
    }

    private static String text(Path file) {
        try {
            return Files.readString(file, UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
