package io.taskledger.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.taskledger.contract.Actor.Role;
import io.taskledger.contract.Identifier.TaskId;
import io.taskledger.contract.Notification.Template;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The expected ids are another implementation's: Python's uuid5(uuid5(NAMESPACE_URL, "urn:taskledger"), text). */
final class NamedIdsTest {

    private static final TaskId TASK = new TaskId("task-42");

    @Test
    void an_event_is_named_by_task_and_version() {
        assertThat(NamedIds.event(TASK, 1)).isEqualTo("128b9f01-e193-5490-849d-fbf2420c2ae1");
    }

    @Test
    void a_settlement_is_named_by_its_task_alone() {
        assertThat(NamedIds.settlement(TASK)).isEqualTo("4339300e-d895-55f9-ae40-168cad83a9f0");
    }

    @Test
    void a_result_is_named_by_its_commands_record() {
        assertThat(NamedIds.result("task.commands", 3, 17)).isEqualTo("69de9f9e-f287-5c6b-b1d0-3c9a937cf816");
    }

    @Test
    void a_notification_is_named_by_event_role_and_template() {
        assertThat(NamedIds.notification("93c4a4d8-631e-5a58-8d9a-029c77cca362", Role.CLIENT, Template.TASK_CANCELLED))
                .isEqualTo("70f4a618-dacd-524e-a03d-5e96d95719f3");
    }

    @ParameterizedTest
    @CsvSource({"任务 😀, a62f5be4-0ac9-5fb3-a43b-6d0573ccb7d8", "'', 3d81aea4-3658-5a03-ab9b-cd1a4ac82f16"})
    void any_text_is_named_by_its_UTF_8(String text, String id) {
        assertThat(NamedIds.of(text)).isEqualTo(id);
    }
}
