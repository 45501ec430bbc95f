package org.fedlens.experiment.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.fedlens.experiment.event.EventPublisher;
import org.fedlens.experiment.event.RunEvent;
import org.fedlens.experiment.settings.Experiment;
import org.fedlens.experiment.settings.ExperimentFile;
import org.fedlens.federated.ClientState;
import org.fedlens.federated.MethodMemory;
import org.fedlens.federated.ServerState;
import org.fedlens.federated.clock.InFlightUpdate;
import org.fedlens.weights.Weights;
import org.fedlens.weights.WeightsFile;

/**
 * Saves and loads the state of a federation. The weights of a round go into a folder of their own that appears under
 * its name only when it is complete; then one small file is replaced that says which round counts and how long the
 * other files were at that moment. A crash at any point leaves the round before.
 */
final class Checkpoints {
    /** The weights of every tenth round stay for later looks; between them only the newest. */
    private static final int KEPT = 10;

    /** How many copies of the weights a run of so many rounds leaves behind at most. */
    static int kept(int rounds) {
        return 2 + (rounds - 1) / KEPT;
    }

    private final Path folder;
    private final RunStore store;
    private final ClientStateStore shelf;

    /** @param room bytes that clients' states may take on the heap after a round */
    Checkpoints(Path folder, RunStore store, long room) {
        this.folder = folder;
        this.store = store;
        this.shelf = shelf(folder, room);
    }

    /** Where clients' states go that do not fit into memory. */
    ClientStateStore shelf() {
        return shelf;
    }

    private static ClientStateStore shelf(Path folder, long room) {
        return new ClientStateStore(folder.resolve(RunFiles.CLIENTS), room);
    }

    Path folder() {
        return folder;
    }

    /** What state.json holds. */
    record Saved(
            int format,
            int round,
            double seconds,
            long events,
            long metrics,
            String weights,
            Map<String, Object> experiment,
            List<String> serverMemory,
            List<SavedClient> clients,
            double now,
            List<InFlightUpdate> flying) {
        Saved {
            // Runs of earlier versions have no clock.
            flying = flying == null ? List.of() : List.copyOf(flying);
        }
    }

    /** @param shelved its files lie on the {@link ClientStateStore}, not with the checkpoint */
    record SavedClient(int client, int lastRound, boolean own, List<String> memory, boolean shelved) {}

