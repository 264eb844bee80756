package io.drover.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.GeneralCodingRules.BE_ANNOTATED_WITH_AN_INJECTION_ANNOTATION;
import static com.tngtech.archunit.library.GeneralCodingRules.USE_JAVA_UTIL_LOGGING;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.properties.HasName;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Which part may know which. A rule that is broken says what to do instead. */
class ArchitectureTest {

    private static final String[] WORKERS = {
        "io.drover.extractor..",
        "io.drover.transformer..",
        "io.drover.loader..",
        "io.drover.validator..",
        "io.drover.archive.."
    };
    private static final String[] FRAME = {"io.drover.sandbox", "io.drover.sandbox.faults..", "io.drover.sandbox.http.."
    };
    private static final String[] PROGRAMS = {"io.drover.cli..", "io.drover.sandbox..", "io.drover.embedded.."};

    private static final ArchCondition<JavaClass> BE_IN_A_NULL_MARKED_PACKAGE = ArchCondition.from(
            DescribedPredicate.describe("are in a package that is @NullMarked", (JavaClass type) -> type.getPackage()
                    .isAnnotatedWith(NullMarked.class)));

    @SuppressWarnings("NullAway.Init")
    private static JavaClasses classes;

    @BeforeAll
    static void read() {
        classes = Modules.all();
    }

    @Test
    void contracts_need_jackson_and_nothing_else() {
        only("io.drover.contracts..", Modules.and("io.drover.contracts..", "javax.crypto..", "com.fasterxml.jackson.."))
                .because("whoever reads a topic may use them, whatever their framework; put code that needs a library"
                        + " into worker-runtime or the coordinator")
                .check(classes);
    }

    @Test
    void the_api_needs_jackson_and_words_for_its_description() {
        only(
                        "io.drover.api..",
                        Modules.and(
                                "io.drover.api..",
                                "com.fasterxml.jackson..",
                                "org.eclipse.microprofile.openapi.annotations.."))
                .because(
                        "whoever speaks to the coordinator may use it, whatever their framework; put what is done with a"
                                + " request into the coordinator, and what is shown of an answer into the client")
                .check(classes);
    }

    @Test
    void the_connector_spi_needs_jackson_and_nothing_else() {
        only("io.drover.spi..", Modules.and("io.drover.spi..", "com.fasterxml.jackson.."))
                .because("every connector inherits what it drags in; put HTTP into connector-http, staging and messages"
                        + " into worker-runtime")
                .check(classes);
    }

    @Test
    void connector_http_knows_the_spi_and_its_own_libraries() {
        only(
                        "io.drover.http..",
                        Modules.and(
                                "io.drover.http..",
                                "io.drover.settings", // to say which secret it needs
                                "io.drover.spi..",
                                "com.fasterxml.jackson..",
                                "io.swagger.v3.oas.annotations..",
                                "org.apache.hc..",
                                "org.jsoup..",
                                "org.slf4j..",
                                "javax.net.ssl.."))
                .because("it is for connectors, which run in any worker; hand it what it needs through its constructor")
                .check(classes);
    }

    @Test
    void connector_process_knows_the_spi_the_address_guard_and_its_own_libraries() {
        only(
                        "io.drover.process..",
                        Modules.and(
                                "io.drover.process..",
                                "io.drover.spi..",
                                "io.drover.http",
                                "com.fasterxml.jackson.annotation..",
                                "io.swagger.v3.oas.annotations..",
                                "org.apache.sshd.."))
                .because("it is for connectors, which run in any worker; hand it what it needs through its constructor")
                .check(classes);
        noClasses()
                .that()
                .resideInAPackage("io.drover.process..")
                .should()
                .dependOnClassesThat(JavaClass.Predicates.resideInAPackage("io.drover.http")
                        .and(DescribedPredicate.not(JavaClass.Predicates.simpleNameStartingWith("Address"))))
                .because("of HTTP it needs only which addresses may be reached")
                .check(classes);
    }

    @Test
    void connector_settings_know_the_spi_and_the_generator_of_schemas() {
        only(
                        "io.drover.settings..",
                        Modules.and(
                                "io.drover.settings..",
                                "io.drover.spi..",
                                "com.fasterxml.jackson..",
                                "com.fasterxml.classmate..",
                                "com.github.victools..",
                                "io.swagger.v3.oas.annotations.."))
                .because("a connector that writes its schema by hand does without it; the SPI must not drag it in")
                .check(classes);
    }

