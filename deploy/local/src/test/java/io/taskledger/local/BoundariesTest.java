package io.taskledger.local;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.time.Clock;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Who may know whom, in one place. */
final class BoundariesTest {
    private static final JavaClasses OURS = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.taskledger");
    private static final String[] PURE = {
        "io.taskledger.decision..",
        "..decider.decision..",
        "..creator.decision..",
        "..settlement.policy..",
        "..projector.view.."
    };
    private static final Set<String> IMPURE_CALLS =
            Set.of("now", "randomUUID", "currentTimeMillis", "nanoTime", "random");

    @Test
    void all_modules_are_looked_at() {
        assertThat(OURS.stream().map(type -> type.getPackageName().split("\\.", 4)[2]))
                .contains(
                        "contract",
                        "decision",
                        "decider",
                        "creator",
                        "engine",
                        "settlement",
                        "projector",
                        "local",
                        "broker");
    }

    @Test
    void rules_know_no_plumbing() {
        classes()
                .that()
                .resideInAnyPackage(PURE)
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage("java..", "org.jspecify..", "io.taskledger.contract")
                        .or(resideInAnyPackage(PURE)))
                .because("rules must run, and be read, without any plumbing")
                .check(OURS);
    }

    @Test
    void rules_ask_neither_a_clock_nor_chance() {
        noClasses()
                .that()
                .resideInAnyPackage(PURE)
                .should()
                .accessTargetWhere(new DescribedPredicate<JavaAccess<?>>("is a clock or chance") {
                    @Override
                    public boolean test(JavaAccess<?> access) {
                        return access.getTargetOwner().isAssignableTo(Clock.class)
                                || (access.getTargetOwner().getPackageName().startsWith("java.")
                                        && IMPURE_CALLS.contains(
                                                access.getTarget().getName()));
                    }
                })
                .because("the same state, command and policies must give the same outcome at any time and anywhere")
                .check(OURS);
    }

    @Test
    void the_contract_knows_neither_spring_nor_streams_nor_any_service() {
        noClasses()
                .that()
                .resideInAPackage("io.taskledger.contract..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "org.springframework..",
                        "org.apache.kafka.streams..",
                        "io.taskledger.decision..",
                        "io.taskledger.decider..",
                        "io.taskledger.creator..",
                        "io.taskledger.engine..",
                        "io.taskledger.settlement..",
                        "io.taskledger.projector..")
                .because("anybody may take part with nothing but the contract")
                .check(OURS);
    }

    @Test
    void services_do_not_know_each_other() {
        slices().matching("io.taskledger.(decider|creator|settlement|projector|local)..")
                .should()
                .notDependOnEachOther()
                .because("they meet in topics, and nowhere else")
                .check(OURS);
    }

    @Test
    void packages_have_no_cycles() {
        slices().matching("io.taskledger.(**)")
                .should()
                .beFreeOfCycles()
                .because("what is below must be readable without what is above")
                .check(OURS);
    }

    @Test
    void the_calls_that_are_forbidden_exist_under_these_names() throws NoSuchMethodException {
        assertThat(Instant.class.getMethod("now")).isNotNull();
        assertThat(UUID.class.getMethod("randomUUID")).isNotNull();
    }
}
