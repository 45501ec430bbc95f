package org.fedlens.data;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.fedlens.text.Problem;
import org.fedlens.text.Text;
import org.fedlens.text.Words;

/**
 * A partition as a file. We write JSON, {@code {"fedlensPartition": 1, "images": n, "hash": "...", "clients": [[...],
 * ...]}}, or plain text with the indices of one client on each line. We read both, and the two forms that NIID-Bench
 * and its relatives leave behind: a JSON map from client to indices, and its text form with {@code 0: [}, the indices,
 * and {@code ],} on lines of their own. Indices count training pictures from 0.
 */
public final class PartitionMap {
    private static final Pattern MAP_TEXT = Pattern.compile("(\\d{1,9})\\s*:\\s*\\[([^\\]]*)\\]");
    private static final int LARGEST = 1 << 28;

    private PartitionMap() {}

    /** The JSON form. */
    public static String json(Partition partition, int images) {
        String clients = IntStream.range(0, partition.clients())
                .mapToObj(client -> "    [" + line(partition, client, ", ") + "]")
                .collect(Collectors.joining(",\n"));
        return "{\n  \"fedlensPartition\": 1,\n  \"images\": " + images + ",\n  \"hash\": \"" + partition.hash()
                + "\",\n  \"clients\": [\n" + clients + "\n  ]\n}\n";
    }

    /** The plain form: one line a client, indices divided by blanks. */
    public static String lines(Partition partition) {
        return IntStream.range(0, partition.clients())
                .mapToObj(client -> line(partition, client, " ") + "\n")
                .collect(Collectors.joining());
    }

    /**
     * Reads any of the forms.
     *
     * @param images how many training pictures there are
     * @throws Problem if the file is none of them, an index lies outside the pictures or comes twice, or a client is
     *     empty
     */
    public static Partition read(Path file, int images) {
        String text = text(file).strip();
        List<int[]> held = text.startsWith("{") ? structured(text, file) : plain(text, file);
        check(held, images, file);
        return Partition.of(held);
    }

    private static String line(Partition partition, int client, String between) {
        return IntStream.of(partition.indices(client))
                .mapToObj(Integer::toString)
                .collect(Collectors.joining(between));
    }

    private static String text(Path file) {
        try {
            if (Files.size(file) > LARGEST) {
                throw wrong(file);
            }
            return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw Listing.unreadable(file, e);
        }
    }

    private static List<int[]> structured(String text, Path file) {
        JsonNode root;
        try {
            root = new ObjectMapper().readTree(text);
        } catch (JacksonException e) {
            return mapText(text, file);
        }
        List<int[]> held = new ArrayList<>();
        if (root.has("clients")) {
            root.get("clients").forEach(client -> held.add(indices(client, file)));
            return held;
        }
        Map<Integer, int[]> byClient = new TreeMap<>();
        root.properties().forEach(entry -> byClient.put(number(entry.getKey(), file), indices(entry.getValue(), file)));
        return inOrder(byClient, file);
    }

    private static int[] indices(JsonNode client, Path file) {
        int[] indices = new int[client.size()];
        for (int i = 0; i < indices.length; i++) {
            if (!client.get(i).isInt()) {
                throw wrong(file);
            }
            indices[i] = client.get(i).asInt();
        }
        return indices;
    }

    private static List<int[]> mapText(String text, Path file) {
        Map<Integer, int[]> byClient = new TreeMap<>();
        Matcher matcher = MAP_TEXT.matcher(text);
        while (matcher.find()) {
            byClient.put(number(matcher.group(1), file), numbers(matcher.group(2), file));
        }
        return inOrder(byClient, file);
    }

    private static List<int[]> plain(String text, Path file) {
        return text.lines()
                .filter(line -> !line.isBlank())
                .map(line -> numbers(line, file))
                .toList();
    }

    private static List<int[]> inOrder(Map<Integer, int[]> byClient, Path file) {
        int due = 0;
        for (int client : byClient.keySet()) {
            if (client != due++) {
                throw wrong(file);
            }
        }
        return List.copyOf(byClient.values());
    }

    private static int[] numbers(String line, Path file) {
        return Pattern.compile("[\\s,]+")
                .splitAsStream(line.strip())
                .filter(part -> !part.isEmpty())
                .mapToInt(part -> number(part, file))
                .toArray();
    }

    private static int number(String written, Path file) {
        try {
            return Integer.parseInt(written);
        } catch (NumberFormatException e) {
            throw wrong(file);
        }
    }

    private static void check(List<int[]> held, int images, Path file) {
        if (held.isEmpty()) {
            throw wrong(file);
        }
        boolean[] seen = new boolean[images];
        for (int client = 0; client < held.size(); client++) {
            if (held.get(client).length == 0) {
                throw new Problem(
                        file.toString(),
                        Text.of("partition.map.empty", Words.client(client), client),
                        Text.of("partition.map.empty.mend"));
            }
            for (int index : held.get(client)) {
                if (index < 0 || index >= images) {
                    throw new Problem(
                            file.toString(),
                            Text.of("partition.map.outside", index, Words.client(client), client, images),
                            Text.of("partition.map.other.mend"));
                }
                if (seen[index]) {
                    throw new Problem(
                            file.toString(),
                            Text.of("partition.map.twice", index, Words.client(client), client),
                            Text.of("partition.map.other.mend"));
                }
                seen[index] = true;
            }
        }
    }

    private static Problem wrong(Path file) {
        return new Problem(file.toString(), Text.of("partition.map.form"), Text.of("partition.map.form.mend"));
    }
}
