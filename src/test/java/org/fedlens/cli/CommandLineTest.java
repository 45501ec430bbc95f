package org.fedlens.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommandLineTest {
    @TempDir
    Path folder;

    private Path file;

    private record Said(int code, String out, String err) {}

    @BeforeEach
    void writeAnExperiment() throws Exception {
        file = folder.resolve("lab.yaml");
        Files.writeString(
                file,
                """
                fedlens: 1
                name: Lab
                data: {source: digits-8x8, train: 200, test: 100}
                partition: {scheme: iid, clients: 3}
                model: {name: mlp, hidden: 16}
                training: {rounds: 2}
                """);
    }

    private static Said run(String... arguments) {
        PrintStream out = System.out;
        PrintStream err = System.err;
        ByteArrayOutputStream heard = new ByteArrayOutputStream();
        ByteArrayOutputStream complaint = new ByteArrayOutputStream();
        try {
            System.setOut(new PrintStream(heard, true, StandardCharsets.UTF_8));
            System.setErr(new PrintStream(complaint, true, StandardCharsets.UTF_8));
            int code = CommandLine.execute(arguments);
            return new Said(code, heard.toString(StandardCharsets.UTF_8), complaint.toString(StandardCharsets.UTF_8));
        } finally {
            System.setOut(out);
            System.setErr(err);
        }
    }

    @Test
    void aRunEndsWithItsAccuracyAndItsFolder() {
        Path out = folder.resolve("run");
        Said said = run("--lang", "en", "run", file.toString(), "--out", out.toString(), "--workers", "2");
        assertEquals(0, said.code, said.err);
        assertTrue(said.out.contains("Finished after round 2. Last accuracy "), said.out);
        assertTrue(said.out.contains(out.toString()), said.out);
        assertTrue(run("--lang", "en", "list", "--out", folder.toString()).out.contains("Finished"));
        Said shown = run("--lang", "en", "show", out.toString());
        assertTrue(shown.out.contains("name: mlp") && shown.out.contains("Last accuracy"), shown.out);
    }

    @Test
    void aSettingOnTheCommandLineChangesTheRun() throws Exception {
        Path out = folder.resolve("run");
        assertEquals(
                0,
                run(
                                "run",
                                file.toString(),
                                "--out",
                                out.toString(),
                                "--set",
                                "training.rounds=1",
                                "--set",
                                "algorithm.name=LocalOnly")
                        .code);
        String written = Files.readString(out.resolve("experiment.yaml"));
        assertTrue(written.contains("rounds: 1") && written.contains("LocalOnly"), written);
    }

    @Test
    void aFinishedRunHasNothingToResumeAndSaysSo() {
        Path out = folder.resolve("run");
        run("run", file.toString(), "--out", out.toString());
        Said said = run("--lang", "en", "resume", out.toString());
        assertEquals(0, said.code, said.err);
        assertTrue(said.out.contains("Finished after round 2"), said.out);
    }

    @Test
    void dataAreCheckedAndAPartitionIsShownExportedAndReadBack() throws Exception {
        Path map = folder.resolve("map.json");
        Said shown = run("--lang", "en", "data", "partition", file.toString(), "--export", map.toString());
        assertEquals(0, shown.code, shown.err);
        assertTrue(shown.out.contains("Jensen-Shannon 0.0") && shown.out.contains("Partition "), shown.out);
        assertTrue(shown.out.contains("\n01 ") && shown.out.contains("\n03 "), shown.out);
        Said again = run("--lang", "en", "data", "partition", file.toString(), "--map", map.toString());
        assertEquals(shown.out, again.out);
        Path letters = Files.createDirectories(folder.resolve("letters/a"));
        Files.writeString(letters.resolve("1.png"), "no picture");
        Said checked =
                run("--lang", "en", "data", "check", folder.resolve("letters").toString());
        assertEquals(2, checked.code, checked.err);
        assertTrue(checked.out.contains("1.png: This is not an image."), checked.out);
        assertEquals(2, run("data", "check", folder.resolve("none").toString()).code);
    }

    @Test
    void generatedDataAreWrittenOnceAndPassTheirCheck() {
        Path streets = folder.resolve("streets");
        String[] order = {"data", "generate", "streets", streets.toString(), "--train", "5", "--val", "2"};
        assertEquals(0, run(order).code);
        Said checked = run("--lang", "en", "data", "check", streets.toString());
        assertEquals(0, checked.code, checked.err);
        assertTrue(checked.out.contains("Found: CamVid") && checked.out.contains("96 x 72: 7"), checked.out);
        assertEquals(2, run(order).code);
        String other = folder.resolve("other").toString();
        assertEquals(2, run("data", "generate", "clouds", other).code);
        assertEquals(2, run("data", "generate", "people", other, "--height", "3").code);
        assertFalse(Files.exists(folder.resolve("other")));
    }

    @Test
    void theUsersMistakesEndWithTwoAndLeaveNothingBehind() {
        Path out = folder.resolve("run");
        String[][] mistakes = {
            {"run", folder.resolve("none.yaml").toString()},
            {"run", file.toString(), "--out", out.toString(), "--set", "training.rounds=none"},
            {"run", file.toString(), "--out", out.toString(), "--set", "training.rounds"},
            {"run", file.toString(), "--out", out.toString(), "--set", "nothing.like.it=1"},
            {"run", file.toString(), "--out", out.toString(), "--set", "data.source=/nowhere"},
            {"run", file.toString(), "--out", out.toString(), "--set", "partition.clients=500"},
            {"run", file.toString(), "--out", out.toString(), "--workers", "0"},
            {"run", file.toString(), "--out", out.toString(), "--device", "gpu:7"},
            {"run", file.toString(), "--out", folder.toString()},
            {"resume", folder.toString()},
            {"show", folder.resolve("none").toString()},
            {"dance"}
        };
        for (String[] mistake : mistakes) {
            Said said = run(mistake);
            String line = String.join(" ", mistake);
            assertEquals(2, said.code, () -> line + ": " + said);
            assertFalse(said.err.isBlank(), line);
            assertFalse(said.err.contains("\tat "), () -> line + " prints a trace: " + said.err);
            assertFalse(Files.exists(out), line);
        }
    }

    @Test
    void aDivergedRunSaysWhoAndWhatToDo() {
        Said said = run(
                "--lang",
                "en",
                "run",
                file.toString(),
                "--out",
                folder.resolve("run").toString(),
                "--set",
                "training.optimizer.learningRate=10",
                "--set",
                "training.optimizer.weightDecay=1",
                "--set",
                "training.rounds=50");
        assertEquals(2, said.code, said.err);
        assertTrue(said.err.contains("became NaN") && said.err.contains("learningRate"), said.err);
    }

    @Test
    void aCollapsedRunSaysSoAloud() throws Exception {
        // A target that is the encoder itself and a heavy weight decay leave nothing that keeps embeddings apart.
        Path unlabelled = folder.resolve("unlabelled.yaml");
        Files.writeString(
                unlabelled,
                """
                fedlens: 1
                name: Collapse
                seed: 5
                data: {source: digits-8x8, train: 240, test: 120}
                partition: {scheme: dirichlet, clients: 12, alpha: 0.5, minimum: 5}
                model: {name: small-cnn, width: 0.25}
                algorithm: {name: FedBYOL, ema: 0, projectorHidden: 16, projectorSize: 8, predictorHidden: 16}
                training: {rounds: 1, batch: 4, optimizer: {name: sgd, weightDecay: 0.5}}
                evaluation: {every: 1}
                """);
        Said said = run(
                "--lang",
                "en",
                "run",
                unlabelled.toString(),
                "--out",
                folder.resolve("run").toString());
        assertEquals(0, said.code, said.err);
        assertTrue(said.err.contains("collapsed (round 1)"), said.err);
    }

    @Test
    void messagesComeInTheLanguageAskedFor() {
        Said said = run("--lang", "zh-CN", "run", folder.resolve("none.yaml").toString());
        assertTrue(said.err.contains("文件不存在"), said.err);
    }

    @Test
    void severalRunsAreComparedAsGroupsAndAGradientIsInverted() {
        for (String method : new String[] {"FedAvg", "FedProx"}) {
            for (int seed = 1; seed <= 2; seed++) {
                Path out = folder.resolve("all").resolve(method + seed);
                Said said = run(
                        "run",
                        file.toString(),
                        "--out",
                        out.toString(),
                        "--set",
                        "algorithm.name=" + method,
                        "--set",
                        "seed=" + seed);
                assertEquals(0, said.code, said.err);
            }
        }
        Path csv = folder.resolve("groups.csv");
        Said said = run("--lang", "en", "compare", folder.resolve("all").toString(), "--csv", csv.toString());
        assertEquals(0, said.code, said.err);
        assertTrue(said.out.contains("Last accuracy") && said.out.contains("p (Holm)"), said.out);
        assertTrue(Files.exists(csv));
        Said alone =
                run("--lang", "en", "compare", folder.resolve("all/FedAvg1").toString());
        assertEquals(2, alone.code);
        assertTrue(alone.err.contains("Name at least two runs"), alone.err);
        Path picture = folder.resolve("inverted.png");
        Said inverted =
                run("--lang", "en", "invert", file.toString(), "--set", "match=exact", "--out", picture.toString());
        assertEquals(0, inverted.code, inverted.err);
        assertTrue(inverted.out.contains("Reconstructed images: 1") && inverted.out.contains("dB"), inverted.out);
        assertTrue(picture.toFile().length() > 1000);
        assertEquals(2, run("invert", file.toString(), "--set", "match=guess").code);
        assertEquals(2, run("invert", file.toString(), "--set", "macth=exact").code);
    }
}