    @Test
    void connectors_know_the_spi_and_the_libraries_for_connectors() {
        only(
                        "io.drover.connectors..",
                        Modules.and(
                                "io.drover.connectors..",
                                "io.drover.spi..",
                                "io.drover.http..",
                                "io.drover.process..",
                                "io.drover.settings..",
                                "com.fasterxml.jackson..",
                                "io.swagger.v3.oas.annotations..",
                                "org.jsoup..",
                                "picocli..", // of a converter that also stands alone as a filter
                                "org.slf4j.."))
                .because("a connector talks to one outside system; what it needs of Drover comes through the SPI's"
                        + " Connection and sinks")
                .check(classes);
    }

    @Test
    void connectors_do_not_know_each_other() {
        slices().matching("io.drover.connectors.(*)..")
                .should()
                .notDependOnEachOther()
                .because("each can be taken away alone; what two of them share belongs into the SPI or connector-http")
                .check(classes);
    }

    @Test
    void mapping_knows_the_spi_and_its_own_libraries() {
        only(
                        "io.drover.mapping..",
                        Modules.and(
                                "io.drover.mapping..",
                                "io.drover.spi..",
                                "com.fasterxml.jackson..",
                                "com.networknt.schema..",
                                "org.jsoup.."))
                .because(
                        "it is for paths between any two systems; what is about one of them belongs into its connector,"
                                + " and what is about two into their path")
                .check(classes);
    }

    @Test
    void a_path_knows_mapping_the_spi_and_the_record_shapes_of_connectors() {
        only(
                        "io.drover.paths..",
                        Modules.and(
                                "io.drover.paths..",
                                "io.drover.mapping..",
                                "io.drover.spi..",
                                "io.drover.connectors.*.model..",
                                "com.fasterxml.jackson.."))
                .because(
                        "it says what of one system becomes what of another, and talks to neither; put requests into the"
                                + " connectors, and what other paths need, too, into mapping")
                .check(classes);
    }

    @Test
    void paths_do_not_know_each_other() {
        slices().matching("io.drover.paths.(*)..")
                .should()
                .notDependOnEachOther()
                .because("each can be taken away alone; what two of them share belongs into mapping")
                .check(classes);
    }

    @Test
    void only_paths_know_record_shapes_of_connectors() {
        noClasses()
                .that()
                .resideOutsideOfPackages("io.drover.connectors..", "io.drover.paths..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.drover.connectors..")
                .because("any connector fits any service; find it with ServiceLoader, and take records as JSON")
                .check(classes);
    }

    @Test
    void the_staging_store_knows_no_other_module() {
        ours("io.drover.staging..", "io.drover.staging..")
                .because("coordinator and workers use it alike; pass keys and values in")
                .check(classes);
    }

    @Test
    void telemetry_knows_no_other_module() {
        ours("io.drover.telemetry..", "io.drover.telemetry..")
                .because("each service shows itself through it; pass names and ids in as words")
                .check(classes);
    }

    @Test
    void open_telemetry_stays_inside_telemetry() {
        noClasses()
                .that()
                .resideOutsideOfPackage("io.drover.telemetry..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.opentelemetry..")
                .because("while no collector is configured nothing of it may run; use Tracing and TracedSpan")
                .check(classes);
    }

    @Test
    void the_worker_runtime_knows_contracts_spi_and_staging() {
        ours(
                        "io.drover.worker..",
                        "io.drover.worker..",
                        "io.drover.contracts..",
                        "io.drover.mapping..",
                        "io.drover.spi..",
                        "io.drover.staging..",
                        "io.drover.telemetry..")
                .because("it serves five services, any connector and any path; these are found with ServiceLoader, an"
                        + " operation is a bean of its service")
                .check(classes);
    }

    @Test
    void worker_services_know_the_runtime_and_find_connectors_at_run_time() {
        for (String service : WORKERS) {
            ours(
                            service,
                            service,
                            // The archive service reads what the coordinator staged in the form of its answers.
                            service.equals("io.drover.archive..") ? "io.drover.api.." : service,
                            "io.drover.worker..",
                            "io.drover.contracts..",
                            "io.drover.mapping..",
                            "io.drover.spi..",
                            "io.drover.staging..",
                            "io.drover.telemetry..")
                    .because("services meet through topics and the staging store only, and any connector fits any of"
                            + " them; stage what another service is to read, and use the SPI's Source and Target")
                    .check(classes);
        }
    }

    @Test
    void the_coordinator_knows_contracts_and_staging() {
        oursAnd(
                        "io.drover.spi.Address", // whether two spellings are one system is said once
                        "io.drover.coordinator..",
                        "io.drover.coordinator..",
                        "io.drover.api..",
                        "io.drover.contracts..",
                        "io.drover.staging..",
                        "io.drover.telemetry..")
                .because(
                        "it holds no connector and no credential; let a worker do it by a command, and read its result")
                .check(classes);
    }

