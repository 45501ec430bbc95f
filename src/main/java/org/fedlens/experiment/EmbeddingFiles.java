package org.fedlens.experiment;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.fedlens.data.ImageShape;
import org.fedlens.text.Problem;
import org.fedlens.text.Text;

/**
 * The embeddings of a run on disk: {@code embeddings/images} once and {@code embeddings/round-00010} for each round
 * that is kept, compressed. Files appear under their name only when they are complete.
 */
public final class EmbeddingFiles {
    private static final int MAGIC = 0x464C_4531;
    /** Says that clusters follow. */
    private static final int CLUSTERED = 1;

    private static final int MOST_POINTS = 20_000;
    private static final int MOST_NUMBERS = 1 << 16;
    private static final int MOST_CLASSES = 1 << 20;

    private final Path folder;

    private EmbeddingFiles(Path folder) {
        this.folder = folder;
    }

    /** Those of a run's folder, which need not exist yet. */
    public static EmbeddingFiles of(Path run) {
        return new EmbeddingFiles(run.resolve("embeddings"));
    }

    /** @throws Problem if there are none, or they are damaged */
    public EmbeddedImages images() {
        return read(folder.resolve("images"), in -> {
            int count = bounded(in.readInt(), MOST_POINTS);
            ImageShape shape = new ImageShape(
                    bounded(in.readInt(), 3), bounded(in.readInt(), MOST_NUMBERS), bounded(in.readInt(), MOST_NUMBERS));
            int of = in.readInt();
            List<String> classes = new ArrayList<>();
            for (int c = bounded(in.readInt(), MOST_CLASSES); c > 0; c--) {
                classes.add(in.readUTF());
            }
            int[] labels = new int[count];
            int[] clients = new int[count];
            for (int i = 0; i < count; i++) {
                labels[i] = within(in.readInt(), classes.size());
                clients[i] = in.readInt();
            }
            long bytes = (long) count * shape.size();
            if (bytes > Integer.MAX_VALUE / 4) {
                throw new IOException("Too many pixels");
            }
            byte[] pixels = new byte[(int) bytes];
            in.readFully(pixels);
            // Files of older versions end here, and hold whole images.
            return new EmbeddedImages(in.read() == 1, shape, classes, of, labels, clients, pixels);
        });
    }

    /** @throws Problem if this round was not kept, or its file is damaged */
    public Embeddings round(int round) {
        return read(file(round), in -> {
            int count = bounded(in.readInt(), MOST_POINTS);
            int width = bounded(in.readInt(), MOST_NUMBERS);
            float[][] vectors = new float[count][];
            int[] guesses = new int[count];
            for (int i = 0; i < count; i++) {
                guesses[i] = in.readInt();
                float largest = in.readFloat();
                float[] vector = new float[width];
                for (int d = 0; d < width; d++) {
                    vector[d] = in.readShort() / (float) Short.MAX_VALUE * largest;
                }
                vectors[i] = vector;
            }
            return new Embeddings(round, vectors, guesses, clusters(in, count));
        });
    }

    /** Files written before clusters were kept end here. */
    private static int[] clusters(DataInputStream in, int count) throws IOException {
        if (in.read() != CLUSTERED) {
            return new int[0];
        }
        int[] clusters = new int[count];
        for (int i = 0; i < count; i++) {
            clusters[i] = within(in.readInt(), count);
        }
        return clusters;
    }

    /** The rounds that are kept, ascending; none where nothing was kept. */
    public List<Integer> rounds() {
        if (!hasImages()) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.matches("round-\\d{5,9}"))
                    .map(name -> Integer.parseInt(name.substring("round-".length())))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new Problem(folder.toString(), Text.of("file.unreadable"), Text.of("file.checkPath"), e);
        }
    }

    void write(EmbeddedImages images) throws IOException {
        write(folder.resolve("images"), out -> {
            out.writeInt(images.count());
            out.writeInt(images.shape().channels());
            out.writeInt(images.shape().height());
            out.writeInt(images.shape().width());
            out.writeInt(images.of());
            out.writeInt(images.classes().size());
            for (String name : images.classes()) {
                out.writeUTF(name);
            }
            for (int i = 0; i < images.count(); i++) {
                out.writeInt(images.labels()[i]);
                out.writeInt(images.clients()[i]);
            }
            out.write(images.pixels());
            out.writeBoolean(images.spots());
        });
    }

    void write(Embeddings embeddings) throws IOException {
        write(file(embeddings.round()), out -> {
            out.writeInt(embeddings.vectors().length);
            out.writeInt(embeddings.vectors().length == 0 ? 1 : embeddings.vectors()[0].length);
            for (int i = 0; i < embeddings.vectors().length; i++) {
                float largest = 0;
                for (float value : embeddings.vectors()[i]) {
                    largest = Math.max(largest, Math.abs(value));
                }
                out.writeInt(embeddings.guesses()[i]);
                out.writeFloat(largest);
                for (float value : embeddings.vectors()[i]) {
                    out.writeShort(largest == 0 ? 0 : Math.round(value / largest * Short.MAX_VALUE));
                }
            }
            if (embeddings.clusters().length > 0) {
                out.writeByte(CLUSTERED);
                for (int cluster : embeddings.clusters()) {
                    out.writeInt(cluster);
                }
            }
        });
    }

    boolean hasImages() {
        return Files.exists(folder.resolve("images"));
    }

    private Path file(int round) {
        return folder.resolve(String.format(Locale.ROOT, "round-%05d", round));
    }

    private interface Reader<T> {
        T from(DataInputStream in) throws IOException;
    }

    private interface Writer {
        void to(DataOutputStream out) throws IOException;
    }

    private static <T> T read(Path file, Reader<T> reader) {
        try (DataInputStream in =
                new DataInputStream(new BufferedInputStream(new GZIPInputStream(Files.newInputStream(file))))) {
            if (in.readInt() != MAGIC) {
                throw new IOException("Not an embedding");
            }
            return reader.from(in);
        } catch (IOException | IllegalArgumentException e) {
            throw new Problem(file.toString(), Text.of("run.damaged"), Text.of("run.openOther"), e);
        }
    }

    private void write(Path file, Writer writer) throws IOException {
        Files.createDirectories(folder);
        Path aside = file.resolveSibling(file.getFileName() + ".new");
        try (DataOutputStream out =
                new DataOutputStream(new BufferedOutputStream(new GZIPOutputStream(Files.newOutputStream(aside))))) {
            out.writeInt(MAGIC);
            writer.to(out);
        }
        Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private static int bounded(int value, int most) throws IOException {
        if (value < 1 || value > most) {
            throw new IOException(value + " is not between 1 and " + most);
        }
        return value;
    }

    private static int within(int value, int count) throws IOException {
        if (value < 0 || value >= count) {
            throw new IOException(value + " of " + count);
        }
        return value;
    }
}
