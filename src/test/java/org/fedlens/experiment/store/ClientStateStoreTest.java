package org.fedlens.experiment.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.fedlens.experiment.event.RunEvent;
import org.fedlens.experiment.run.Runs;
import org.fedlens.experiment.settings.Experiment;
import org.fedlens.federated.ClientState;
import org.fedlens.federated.MethodMemory;
import org.fedlens.weights.NetworkPart;
import org.fedlens.weights.Slot;
import org.fedlens.weights.SlotKind;
import org.fedlens.weights.WeightLayout;
import org.fedlens.weights.Weights;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What clients keep goes to disk where it does not fit, and nothing else changes. */
class ClientStateStoreTest {
    @TempDir
    Path folder;

    private static ClientState state(int client, int round) {
        WeightLayout layout =
                new WeightLayout(List.of(new Slot("c", NetworkPart.HEAD, SlotKind.TRAINED, List.of(500))));
        Weights control = Weights.fill(layout, i -> client + i * 1e-3 + round * 1e3);
        return new ClientState(client, round, Optional.empty(), MethodMemory.NONE.with("control", control));
    }

    @Test
    void tenThousandClientsTakeNoMoreMemoryThanTheyMay() {
        long room = 200_000;
        ClientStateStore shelf = new ClientStateStore(folder.resolve("clients"), room);
        ClientStates states = ClientStates.NONE;
        for (int round = 1; round <= 100; round++) {
            Map<Integer, ClientState> cohort = new TreeMap<>();
            for (int k = 0; k < 100; k++) {
                int client = (round * 97 + k * 101) % 10_000;
                cohort.put(client, state(client, round));
            }
            states = shelf.tidy(states.with(cohort));
            assertTrue(states.bytes() <= room, "after round " + round);
        }
        for (Map.Entry<Integer, ClientStates.Place> entry : states.places().entrySet()) {
            ClientState kept = entry.getValue().state();
            assertEquals(state(entry.getKey(), kept.lastRound()), kept);
        }
        assertEquals(ClientState.fresh(9_999_999), states.get(9_999_999));
    }

    @ParameterizedTest
    @ValueSource(strings = {"SCAFFOLD", "FedDyn", "MOON"})
    void aRunWithoutMemoryForItsClientsGivesTheSameBits(String method) throws Exception {
        Experiment experiment = Runs.small(method, Map.of("training.rounds", 4));
        Path rich = folder.resolve("rich");
        Path poor = folder.resolve("poor");
        Path cut = folder.resolve("cut");
        Runs.play(experiment, rich, 2);
        Runs.playWithin(experiment, poor, 0, (moment, run) -> {});
        assertEquals(Files.readString(rich.resolve("metrics.csv")), Files.readString(poor.resolve("metrics.csv")));
        assertTrue(Files.isDirectory(poor.resolve("clients")));
        Runs.playWithin(experiment, cut, 0, (moment, run) -> {
            if (moment.event() instanceof RunEvent.ClientProgress progress && progress.round() == 3) {
                run.stop();
            }
        });
        Runs.resume(cut, 1);
        assertEquals(Files.readString(rich.resolve("metrics.csv")), Files.readString(cut.resolve("metrics.csv")));
        Checkpoints.Saved saved = Checkpoints.last(poor).orElseThrow();
        long shelved = saved.clients().stream()
                .filter(Checkpoints.SavedClient::shelved)
                .count();
        try (Stream<Path> files = Files.list(poor.resolve("clients"))) {
            assertEquals(shelved, files.count(), "what no checkpoint points to is thrown away");
        }
        assertEquals(
                Checkpoints.load(rich, Checkpoints.last(rich).orElseThrow())
                        .server()
                        .global(),
                Checkpoints.load(poor, saved).server().global());
    }
}
