package org.fedlens.experiment;

import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.fedlens.text.Problem;
import org.fedlens.text.Text;

/**
 * Clients that a person has left out by hand: nobody draws them until they are taken back in.
 *
 * @param clients indices from 0
 */
public record Absent(SortedSet<Integer> clients) {
    /** Where the setting stands in an experiment file. */
    public static final String PATH = "system.away";

    public Absent {
        clients = new TreeSet<>(clients);
    }

    /**
     * Reads what {@link #spell()} writes: numbers as the map shows them, from 1, with commas between.
     *
     * @throws Problem if it is anything else
     */
    public static Absent read(String said) {
        SortedSet<Integer> clients = new TreeSet<>();
        if (!said.isBlank()) {
            for (String number : said.split(",")) {
                String one = number.strip();
                if (!one.matches("0*[1-9]\\d{0,5}")) {
                    throw new Problem(PATH, Text.of("away.notNumbers", one), Text.of("away.write"));
                }
                clients.add(Integer.parseInt(one) - 1);
            }
        }
        return new Absent(clients);
    }

    public String spell() {
        return clients.stream().map(client -> Integer.toString(client + 1)).collect(Collectors.joining(", "));
    }

    public boolean has(int client) {
        return clients.contains(client);
    }

    /** The same with one more client, or without it if it is among them. */
    public Absent toggled(int client) {
        SortedSet<Integer> next = new TreeSet<>(clients);
        if (!next.remove(client)) {
            next.add(client);
        }
        return new Absent(next);
    }

    /** Who of a population is left. */
    List<Integer> others(int population) {
        return IntStream.range(0, population)
                .filter(client -> !clients.contains(client))
                .boxed()
                .toList();
    }
}
