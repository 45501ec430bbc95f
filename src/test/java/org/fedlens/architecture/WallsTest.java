package org.fedlens.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;
import org.fedlens.federated.Aggregator;
import org.fedlens.federated.Personalization;
import org.fedlens.training.LocalBudget;
import org.fedlens.training.Objective;
import org.fedlens.training.Supervision;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The walls of the house, each with the reason why it stands. */
class WallsTest {
    @TestFactory
    Stream<DynamicTest> everyWallStands() {
        JavaClasses classes = new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages("org.fedlens");
        return Arrays.stream(WallsTest.class.getDeclaredFields())
                .filter(field -> field.getType() == ArchRule.class)
                .map(field -> DynamicTest.dynamicTest(
                        field.getName().toLowerCase(Locale.ROOT).replace('_', ' '),
                        () -> ((ArchRule) field.get(null)).check(classes)));
    }

    static final ArchRule IMPORTS_RUN_DOWNWARD = layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .layer("ground")
            .definedBy("org.fedlens.text..", "org.fedlens.settings..", "org.fedlens.random..")
            .layer("weights")
            .definedBy("org.fedlens.weights..")
            .layer("data")
            .definedBy("org.fedlens.data..")
            .layer("augmentation")
            .definedBy("org.fedlens.augmentation..")
            .layer("metrics")
            .definedBy("org.fedlens.metrics..")
            .layer("clustering")
            .definedBy("org.fedlens.clustering..")
            .layer("embedding")
            .definedBy("org.fedlens.embedding..")
            .layer("federated")
            .definedBy("org.fedlens.federated..")
            .layer("training")
            .definedBy("org.fedlens.training..")
            .layer("algorithm")
            .definedBy("org.fedlens.algorithm..")
            .layer("experiment")
            .definedBy("org.fedlens.experiment..")
            .layer("report")
            .definedBy("org.fedlens.report..")
            .layer("cli")
            .definedBy("org.fedlens.cli..")
            .layer("app")
            .definedBy("org.fedlens.app..")
            .layer("main")
            .definedBy("org.fedlens")
            .whereLayer("main")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("app")
            .mayOnlyBeAccessedByLayers("main")
            .whereLayer("cli")
            .mayOnlyBeAccessedByLayers("main")
            .whereLayer("report")
            .mayOnlyBeAccessedByLayers("cli", "app")
            .whereLayer("experiment")
            .mayOnlyBeAccessedByLayers("report", "cli", "app", "main")
            .whereLayer("algorithm")
            .mayOnlyBeAccessedByLayers("experiment", "report", "cli", "app")
            .whereLayer("training")
            .mayOnlyBeAccessedByLayers("algorithm", "experiment")
            .whereLayer("embedding")
            .mayOnlyBeAccessedByLayers("experiment", "report", "cli", "app")
            .whereLayer("federated")
            .mayOnlyBeAccessedByLayers("training", "algorithm", "experiment")
            .whereLayer("clustering")
            .mayOnlyBeAccessedByLayers("training", "algorithm", "experiment", "report", "cli", "app")
            .whereLayer("augmentation")
            .mayOnlyBeAccessedByLayers("training", "algorithm", "experiment", "report", "cli", "app")
            .whereLayer("data")
            .mayOnlyBeAccessedByLayers("augmentation", "training", "experiment", "report", "cli", "app")
            .whereLayer("weights")
            .mayOnlyBeAccessedByLayers("federated", "training", "algorithm", "experiment")
            .because("a federated round is a pure function on heap values; what is above may change without it");

    static final ArchRule NO_CYCLES = slices().matching("org.fedlens.(*)..")
            .should()
            .beFreeOfCycles()
            .because("a package that needs its caller is not a package of its own");

