package org.fedlens.experiment.event;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RunEventVisitorTest {
    /** What a class handles, and what it ignores on purpose. */
    private record Choice(String handles, String ignores) {}

    /**
     * Everybody who cares for some kinds of events only. With a new kind this table is wrong in every row: go through the
     * classes and decide.
     */
    private static final Map<String, Choice> SELECTIVE = Map.of(
            "RoundLogEvents",
            new Choice(
                    "started roundOpened clientStarted clientDone clientDropped clocked drifted roundClosed",
                    "clientProgress evaluated embedded changed saved paused resumed ended"),
            "RunTableEvents",
            new Choice(
                    "started roundClosed evaluated",
                    "roundOpened clientStarted clientProgress clientDone clientDropped clocked drifted embedded changed"
                            + " saved paused resumed ended"),
            "SummaryEvents",
            new Choice(
                    "started evaluated ended",
                    "roundOpened clientStarted clientProgress clientDone clientDropped roundClosed clocked drifted"
                            + " embedded changed saved paused resumed"),
            "TwinEvents",
            new Choice(
                    "started roundOpened clientDone evaluated",
                    "clientStarted clientProgress clientDropped roundClosed clocked drifted embedded changed saved"
                            + " paused resumed ended"),
            "ReplayEvents",
            new Choice(
                    "started clocked",
                    "roundOpened clientStarted clientProgress clientDone clientDropped roundClosed drifted evaluated"
                            + " embedded changed saved paused resumed ended"),
            "TerminalEvents",
            new Choice(
                    "started roundClosed evaluated ended",
                    "roundOpened clientStarted clientProgress clientDone clientDropped clocked drifted embedded changed"
                            + " saved paused resumed"),
            "LoggedRunEvents",
            new Choice(
                    "started ended",
                    "roundOpened clientStarted clientProgress clientDone clientDropped roundClosed clocked drifted"
                            + " evaluated embedded changed saved paused resumed"),
            "SweepQueueEvents",
            new Choice(
                    "started roundClosed",
                    "roundOpened clientStarted clientProgress clientDone clientDropped clocked drifted evaluated"
                            + " embedded changed saved paused resumed ended"));

    private static Set<String> names(String list) {
        return new TreeSet<>(List.of(list.split(" ")));
    }

    private static Set<String> kinds() {
        return Arrays.stream(RunEventVisitor.class.getMethods())
                .map(Method::getName)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void whoCaresForSomeEventsHasDecidedAboutEach() {
        Map<String, Set<String>> found = new TreeMap<>();
        for (JavaClass each : new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("org.fedlens")) {
            if (each.isAssignableTo(SelectiveVisitor.class) && !each.isInterface()) {
                Set<String> own = each.getMethods().stream()
                        .map(JavaMethod::getName)
                        .filter(kinds()::contains)
                        .collect(Collectors.toCollection(TreeSet::new));
                found.put(each.getSimpleName(), own);
            }
        }
        Map<String, Set<String>> listed = new TreeMap<>();
        SELECTIVE.forEach((name, choice) -> listed.put(name, names(choice.handles())));
        assertEquals(listed, found);
        SELECTIVE.forEach((name, choice) -> {
            Set<String> both = names(choice.handles());
            both.addAll(names(choice.ignores()));
            assertEquals(kinds(), both, name + " has not decided about each kind of event");
        });
    }

    static Stream<Class<?>> events() {
        return Arrays.stream(RunEvent.class.getPermittedSubclasses());
    }

    @ParameterizedTest
    @MethodSource("events")
    void eachEventGoesToTheMethodOfItsKind(Class<? extends RunEvent> kind) throws ReflectiveOperationException {
        List<String> called = new ArrayList<>();
        RunEventVisitor visitor = (RunEventVisitor) Proxy.newProxyInstance(
                RunEventVisitor.class.getClassLoader(),
                new Class<?>[] {RunEventVisitor.class},
                (proxy, method, arguments) -> {
                    called.add(method.getName());
                    return null;
                });
        sample(kind).accept(visitor);
        String name = kind.getSimpleName();
        assertEquals(List.of(name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1)), called);
        assertEquals(kind != RunEvent.ClientProgress.class, sample(kind).stored());
    }

    private static RunEvent sample(Class<? extends RunEvent> kind) throws ReflectiveOperationException {
        RecordComponent[] parts = kind.getRecordComponents();
        Class<?>[] types = Arrays.stream(parts).map(RecordComponent::getType).toArray(Class<?>[]::new);
        Object[] values =
                Arrays.stream(types).map(RunEventVisitorTest::something).toArray();
        return kind.getDeclaredConstructor(types).newInstance(values);
    }

    private static Object something(Class<?> type) {
        Map<Class<?>, Object> known = Map.of(
                int.class,
                1,
                long.class,
                1L,
                double.class,
                0.5,
                String.class,
                "",
                List.class,
                List.of(),
                Map.class,
                Map.of(),
                RunEvent.Outcome.class,
                RunEvent.Outcome.FINISHED);
        assertTrue(known.containsKey(type), () -> "Say here what stands for a " + type);
        return known.get(type);
    }

    @Test
    void eachEventIsWrittenUnderItsOwnName() {
        Map<String, Class<?>> written = Arrays.stream(
                        RunEvent.class.getAnnotation(JsonSubTypes.class).value())
                .collect(Collectors.toMap(JsonSubTypes.Type::name, JsonSubTypes.Type::value));
        assertEquals(events().collect(Collectors.toMap(Class::getSimpleName, kind -> kind)), written);
    }

    /** A chain of {@code instanceof} drops a new kind in silence, as does a class that asks for two kinds by name. */
    @Test
    void nobodyAsksAnEventForItsKind() throws IOException {
        Pattern asked = Pattern.compile("(?:as|replay)\\(RunEvent\\.(\\w+)\\.class");
        List<String> wrong = new ArrayList<>();
        try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".java")).toList()) {
                String source = Files.readString(file);
                Set<String> kinds = new TreeSet<>();
                for (Matcher at = asked.matcher(source); at.find(); ) {
                    kinds.add(at.group(1));
                }
                if (source.contains("instanceof RunEvent.") || kinds.size() > 1) {
                    wrong.add(file.toString());
                }
            }
        }
        assertEquals(List.of(), wrong);
    }
}
