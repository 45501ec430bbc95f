package org.fedlens.app;

import java.util.List;

/**
 * Who holds what: the images of each class at each client.
 *
 * @param classes class names
 * @param clients for each client, images per class
 */
public record Federation(List<String> classes, List<List<Integer>> clients) {
    public Federation {
        classes = List.copyOf(classes);
        clients = List.copyOf(clients);
    }

    public static Federation none() {
        return new Federation(List.of(), List.of());
    }

    public int images(int client) {
        return clients.get(client).stream().mapToInt(Integer::intValue).sum();
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
}
