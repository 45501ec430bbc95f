package org.fedlens.experiment;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.fedlens.federated.ClientState;

/**
 * What the clients keep between visits: in memory, or on disk where that would be too much. Immutable; a state on disk
 * is read whenever it is asked for.
 */
public final class ClientStates {
    /** Nobody keeps anything yet. */
    public static final ClientStates NONE = new ClientStates(new TreeMap<>());

    /** One client's state, wherever it is. */
    sealed interface Place {
        ClientState state();

        /** Bytes on the heap. */
        long bytes();
    }

    record Near(ClientState state) implements Place {
        @Override
        public long bytes() {
            return state.memory().bytes() + state.own().map(own -> own.bytes()).orElse(0L);
        }
    }

    /** @param saved what is in its files */
    record Far(Shelf shelf, Checkpoints.SavedClient saved) implements Place {
        @Override
        public ClientState state() {
            return shelf.read(saved);
        }

        @Override
        public long bytes() {
            return 0;
        }
    }

    private final SortedMap<Integer, Place> places;

    ClientStates(SortedMap<Integer, Place> places) {
        this.places = places;
    }

    public ClientState get(int client) {
        Place place = places.get(client);
        return place == null ? ClientState.fresh(client) : place.state();
    }

    /** With some states replaced. */
    public ClientStates with(Map<Integer, ClientState> changed) {
        SortedMap<Integer, Place> next = new TreeMap<>(places);
        changed.forEach((client, state) -> next.put(client, new Near(state)));
        return new ClientStates(next);
    }

    /** True if nobody keeps anything yet. */
    public boolean isEmpty() {
        return places.isEmpty();
    }

    /** Where each state is, by client. */
    SortedMap<Integer, Place> places() {
        return Collections.unmodifiableSortedMap(places);
    }

    /** Bytes that they take on the heap. */
    public long bytes() {
        return places.values().stream().mapToLong(Place::bytes).sum();
    }
}