    void save(FederationState state, EventPublisher events) {
        try {
            String name = String.format(Locale.ROOT, "round-%05d", state.round());
            Path target = folder.resolve(RunFiles.WEIGHTS).resolve(name);
            Path aside = target.resolveSibling(name + ".new");
            RunFiles.deleteTree(aside);
            Files.createDirectories(aside);
            List<SavedClient> clients = writeWeights(state, aside);
            RunFiles.deleteTree(target);
            Files.move(aside, target, StandardCopyOption.ATOMIC_MOVE);
            events.emit(new RunEvent.Saved(state.round()));
            RunStore.Lengths lengths = store.lengths();
            Saved saved = new Saved(
                    RunFiles.FORMAT,
                    state.round(),
                    events.seconds(),
                    lengths.events(),
                    lengths.metrics(),
                    name,
                    ExperimentFile.tree(state.experiment()),
                    List.copyOf(state.server().memory().weights().keySet()),
                    clients,
                    state.sky().now(),
                    state.sky().flying());
            RunFiles.write(
                    folder.resolve(RunFiles.STATE),
                    RunFiles.JSON.writerWithDefaultPrettyPrinter().writeValueAsString(saved));
            prune(state.round());
            shelf.prune(clients);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<SavedClient> writeWeights(FederationState state, Path aside) throws IOException {
        WeightsFile.write(state.server().global(), aside.resolve("global.weights"));
        writeMemory(state.server().memory(), "server", aside);
        for (Map.Entry<Integer, Weights> base : state.sky().bases().entrySet()) {
            WeightsFile.write(base.getValue(), aside.resolve(base(base.getKey())));
        }
        List<SavedClient> clients = new ArrayList<>();
        for (ClientStates.Place place : state.clients().places().values()) {
            if (place instanceof ClientStates.Far far) {
                clients.add(far.saved());
                continue;
            }
            ClientState client = place.state();
            String prefix = prefix(client.client());
            if (client.own().isPresent()) {
                WeightsFile.write(client.own().get(), aside.resolve(prefix + "-own.weights"));
            }
            writeMemory(client.memory(), prefix, aside);
            clients.add(new SavedClient(
                    client.client(),
                    client.lastRound(),
                    client.own().isPresent(),
                    List.copyOf(client.memory().weights().keySet()),
                    false));
        }
        return clients;
    }

    private static void writeMemory(MethodMemory memory, String prefix, Path aside) throws IOException {
        for (Map.Entry<String, Weights> entry : memory.weights().entrySet()) {
            WeightsFile.write(entry.getValue(), aside.resolve(prefix + "-memory-" + entry.getKey() + ".weights"));
        }
    }

    private void prune(int newest) throws IOException {
        List<Path> rounds;
        try (Stream<Path> all = Files.list(folder.resolve(RunFiles.WEIGHTS))) {
            rounds = all.toList();
        }
        for (Path path : rounds) {
            String digits = path.getFileName().toString().replaceAll("\\D", "");
            int round = digits.isEmpty() ? newest : Integer.parseInt(digits);
            if (round != newest && (round % KEPT != 0 || path.toString().endsWith(".new"))) {
                RunFiles.deleteTree(path);
            }
        }
    }

    /** What the last checkpoint says, or nothing if the run never reached one. */
    static Optional<Saved> last(Path folder) throws IOException {
        Path file = folder.resolve(RunFiles.STATE);
        return Files.exists(file)
                ? Optional.of(RunFiles.JSON.readValue(Files.readString(file), Saved.class))
                : Optional.empty();
    }

    /** Loads the state that a checkpoint names. */
    static FederationState load(Path folder, Saved saved) throws IOException {
        return load(folder, saved, Long.MAX_VALUE);
    }

    static FederationState load(Path folder, Saved saved, long room) throws IOException {
        Path from = folder.resolve(RunFiles.WEIGHTS).resolve(saved.weights());
        Weights global = WeightsFile.read(from.resolve("global.weights"));
        MethodMemory server = readMemory(saved.serverMemory(), "server", from);
        SortedMap<Integer, ClientStates.Place> clients = new TreeMap<>();
        for (SavedClient client : saved.clients()) {
            if (client.shelved()) {
                clients.put(client.client(), new ClientStates.Far(shelf(folder, room), client));
                continue;
            }
            String prefix = prefix(client.client());
            Optional<Weights> own = client.own()
                    ? Optional.of(WeightsFile.read(from.resolve(prefix + "-own.weights")))
                    : Optional.empty();
            clients.put(
                    client.client(),
                    new ClientStates.Near(new ClientState(
                            client.client(), client.lastRound(), own, readMemory(client.memory(), prefix, from))));
        }
        Experiment experiment = ExperimentFile.require(saved.experiment());
        Map<Integer, Weights> bases = new TreeMap<>();
        for (InFlightUpdate flight : saved.flying()) {
            if (!bases.containsKey(flight.round())) {
                bases.put(flight.round(), WeightsFile.read(from.resolve(base(flight.round()))));
            }
        }
        SimulatedClock sky = new SimulatedClock(saved.now(), saved.flying(), bases);
        return new FederationState(
                experiment, new ServerState(saved.round(), global, server), new ClientStates(clients), sky);
    }

    private static MethodMemory readMemory(List<String> names, String prefix, Path from) throws IOException {
        Map<String, Weights> weights = new LinkedHashMap<>();
        for (String name : names) {
            weights.put(name, WeightsFile.read(from.resolve(prefix + "-memory-" + name + ".weights")));
        }
        return new MethodMemory(weights);
    }

    /** The model with which clients that are still under way were sent out. */
    private static String base(int round) {
        return String.format(Locale.ROOT, "base-%05d.weights", round);
    }

    private static String prefix(int client) {
        return String.format(Locale.ROOT, "client-%03d", client);
    }
}
