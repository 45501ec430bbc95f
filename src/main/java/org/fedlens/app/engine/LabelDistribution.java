package org.fedlens.app.engine;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.fedlens.metrics.Heterogeneity;

/**
 * Who holds what: the images of each class at each client.
 *
 * @param classes class names
 * @param clients for each client, images per class
 * @param figures how far the clients differ; empty without clients. Worked out where the federation is made, which is
 *     not the window's thread
 */
public record LabelDistribution(List<String> classes, List<List<Integer>> clients, Optional<Heterogeneity> figures) {
    /** In which order clients stand beside each other. */
    enum Order {
        NUMBER,
        /** The largest first. */
        SIZE,
        /** The one farthest from all data first, by the earth mover's distance. */
        SKEW
    }

    public LabelDistribution {
        classes = List.copyOf(classes);
        clients = List.copyOf(clients);
    }

    public LabelDistribution(List<String> classes, List<List<Integer>> clients) {
        this(classes, clients, measured(clients));
    }

    public static LabelDistribution none() {
        return new LabelDistribution(List.of(), List.of());
    }

    private static Optional<Heterogeneity> measured(List<List<Integer>> clients) {
        return clients.isEmpty()
                ? Optional.empty()
                : Optional.of(Heterogeneity.of(clients.stream()
                        .map(counts ->
                                counts.stream().mapToInt(Integer::intValue).toArray())
                        .toArray(int[][]::new)));
    }

    public int images(int client) {
        return clients.get(client).stream().mapToInt(Integer::intValue).sum();
    }

    public int count(int client, int label) {
        return clients.get(client).get(label);
    }

    public int total() {
        return clients.stream()
                .flatMap(List::stream)
                .mapToInt(Integer::intValue)
                .sum();
    }

    /** Images of one class over all clients. */
    public int ofClass(int index) {
        return clients.stream().mapToInt(counts -> counts.get(index)).sum();
    }

    /** How many clients hold at least one image of a class. */
    public int holders(int index) {
        return (int) clients.stream().filter(counts -> counts.get(index) > 0).count();
    }

    /** Index of the class a client holds most of, -1 if it holds nothing. */
    public int mostly(int client) {
        List<Integer> counts = clients.get(client);
        int best = -1;
        for (int i = 0; i < counts.size(); i++) {
            if (counts.get(i) > 0 && (best < 0 || counts.get(i) > counts.get(best))) {
                best = i;
            }
        }
        return best;
    }

    /** The largest number of images that a client has of a class, at least 1. */
    int most() {
        int most = 1;
        for (List<Integer> counts : clients) {
            for (int count : counts) {
                most = Math.max(most, count);
            }
        }
        return most;
    }

    /** All clients in an order; of equals the one with the lower number first. */
    List<Integer> ordered(Order order) {
        Stream<Integer> numbers = IntStream.range(0, clients.size()).boxed();
        return switch (order) {
            case NUMBER -> numbers.toList();
            case SIZE ->
                numbers.sorted(Comparator.comparingInt(client -> -images(client)))
                        .toList();
            case SKEW ->
                numbers.sorted(Comparator.comparingDouble(this::likeness)).toList();
        };
    }

    /** Clients without images come last. */
    private double likeness(int client) {
        double moved = figures.map(known -> known.earthMover()[client]).orElse(Double.NaN);
        return Double.isNaN(moved) ? Double.MAX_VALUE : -moved;
    }
}
