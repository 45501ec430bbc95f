package org.fedlens.parity;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Golden checks must be able to fail: for what they do not read, for what they do not find, for what differs. */
class GoldenMechanismTest {
    private static final GoldenCase.Check READS_ALL = golden -> {
        golden.number("factor");
        golden.inputs().get("x").doubles();
        golden.near(golden.expected().get("y"), new double[] {2, 4}, "y");
    };

    private static ObjectNode node() {
        return parsed(
                """
                {"name": "twice", "note": "only says what it is", "reference": {"y": 7},
                 "params": {"factor": 2, "table": [{"a": 1}], "few": []}, "inputs": {"x": [1, 2]},
                 "expected": {"y": {"shape": [2], "data": [2, 4]}}, "tolerance": {"rtol": 0.01, "atol": 0.1}}
                """);
    }

    private static ObjectNode parsed(String text) {
        try {
            return (ObjectNode) new ObjectMapper().readTree(text);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static ObjectNode small() {
        ObjectNode node = node();
        ((ObjectNode) node.get("params")).remove(List.of("table", "few"));
        return node;
    }

    private static AssertionError miss(JsonNode node, GoldenCase.Check check) {
        return assertThrows(
                AssertionError.class, () -> GoldenCase.of("toy", node).play(check));
    }

    @Test
    void commentaryNeedNotBeRead() {
        assertDoesNotThrow(() -> GoldenCase.of("toy", small()).play(READS_ALL));
    }

    @Test
    void whateverIsLeftUnreadIsNamed() {
        String message = miss(node(), READS_ALL).getMessage();
        assertTrue(message.contains("toy/twice.params.table[0].a, toy/twice.params.few"), message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"params", "inputs", "expected"})
    void aFieldThatNoCheckKnowsFails(String where) {
        ObjectNode node = small();
        ((ObjectNode) node.get(where)).put("extra", 3);
        String message = miss(node, READS_ALL).getMessage();
        assertTrue(message.contains("toy/twice." + where + ".extra"), message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"options", "steps"})
    void aFieldBesideThemFails(String name) {
        assertTrue(miss(small().put(name, 1), READS_ALL).getMessage().contains("toy/twice." + name));
    }

    @Test
    void commentaryIsSoOnlyAtTheTop() {
        ObjectNode node = small();
        ((ObjectNode) node.get("params")).put("note", "a parameter of that name");
        assertTrue(miss(node, READS_ALL).getMessage().contains("params.note"));
    }

    @Test
    void askingWhetherAFieldIsThereIsNotReadingIt() {
        miss(
                small(),
                golden -> assertTrue(
                        golden.params().has("factor") && golden.inputs().has("x")));
    }

    @Test
    void aFieldThatIsAskedForMustBeThere() {
        String message = miss(small(), golden -> golden.number("missing")).getMessage();
        assertEquals("toy/twice.params: no field \"missing\"", message);
    }

    @ParameterizedTest
    @CsvSource({"3.5, 3.5 where a whole number is needed", "true, not a number", "\"3\", not a number"})
    void whatIsNoWholeNumberIsNotTakenForOne(String value, String reason) {
        ObjectNode node = small();
        node.set("params", parsed("{\"factor\": " + value + "}"));
        String message = miss(node, golden -> golden.integer("factor")).getMessage();
        assertEquals("toy/twice.params.factor: " + reason, message);
    }

    @Test
    void aTensorWhoseNumbersDoNotFillItsShapeFails() {
        ObjectNode node = small();
        node.set("inputs", parsed("{\"x\": {\"shape\": [3], \"data\": [1, 2]}}"));
        assertThrows(AssertionError.class, () -> GoldenCase.of("toy", node));
    }

    @ParameterizedTest
    @CsvSource({"4.13, true", "3.87, true", "4.15, false", "3.85, false", "NaN, false", "Infinity, false"})
    void theToleranceIsAbsolutePlusRelative(double seen, boolean near) {
        GoldenCase golden = GoldenCase.of("toy", small());
        double[] both = {2, seen};
        if (near) {
            golden.near(golden.expected().get("y"), both, "y");
        } else {
            assertThrows(
                    AssertionError.class, () -> golden.near(golden.expected().get("y"), both, "y"));
        }
    }

    @Test
    void asManyNumbersMustBeSeenAsAreExpected() {
        GoldenCase golden = GoldenCase.of("toy", small());
        assertThrows(AssertionError.class, () -> golden.near(golden.expected().get("y"), new double[] {2}, "y"));
    }

    @Test
    void anEmptyFolderFails(@TempDir Path folder) throws IOException {
        assertThrows(AssertionError.class, () -> GoldenFiles.read(folder));
        Files.writeString(folder.resolve("note.txt"), "nothing");
        assertThrows(AssertionError.class, () -> GoldenFiles.read(folder));
        Files.writeString(folder.resolve("none.json"), "{\"subject\": \"bce\", \"cases\": []}");
        assertThrows(AssertionError.class, () -> GoldenFiles.read(folder));
        assertThrows(AssertionError.class, () -> GoldenFiles.read(folder.resolve("missing")));
    }

    @Test
    void aFieldOfAFileThatNothingReadsFails() {
        ObjectNode root = parsed("{\"subject\": \"toy\", \"source\": \"own\", \"cases\": []}");
        root.withArray("cases").add(small());
        assertEquals(1, GoldenFiles.cases(root, "toy.json").size());
        root.put("common_params", 1);
        assertThrows(AssertionError.class, () -> GoldenFiles.cases(root, "toy.json"));
    }

    @Test
    void aSubjectWithoutACheckFails() {
        GoldenCase golden = GoldenCase.of("toy", small());
        assertThrows(AssertionError.class, () -> GoldenParityTest.play(golden));
    }
}
