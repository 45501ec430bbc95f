package org.fedlens.experiment.store;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.fedlens.data.ImageShape;
import org.fedlens.random.Purpose;
import org.fedlens.random.Streams;

/** Embeddings of a run that nobody trained: groups that come apart round by round. */
public final class KeptEmbeddings {
    private KeptEmbeddings() {}

    /** Puts them into a run's folder, in place of its own. */
    public static void write(Path run, int points, int width, int rounds) throws IOException {
        Path kept = run.resolve("embeddings");
        RunFiles.deleteTree(kept);
        EmbeddingFiles files = EmbeddingFiles.of(run);
        ImageShape shape = new ImageShape(1, 8, 8);
        int[] labels = IntStream.range(0, points).map(i -> i % 10).toArray();
        int[] clients = IntStream.range(0, points).map(i -> i % 20).toArray();
        List<String> classes =
                IntStream.range(0, 10).mapToObj(c -> "class " + c).toList();
        files.write(new EmbeddedImages(shape, classes, points, labels, clients, new byte[points * shape.size()]));
        UniformRandomProvider random = Streams.of(1, Purpose.GENERATED);
        var normal = ZigguratSampler.NormalizedGaussian.of(random);
        float[][] middles = new float[10][width];
        float[][] noise = new float[points][width];
        for (float[][] rows : List.of(middles, noise)) {
            for (float[] row : rows) {
                for (int d = 0; d < width; d++) {
                    row[d] = (float) normal.sample();
                }
            }
        }
        for (int round = 0; round < rounds; round++) {
            float[][] vectors = new float[points][width];
            for (int i = 0; i < points; i++) {
                for (int d = 0; d < width; d++) {
                    vectors[i][d] = noise[i][d] + middles[labels[i]][d] * 2 * round / rounds;
                }
            }
            files.write(new Embeddings(round, vectors, labels));
        }
    }
}