    @Test
    void decisions_are_free_of_frameworks() {
        only(
                        "io.drover.coordinator.domain..",
                        Modules.and(
                                "io.drover.coordinator.domain..",
                                "io.drover.api..",
                                "io.drover.contracts..",
                                "com.fasterxml.jackson.annotation..",
                                "com.fasterxml.jackson.databind.node.."))
                .because(
                        "a recorded history must replay in a plain test, from JSON and with nothing else; put effects into"
                                + " Effect, and do them in orchestration")
                .check(classes);
    }

    @Test
    void the_cli_knows_the_rest_api_only() {
        ours("io.drover.cli..", "io.drover.cli..", "io.drover.api..", "io.drover.installation..")
                .because("it is one client of the API among others; add what it misses to the API")
                .check(classes);
    }

    @Test
    void the_installation_knows_no_other_module() {
        ours("io.drover.installation..", "io.drover.installation..")
                .because("it starts programs and knows their folders, not their code; pass words in")
                .check(classes);
    }

    @Test
    void the_look_alikes_and_embedded_servers_know_nothing_of_drover() {
        for (String program : new String[] {"io.drover.sandbox..", "io.drover.embedded.."}) {
            ours(program, program)
                    .because("a look-alike that shares code with what it tests shares its mistakes; write it from the"
                            + " outside system's documentation")
                    .check(classes);
        }
    }

    @Test
    void look_alikes_know_the_frame_and_not_each_other() {
        slices().matching("io.drover.sandbox.(*)..")
                .should()
                .notDependOnEachOther()
                .ignoreDependency(DescribedPredicate.alwaysTrue(), JavaClass.Predicates.resideInAnyPackage(FRAME))
                .because("each is a jar that can be added or taken away; what two of them share belongs into the frame")
                .check(classes);
        for (String part : FRAME) {
            ours(part, FRAME)
                    .because("a look-alike of anybody's is found with ServiceLoader; give LookAlikeOptions or LookAlike"
                            + " what the frame has to ask it")
                    .check(classes);
        }
    }

    @Test
    void packages_are_free_of_cycles() {
        slices().matching("io.drover.(**)")
                .should()
                .beFreeOfCycles()
                .because("of two packages that need each other neither can be read alone; move what both need into the"
                        + " lower one")
                .check(classes);
    }

    @Test
    void every_package_is_null_marked() {
        classes()
                .that()
                .resideInAPackage("io.drover..")
                .should(BE_IN_A_NULL_MARKED_PACKAGE)
                .because("NullAway checks marked packages only; add a package-info.java with @NullMarked")
                .check(classes);
    }

    @Test
    void services_log_through_jboss_logging_or_slf4j() {
        noClasses()
                .should(USE_JAVA_UTIL_LOGGING)
                .because("its records have no place in Drover's log format; use org.jboss.logging.Logger in a service,"
                        + " org.slf4j.Logger elsewhere")
                .check(classes);
    }

    @Test
    void only_programs_write_to_standard_output() {
        noClasses()
                .that()
                .resideOutsideOfPackages(PROGRAMS)
                .and()
                .haveSimpleNameNotEndingWith("Program")
                .should(ACCESS_STANDARD_STREAMS)
                .because("what a service prints has no time, level or execution; log it")
                .check(classes);
    }

    @Test
    void beans_are_built_by_their_constructors() {
        noFields()
                .should(BE_ANNOTATED_WITH_AN_INJECTION_ANNOTATION)
                .because(
                        "a bean that is whole after its constructor needs no container in a test; take what it needs as"
                                + " constructor parameters")
                .check(classes);
    }

    private static ArchRule only(String part, String... allowed) {
        return classes()
                .that()
                .resideInAPackage(part)
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(allowed);
    }

    /** Of Drover's own packages, {@code part} may use {@code allowed}; libraries are the POM's business. */
    private static ArchRule ours(String part, String... allowed) {
        return oursAnd("", part, allowed);
    }

    /** The same, and one class of another package. */
    private static ArchRule oursAnd(String one, String part, String... allowed) {
        DescribedPredicate<JavaClass> foreign = JavaClass.Predicates.resideInAPackage("io.drover..")
                .and(JavaClass.Predicates.resideOutsideOfPackages(allowed))
                .and(DescribedPredicate.not(HasName.Predicates.name(one)));
        return noClasses().that().resideInAPackage(part).should().dependOnClassesThat(foreign);
    }
}
