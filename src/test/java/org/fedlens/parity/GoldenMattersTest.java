package org.fedlens.parity;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Reading a value is not yet heeding it. Here one value after the other is changed, and some case of the subject must then
 * fail: every parameter of every subject, and, where no rounds are trained, every input and every expected value.
 */
class GoldenMattersTest {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    /** What makes no difference by its nature, in no case of its subject. */
    private static final Map<String, String> WITHOUT_EFFECT = Map.of(
            "dapu/inputs/(new|old)/.*(bias|fc|bn|shortcut).*",
            "only kernels of convolutions outside of shortcuts tell how far a client moved");

    @Test
    void aCaseWithAnotherValueIsNotMet() throws Exception {
        Map<String, List<Change>> changes = new LinkedHashMap<>();
        for (JsonNode root : files()) {
            String subject = root.get("subject").asText();
            root.get("cases").forEach(node -> collect(subject, node, changes));
        }
        List<String> unheeded = new ArrayList<>();
        changes.forEach((what, ways) -> {
            if (ways.stream().noneMatch(GoldenMattersTest::fails)) {
                unheeded.add(what);
            }
        });
        unheeded.removeIf(what -> WITHOUT_EFFECT.keySet().stream().anyMatch(what::matches));
        assertEquals(List.of(), unheeded);
    }

    /** A case, and the place in it that is changed. */
    private record Change(String subject, JsonNode node, String pointer) {}

    private static List<JsonNode> files() throws Exception {
        Path folder = Path.of(GoldenMattersTest.class.getResource("/golden").toURI());
        List<JsonNode> roots = new ArrayList<>();
        try (Stream<Path> all = Files.list(folder)) {
            for (Path file :
                    all.filter(one -> one.toString().endsWith(".json")).sorted().toList()) {
                roots.add(new ObjectMapper().readTree(file.toFile()));
            }
        }
        return roots;
    }

    private static void collect(String subject, JsonNode node, Map<String, List<Change>> changes) {
        boolean trains = subject.startsWith("trajectory");
        for (String part : trains ? List.of("params") : List.of("params", "inputs", "expected")) {
            walk(node.get(part), "/" + part, (pointer, leaf) -> {
                String general = pointer.replaceAll("/\\d+(?=/|$)", "[]");
                changes.computeIfAbsent(subject + general, fresh -> new ArrayList<>())
                        .add(new Change(subject, node, pointer));
            });
        }
    }

    /** Visits the first leaf of every list and tensor, and all fields of maps. */
    private static void walk(JsonNode node, String pointer, BiConsumer<String, JsonNode> visit) {
        if (node.isObject() && node.has("data") && node.has("shape")) {
            walk(node.get("data"), pointer + "/data", visit);
        } else if (node.isObject()) {
            node.properties().forEach(entry -> walk(entry.getValue(), pointer + "/" + entry.getKey(), visit));
        } else if (node.isArray()) {
            if (!node.isEmpty()) {
                walk(node.get(0), pointer + "/0", visit);
            }
        } else {
            visit.accept(pointer, node);
        }
    }

    private static boolean fails(Change change) {
        return Stream.<UnaryOperator<JsonNode>>of(GoldenMattersTest::more, GoldenMattersTest::less)
                .anyMatch(other -> fails(change, other, false) || fails(change, other, true));
    }

    /** Changes one value, or all that stand in one list with it. */
    private static boolean fails(Change change, UnaryOperator<JsonNode> other, boolean all) {
        JsonNode copy = change.node().deepCopy();
        int cut = change.pointer().lastIndexOf('/');
        JsonNode parent = copy.at(change.pointer().substring(0, cut));
        String last = change.pointer().substring(cut + 1);
        if (parent instanceof ArrayNode list) {
            for (int i = 0; i < (all ? list.size() : 1); i++) {
                list.set(i, other.apply(list.get(i)));
            }
        } else if (parent instanceof ObjectNode map) {
            map.set(last, other.apply(map.get(last)));
        }
        try {
            GoldenParityTest.play(GoldenCase.of(change.subject(), copy));
            return false;
        } catch (Exception | AssertionError e) {
            return true;
        }
    }

    private static JsonNode more(JsonNode value) {
        if (value.isIntegralNumber()) {
            return NODES.numberNode(value.asLong() + 1);
        }
        if (value.isNumber()) {
            return NODES.numberNode(1.1 * value.asDouble() + 0.05);
        }
        if (value.isBoolean()) {
            return NODES.booleanNode(!value.asBoolean());
        }
        return value.isNull() ? NODES.numberNode(0.5) : NODES.textNode(value.asText() + "-other");
    }

    private static JsonNode less(JsonNode value) {
        if (value.isIntegralNumber()) {
            return NODES.numberNode(0);
        }
        return value.isNumber() ? NODES.numberNode(0.3 * value.asDouble()) : more(value);
    }
}
