package io.taskledger.contract.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.taskledger.contract.CommandResult;
import io.taskledger.contract.CommandType;
import io.taskledger.contract.CreatorCommandType;
import io.taskledger.contract.CreatorEventType;
import io.taskledger.contract.CreatorStanding;
import io.taskledger.contract.EventType;
import io.taskledger.contract.Notification;
import io.taskledger.contract.Settlement;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Records are forever: a sample that was approved is never edited, a new form gets a sample of its own. */
final class ApprovedSampleTest {

    static List<ApprovedSample> samples() {
        return ApprovedSample.all();
    }

    static List<String> types() {
        return Stream.of(
                        Stream.of(CommandType.values()).map(CommandType::typeName),
                        Stream.of(EventType.values()).map(EventType::typeName),
                        Stream.of(CreatorCommandType.values()).map(CreatorCommandType::typeName),
                        Stream.of(CreatorEventType.values()).map(CreatorEventType::typeName),
                        Stream.of(Settlement.Type.values()).map(Settlement.Type::typeName),
                        Stream.of(CommandResult.TYPE_NAME, Notification.TYPE_NAME, CreatorStanding.TYPE_NAME))
                .flatMap(names -> names)
                .toList();
    }

    @ParameterizedTest
    @MethodSource("samples")
    void fits_its_schema(ApprovedSample sample) {
        assertThat(Schemas.faults(sample.type(), sample.text())).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("samples")
    void is_read_and_written_back_to_the_byte(ApprovedSample sample) {
        assertThat(new String(sample.rewrite(sample.bytes()), UTF_8)).isEqualTo(sample.text());
    }

    @ParameterizedTest
    @MethodSource("samples")
    void keeps_its_meaning_among_fields_that_nobody_knows_yet(ApprovedSample sample) {
        String extended = sample.text()
                .replaceFirst("\\{", "{\"partof\":[{\"a\":1}],")
                .replaceFirst("\"data\":\\{", "\"data\":{\"later\":{\"b\":null},");
        assertThat(Schemas.faults(sample.type(), extended)).isEmpty();
        assertThat(new String(sample.rewrite(extended.getBytes(UTF_8)), UTF_8)).isEqualTo(sample.text());
    }

    @ParameterizedTest
    @MethodSource("samples")
    void is_named_by_its_type(ApprovedSample sample) {
        assertThat(sample.name() + ".").startsWith(sample.type() + ".");
    }

    @Test
    void every_type_has_a_sample() {
        assertThat(samples().stream().map(ApprovedSample::type).distinct())
                .containsExactlyInAnyOrderElementsOf(types());
    }

    @Test
    void every_type_has_a_schema_and_every_schema_a_type() {
        assertThat(ApprovedSample.files(Schemas.DIRECTORY).map(Schemas::name).filter(name -> !name.equals("common")))
                .containsExactlyInAnyOrderElementsOf(types());
    }
}