    static final ArchRule NATIVE_MEMORY_LIVES_IN_TRAINING = noClasses()
            .that()
            .resideOutsideOfPackage("org.fedlens.training..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("ai.djl..")
            .because("native memory must be freed by whoever made it, and everything above works on heap values");

    static final ArchRule ENGINE_INTERNALS_IN_ONE_ROOM = noClasses()
            .that()
            .resideOutsideOfPackage("org.fedlens.training.engine..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("ai.djl.pytorch..")
            .because("what the public API of the engine lacks is kept where one person can watch it");

    static final ArchRule NUMBERS_LIVE_AS_LONG_AS_THE_GRAPH = noClasses()
            .that()
            .resideInAPackage("org.fedlens.training..")
            .and()
            .doNotHaveSimpleName("Optimizer")
            .and()
            .doNotHaveSimpleName("Sgd")
            .and()
            .doNotHaveSimpleName("Adam")
            .and()
            .doNotHaveSimpleName("Tensors")
            .should()
            .callMethod(NDArray.class, "mul", Number.class)
            .orShould()
            .callMethod(NDArray.class, "div", Number.class)
            .orShould()
            .callMethod(NDArray.class, "maximum", Number.class)
            .orShould()
            .callMethod(NDArray.class, "minimum", Number.class)
            .orShould()
            .callMethod(NDArray.class, "pow", Number.class)
            .orShould()
            .callMethod(NDArray.class, "clip", Number.class, Number.class)
            .orShould()
            .callMethodWhere(DescribedPredicate.describe(
                    "an in-place operator with a number, or NDArrays with one",
                    call -> call.getTarget().getRawParameterTypes().stream()
                                    .anyMatch(type -> type.isEquivalentTo(Number.class))
                            && (call.getTargetOwner().isEquivalentTo(NDArrays.class)
                                    || call.getTargetOwner().isAssignableTo(NDArray.class)
                                            && call.getName().matches("(mul|div|pow)i"))))
            .because("the engine frees the number while the graph points to it; Scalars keeps it."
                    + " Adding and subtracting are not forbidden: the way back does not read what was added");

    static final ArchRule NO_NATIVE_TYPES_IN_PUBLIC_SIGNATURES = ArchRuleDefinition.noMethods()
            .that()
            .areDeclaredInClassesThat()
            .resideInAnyPackage("org.fedlens.experiment..", "org.fedlens.algorithm..", "org.fedlens.federated..")
            .should()
            .haveRawReturnType(DescribedPredicate.describe(
                    "a type of the engine", type -> type.getPackageName().startsWith("ai.djl")))
            .because("an array that escapes is an array that leaks");

    static final ArchRule WINDOW_TOOLKIT_ONLY_IN_THE_WINDOW = noClasses()
            .that()
            .resideOutsideOfPackage("org.fedlens.app..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("javafx..")
            .because("the same engine runs where there is no display");

    static final ArchRule CHARTS_AND_TABLES_ONLY_IN_REPORT = noClasses()
            .that()
            .resideOutsideOfPackages("org.fedlens.report..", "org.fedlens.app..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.jfree..")
            .because("how figures are drawn must not reach into how they come about");

    static final ArchRule ONE_WAY_TO_THE_WINDOW_THREAD = noClasses()
            .that()
            .doNotHaveSimpleName("FxPulse")
            .should()
            .callMethod("javafx.application.Platform", "runLater", Runnable.class.getName())
            .allowEmptyShould(true)
            .because("one queue, drained once per frame, keeps the window smooth while a run is live");

    static final ArchRule THREADS_IN_TWO_PLACES = noClasses()
            .that()
            .resideOutsideOfPackages("org.fedlens.experiment.execution..", "org.fedlens.app..", "org.fedlens.cli..")
            .should()
            .dependOnClassesThat()
            .areAssignableTo(Executor.class)
            .orShould()
            .callConstructor(Thread.class, Runnable.class, String.class)
            .because("results must not depend on threads, so threads are where results are not made");

    static final ArchRule NO_SHARED_MUTABLE_STATE =
            fields().that().areStatic().should().beFinal().because("two runs in one process must not see each other");

    static final ArchRule NO_UNSEEDED_RANDOM = noClasses()
            .should()
            .callMethod(Math.class, "random")
            .orShould()
            .callConstructor(Random.class)
            .orShould()
            .dependOnClassesThat()
            .areAssignableTo(ThreadLocalRandom.class)
            .orShould()
            .callMethod("ai.djl.pytorch.jni.JniUtils", "setSeed", "long")
            .because("the same file and seed give the same bits; the process-wide generator belongs to nobody");

    static final ArchRule NO_CLOCK_BELOW_THE_EXPERIMENT = noClasses()
            .that()
            .resideInAnyPackage(
                    "org.fedlens.weights..",
                    "org.fedlens.data..",
                    "org.fedlens.augmentation..",
                    "org.fedlens.metrics..",
                    "org.fedlens.clustering..",
                    "org.fedlens.embedding..",
                    "org.fedlens.federated..",
                    "org.fedlens.training..",
                    "org.fedlens.algorithm..")
            .should()
            .callMethod(System.class, "nanoTime")
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(Instant.class, "now")
            .because("figures must not depend on when they were made");

    static final ArchRule PARTS_ARE_RECORDS = classes()
            .that()
            .areAssignableTo(Supervision.class)
            .or()
            .areAssignableTo(Objective.class)
            .or()
            .areAssignableTo(LocalBudget.class)
            .or()
            .areAssignableTo(Personalization.class)
            .or()
            .areAssignableTo(Aggregator.class)
            .and()
            .areNotInterfaces()
            .should()
            .beRecords()
            .orShould()
            .beInterfaces()
            .because("configuration and behaviour in one immutable place cannot drift apart");
}
