package org.fedlens.experiment;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.fedlens.federated.ClientState;
import org.fedlens.federated.Memory;
import org.fedlens.weights.Weights;
import org.fedlens.weights.WeightsFile;

/**
 * The folder in which clients' states lie that do not fit into memory. A file is named after the client and the round
 * of its last visit, and what is in it never changes: checkpoints point to it instead of writing it again, and a run
 * that goes on after a crash writes the same bits under the same name.
 *
 * @param folder made when it is first needed
 * @param room bytes that states may take on the heap after a round
 */
record Shelf(Path folder, long room) {
    /** Puts states away until the rest has room: who was away longest goes first. */
    ClientStates tidy(ClientStates states) {
        long bytes = states.bytes();
        if (bytes <= room) {
            return states;
        }
        SortedMap<Integer, ClientStates.Place> places = new TreeMap<>(states.places());
        List<ClientState> near = places.values().stream()
                .filter(ClientStates.Near.class::isInstance)
                .map(ClientStates.Place::state)
                .sorted(Comparator.comparingInt(ClientState::lastRound).thenComparingInt(ClientState::client))
                .toList();
        for (ClientState state : near) {
            if (bytes <= room) {
                break;
            }
            bytes -= places.get(state.client()).bytes();
            places.put(state.client(), new ClientStates.Far(this, write(state)));
        }
        return new ClientStates(places);
    }

    private Checkpoints.SavedClient write(ClientState state) {
        Checkpoints.SavedClient saved = new Checkpoints.SavedClient(
                state.client(),
                state.lastRound(),
                state.own().isPresent(),
                List.copyOf(state.memory().weights().keySet()),
                true);
        try {
            Files.createDirectories(folder);
            if (state.own().isPresent()) {
                WeightsFile.write(state.own().get(), folder.resolve(name(saved) + "-own.weights"));
            }
            for (Map.Entry<String, Weights> kept : state.memory().weights().entrySet()) {
                WeightsFile.write(kept.getValue(), folder.resolve(name(saved) + "-" + kept.getKey() + ".weights"));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return saved;
    }

    ClientState read(Checkpoints.SavedClient saved) {
        try {
            Optional<Weights> own = saved.own()
                    ? Optional.of(WeightsFile.read(folder.resolve(name(saved) + "-own.weights")))
                    : Optional.empty();
            Map<String, Weights> kept = new LinkedHashMap<>();
            for (String memory : saved.memory()) {
                kept.put(memory, WeightsFile.read(folder.resolve(name(saved) + "-" + memory + ".weights")));
            }
            return new ClientState(saved.client(), saved.lastRound(), own, new Memory(kept));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Throws away what no checkpoint points to any more. */
    void prune(List<Checkpoints.SavedClient> pointedTo) throws IOException {
        if (!Files.isDirectory(folder)) {
            return;
        }
        Set<String> needed = new HashSet<>();
        pointedTo.stream().filter(Checkpoints.SavedClient::shelved).forEach(saved -> needed.add(name(saved)));
        List<Path> files;
        try (Stream<Path> all = Files.list(folder)) {
            files = all.toList();
        }
        for (Path file : files) {
            String[] parts = file.getFileName().toString().split("-", 3);
            if (parts.length < 3 || !needed.contains(parts[0] + "-" + parts[1])) {
                Files.delete(file);
            }
        }
    }

    private static String name(Checkpoints.SavedClient saved) {
        return String.format(Locale.ROOT, "c%06d-r%05d", saved.client(), saved.lastRound());
    }
}
