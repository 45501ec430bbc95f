package org.fedlens.experiment.execution;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.fedlens.experiment.event.RunEvent;
import org.fedlens.experiment.run.Runs;
import org.fedlens.experiment.settings.Experiment;
import org.fedlens.text.Problem;
import org.fedlens.text.Text;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BatchMakersTest {
    private static final long ROOM = 1 << 26;

    @TempDir
    Path folder;

    @Test
    void workIsDoneOnceByWhoeverComesFirst() throws Exception {
        AtomicInteger done = new AtomicInteger();
        try (BatchMakers feeders = new BatchMakers(1)) {
            CountDownLatch begun = new CountDownLatch(1);
            CountDownLatch busy = new CountDownLatch(1);
            Supplier<String> lasting = feeders.ahead(() -> {
                begun.countDown();
                try {
                    busy.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                return Thread.currentThread().getName();
            });
            begun.await();
            Supplier<String> notBegun = feeders.ahead(
                    () -> done.incrementAndGet() + Thread.currentThread().getName());
            assertEquals("1" + Thread.currentThread().getName(), notBegun.get(), "nobody waits for a busy feeder");
            busy.countDown();
            assertTrue(lasting.get().startsWith("feeder-"), "what a feeder has begun it ends");
        }
        assertEquals(1, done.get());
    }

    @Test
    void whatGoesWrongReachesTheOneWhoAsks() {
        Problem damaged = new Problem("a.png", Text.verbatim("damaged"), Text.verbatim("replace it"));
        try (BatchMakers feeders = new BatchMakers(1)) {
            Supplier<String> failing = feeders.ahead(() -> {
                throw damaged;
            });
            assertSame(damaged, assertThrows(Problem.class, failing::get));
        }
    }

    @Test
    void anInterruptionWaitsForTheNextSafePoint() {
        try (BatchMakers feeders = new BatchMakers(1)) {
            Supplier<Integer> work = feeders.ahead(() -> 7);
            Thread.currentThread().interrupt();
            assertEquals(7, work.get());
            assertTrue(Thread.interrupted(), "the interruption was swallowed");
        }
    }

    @Test
    void closedFeedersHelpNobodyAndHurtNobody() {
        BatchMakers closed = new BatchMakers(2);
        closed.close();
        assertEquals(7, closed.ahead(() -> 7).get());
        assertEquals(7, new BatchMakers(0).ahead(() -> 7).get());
    }

    /** Two views, moved pictures with labels of their own, large labelled batches, masks. */
    @ParameterizedTest
    @ValueSource(strings = {"FedSimCLR", "FedUReID", "FedAvg", "FedAvg-BackCE"})
    void helpedOrNotTheBitsAreTheSame(String method) throws Exception {
        Map<String, Object> changes = method.equals("FedAvg")
                ? Map.of("data.source", "shapes-32", "training.batch", 32, "training.rounds", 2)
                : Map.of("training.rounds", 2, "training.localEpochs", 2);
        Experiment experiment = Runs.small(method, changes);
        play(new RunService(ROOM, false), experiment, "alone", 1);
        play(new RunService(ROOM, true), experiment, "helped", 1);
        play(new RunService(ROOM, true), experiment, "many", 3);
        assertSameFiles(folder.resolve("alone"), folder.resolve("helped"));
        assertSameFiles(folder.resolve("alone"), folder.resolve("many"));
    }

    @Test
    void largePicturesAreDecodedByFeedersToTheSameBits() throws Exception {
        Random random = new Random(1);
        for (String name : List.of("a", "b")) {
            for (int k = 0; k < 20; k++) {
                BufferedImage image = new BufferedImage(66, 66, BufferedImage.TYPE_INT_RGB);
                for (int at = 0; at < 66 * 66; at++) {
                    image.setRGB(at % 66, at / 66, random.nextInt(1 << 24));
                }
                Path file = folder.resolve("set/" + name + "/" + k + ".png");
                Files.createDirectories(file.getParent());
                ImageIO.write(image, "png", file.toFile());
            }
        }
        Experiment experiment = Runs.small(
                "FedAvg",
                Map.of(
                        "data.source", folder.resolve("set").toString(),
                        "data.train", 30,
                        "data.test", 8,
                        "partition.clients", 3,
                        "partition.minimum", 1,
                        "training.batch", 8,
                        "training.rounds", 2));
        play(new RunService(ROOM, false), experiment, "alone", 2);
        play(new RunService(ROOM, true), experiment, "helped", 2);
        assertSameFiles(folder.resolve("alone"), folder.resolve("helped"));
    }

    private void play(RunService service, Experiment experiment, String name, int workers) throws InterruptedException {
        Runs.Told told = Runs.play(service, experiment, folder.resolve(name), workers, (moment, run) -> {});
        assertEquals(RunEvent.Outcome.FINISHED, told.end().outcome());
    }

    private static void assertSameFiles(Path expected, Path seen) throws IOException {
        assertEquals(Files.readString(expected.resolve("metrics.csv")), Files.readString(seen.resolve("metrics.csv")));
        try (Stream<Path> files = Files.walk(expected.resolve("weights"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                assertArrayEquals(
                        Files.readAllBytes(file),
                        Files.readAllBytes(seen.resolve(expected.relativize(file))),
                        file.toString());
            }
        }
    }
}
