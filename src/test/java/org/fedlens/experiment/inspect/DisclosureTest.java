package org.fedlens.experiment.inspect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.fedlens.algorithm.Catalog;
import org.fedlens.experiment.event.RunEvent;
import org.fedlens.experiment.inspect.Disclosure.About;
import org.fedlens.experiment.run.Runs;
import org.fedlens.experiment.store.RunFiles;
import org.fedlens.text.Text;
import org.fedlens.text.Words;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What leaves a client in words, against what leaves it in bytes. */
class DisclosureTest {
    @TempDir
    Path folder;

    static List<String> methods() {
        return Catalog.choices().names();
    }

    private static Disclosure of(String method, Map<String, Object> changes) {
        return Disclosure.of(Runs.small(method, changes));
    }

    private static String said(Disclosure disclosure, About about) {
        return String.join(
                " ", disclosure.about(about).stream().map(Words.ENGLISH::say).toList());
    }

    @ParameterizedTest
    @MethodSource("methods")
    void every_method_says_what_leaves_and_what_stays_in_both_languages(String method) {
        Disclosure disclosure = of(method, Map.of());
        assertFalse(disclosure.about(About.LEAVES).isEmpty());
        for (Words words : List.of(Words.ENGLISH, Words.forTag("zh-CN"))) {
            for (Disclosure.Line line : disclosure.lines()) {
                assertFalse(words.say(line.what()).contains("{"), () -> words.say(line.what()));
            }
        }
    }

    @Test
    void parts_that_stay_and_vectors_that_travel_besides_are_named() {
        assertTrue(said(of("FedAvg", Map.of()), About.LEAVES).contains("backbone, classifier"));
        assertTrue(said(of("FedPer", Map.of()), About.STAYS).contains("Of the network: classifier."));
        assertTrue(said(of("FedBN", Map.of()), About.STAYS).contains("Scales and shifts"));
        assertFalse(said(of("FedBN", Map.of()), About.LEAVES).contains("Running means"));
        assertTrue(said(of("SCAFFOLD", Map.of()), About.LEAVES).contains("as many numbers again"));
        assertEquals(
                List.of(Text.of("disclosure.nothing")),
                of("LocalOnly", Map.of()).about(About.LEAVES));
    }

    @Test
    void what_is_done_on_the_way_is_told_from_the_settings() {
        Map<String, Object> masks = Map.of("system.secrecy.name", "masks", "system.dropOut", 0.0);
        Disclosure hidden = of("FedAvg", masks);
        assertTrue(said(hidden, About.ALTERED).contains("random masks"));
        assertTrue(said(hidden, About.READ).contains("Only the sum"));
        Map<String, Object> few = Map.of("system.compression.name", "top-k");
        assertTrue(said(of("FedAvg", few), About.STAYS).contains("What compression left out"));
        Disclosure promised = of("DP-FedAvg", Map.of());
        assertTrue(said(promised, About.ALTERED).contains("cut to a length of 1"));
        assertTrue(said(promised, About.READ).contains("up to epsilon"));
        assertFalse(said(of("FedAvg", Map.of("system.attack.name", "sign-flip")), About.ALTERED)
                .isEmpty());
    }

    @Test
    void what_a_method_says_it_sends_is_what_travels() throws Exception {
        Map<String, Object> plain = Map.of("training.rounds", 1, "system.dropOut", 0.0, "training.participation", 1.0);
        long alone = bytes("FedAvg", plain);
        for (String method : List.of("FedProx", "FedDyn", "SCAFFOLD", "FedNova")) {
            int besides = Catalog.get(method).objective().sends().size();
            assertEquals(alone * (1 + besides), bytes(method, plain), method);
        }
        Set<String> sending = new TreeSet<>();
        for (String method : Catalog.choices().names()) {
            if (!Catalog.get(method).objective().sends().isEmpty()) {
                sending.add(method);
            }
        }
        assertEquals(Set.of("SCAFFOLD"), sending);
    }

    private long bytes(String method, Map<String, Object> changes) throws Exception {
        Runs.Told told = Runs.play(Runs.small(method, changes), folder.resolve(method), 2);
        RunEvent.RoundClosed closed = told.all(RunEvent.RoundClosed.class).get(0);
        assertEquals(closed.bytesUp(), told.all(RunEvent.Evaluated.class).get(1).global("bytes-up-raw"), method);
        return closed.bytesUp();
    }

    @Test
    void rounds_tell_how_updates_lie_and_visits_fall_into_parts() throws Exception {
        Map<String, Object> clock =
                Map.of("system.devices.name", "mixed", "system.compression.name", "half", "system.dropOut", 0.0);
        Runs.Told told = Runs.play(Runs.small("FedAvg", clock), folder.resolve("clock"), 2);
        List<RunEvent.Drifted> drifts = told.all(RunEvent.Drifted.class);
        assertEquals(3, drifts.size());
        for (RunEvent.Drifted drift : drifts) {
            assertEquals(9, drift.clients().size());
            assertEquals(36, drift.cosines().size());
            assertTrue(drift.cosines().stream().allMatch(cosine -> Math.abs(cosine) <= 1));
        }
        for (RunEvent.Clocked clocked : told.all(RunEvent.Clocked.class)) {
            for (RunEvent.Span span : clocked.spans()) {
                assertTrue(span.down() > 0 && span.up() > 0);
                assertTrue(span.down() + span.up() < span.ended() - span.begun());
            }
        }
        RunEvent.Evaluated last = told.all(RunEvent.Evaluated.class).get(3);
        assertEquals(last.global("bytes-up-raw") / 2, last.global("bytes-up"), 1);
    }

    @Test
    void visits_of_older_runs_can_be_read() throws Exception {
        RunEvent event = RunFiles.JSON.readValue(
                "{\"type\":\"Clocked\",\"round\":1,\"begun\":0.0,\"closed\":2.0,\"spans\":[{\"client\":3,\"round\":1,"
                        + "\"begun\":0.0,\"ended\":2.0,\"fate\":\"COUNTED\"}]}",
                RunEvent.class);
        RunEvent.Span span = ((RunEvent.Clocked) event).spans().get(0);
        assertEquals(new RunEvent.Span(3, 1, 0, 2, RunEvent.Fate.COUNTED, 0, 0), span);
    }
}
