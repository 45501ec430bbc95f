package org.fedlens.experiment.settings;

import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.fedlens.text.Problem;
import org.fedlens.text.Text;

/**
 * Clients that a person has picked out by hand, such as those that nobody shall draw.
 *
 * @param clients indices from 0
 */
public record ClientNumbers(SortedSet<Integer> clients) {
    public ClientNumbers {
        clients = new TreeSet<>(clients);
    }

    /**
     * Reads what {@link #spell()} writes: numbers as the map shows them, from 1, with commas between.
     *
     * @param path of the setting that says so
     * @throws Problem if it is anything else
     */
    public static ClientNumbers read(String path, String said) {
        SortedSet<Integer> clients = new TreeSet<>();
        if (!said.isBlank()) {
            for (String number : said.split(",")) {
                String one = number.strip();
                if (!one.matches("0*[1-9]\\d{0,5}")) {
                    throw new Problem(path, Text.of("away.notNumbers", one), Text.of("away.write"));
                }
                clients.add(Integer.parseInt(one) - 1);
            }
        }
        return new ClientNumbers(clients);
    }

    public String spell() {
        return clients.stream().map(client -> Integer.toString(client + 1)).collect(Collectors.joining(", "));
    }

    public boolean has(int client) {
        return clients.contains(client);
    }

    /** The same with one more client, or without it if it is among them. */
    public ClientNumbers toggled(int client) {
        SortedSet<Integer> next = new TreeSet<>(clients);
        if (!next.remove(client)) {
            next.add(client);
        }
        return new ClientNumbers(next);
    }

    /** Who of a population is left. */
    List<Integer> others(int population) {
        return IntStream.range(0, population)
                .filter(client -> !clients.contains(client))
                .boxed()
                .toList();
    }
}
