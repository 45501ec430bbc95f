package org.fedlens.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.fedlens.log.Fault;
import org.fedlens.log.Faults;
import org.fedlens.log.LogFile;
import org.fedlens.text.Problem;
import org.fedlens.text.Text;
import org.fedlens.text.Words;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a person may type, or have on disk, that is wrong: it ends with 2 and a sentence, never with a trace. */
class MistakesTest {
    @TempDir
    Path folder;

    private String file;
    /** A file where a folder is needed: nothing can be written below it, whoever one is. */
    private Path plain;

    private record Said(int code, String out, String err) {
        boolean traced() {
            return out.contains("\tat ") || err.contains("\tat ") || err.contains("Exception");
        }
    }

    @BeforeEach
    void writeAnExperiment() throws IOException {
        file = write(
                "lab.yaml",
                """
                fedlens: 1
                name: Lab
                data: {source: digits-8x8, train: 60, test: 40}
                partition: {scheme: iid, clients: 3}
                model: {name: mlp, hidden: 16}
                training: {rounds: 1}
                """);
        plain = Path.of(write("plain", "mine"));
    }

    @AfterEach
    void closeTheLog() {
        LogFile.close();
    }

    private String write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text).toString();
    }

    private static Said run(List<String> arguments) {
        PrintStream out = System.out;
        PrintStream err = System.err;
        ByteArrayOutputStream heard = new ByteArrayOutputStream();
        ByteArrayOutputStream complaint = new ByteArrayOutputStream();
        try {
            System.setOut(new PrintStream(heard, true, StandardCharsets.UTF_8));
            System.setErr(new PrintStream(complaint, true, StandardCharsets.UTF_8));
            List<String> all = new ArrayList<>(arguments);
            if (!all.contains("--lang")) {
                all.addAll(0, List.of("--lang", "en"));
            }
            int code = CommandLine.execute(all.toArray(String[]::new));
            return new Said(code, heard.toString(StandardCharsets.UTF_8), complaint.toString(StandardCharsets.UTF_8));
        } finally {
            System.setOut(out);
            System.setErr(err);
        }
    }

    private static Said mistaken(String... arguments) {
        Said said = run(List.of(arguments));
        String line = String.join(" ", arguments);
        assertEquals(2, said.code, () -> line + ": " + said);
        assertFalse(said.traced(), () -> line + " prints a trace: " + said);
        assertFalse(said.err.isBlank(), () -> line + " says nothing: " + said);
        return said;
    }

    @Test
    void a_file_that_is_no_experiment() throws Exception {
        byte[] bytes = new byte[3000];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (i * 37 + i / 7);
        }
        String binary = Files.write(folder.resolve("binary.yaml"), bytes).toString();
        for (String wrong : List.of(
                binary,
                folder.toString(),
                folder.resolve("missing/none.yaml").toString(),
                write("list.yaml", "- a\n- b\n"),
                write("word.yaml", "hello"),
                write("broken.yaml", "fedlens: [1\n a: {b\n"),
                write("deep.yaml", "a: " + "[".repeat(3000) + "]".repeat(3000)),
                write("alias.yaml", "fedlens: 1\na: &a [*a]\n"),
                write("newer.yaml", "fedlens: 99\nname: x\n"),
                write("types.yaml", "fedlens: 1\nname: [1]\ndata: 5\ntraining: {rounds: {a: 1}}\nseed: abc\n"))) {
            mistaken("run", wrong);
            mistaken("sweep", wrong);
            mistaken("twin", wrong, "--other", "seed=2");
            mistaken("invert", wrong);
            mistaken("data", "partition", wrong);
        }
    }

    @Test
    void a_setting_that_cannot_be() {
        for (String wrong : List.of(
                "training.rounds=none",
                "training.rounds=",
                "training.rounds=-1",
                "training.rounds=99999999999999999999",
                "training.rounds=1e400",
                "training.rounds=[1",
                "training=5",
                "seed=99999999999999999999999",
                "nothing.like.it=1",
                "=",
                "=1",
                "a",
                "training..rounds=1",
                "training.optimizer.learningRate=NaN",
                "training.batch=2147483648",
                "partition.clients=500",
                "data.source=",
                "data.source=" + plain,
                "data.source=\0",
                "data.source=" + folder.resolve("nowhere"),
                "model.hidden=2000000000",
                "algorithm.name=FedX")) {
            mistaken("run", file, "--out", folder.resolve("out").toString(), "--set", wrong);
            mistaken("data", "partition", file, "--set", wrong);
        }
        for (String wrong : List.of("client=99", "client=99999999999", "images=0", "match=guess", "steps=abc", "x")) {
            mistaken("invert", file, "--set", wrong);
        }
        assertFalse(Files.exists(folder.resolve("out")));
    }

    @Test
    void a_machine_that_is_not_there() {
        for (String workers : List.of("0", "-1", "abc", "257", "99999999999", "1.5")) {
            mistaken("run", file, "--workers", workers);
        }
        for (String device : List.of("gpu:99", "gpu:", "gpu:-1", "gpu:99999999999", "tpu", "mps", "cpu:1", "CPU", "")) {
            Said said = mistaken(
                    "run",
                    file,
                    "--device",
                    device,
                    "--out",
                    folder.resolve("out").toString());
            assertTrue(said.err.contains("--device"), said.err);
        }
        assertFalse(Files.exists(folder.resolve("out")));
    }

    @Test
    void commands_that_lack_something_or_do_not_exist() {
        String[][] wrong = {
            {"dance"},
            {"--nothing"},
            {"run"},
            {"resume"},
            {"show"},
            {"sweep"},
            {"twin"},
            {"twin", file},
            {"compare"},
            {"data", "check"},
            {"data", "generate"},
            {"data", "generate", "streets"},
            {"data", "get"},
            {"data", "get", "nothing", folder.toString()},
            {"data", "dance"},
            {"run", file, "more"},
            {"run", file, "--out"},
            {""}
        };
        for (String[] line : wrong) {
            mistaken(line);
        }
        for (String language : List.of("xx", "", "-", "zzzzzzzzzz")) {
            Said said = run(List.of("--lang", language, "show", folder.toString()));
            assertEquals(2, said.code, said.err);
            assertTrue(said.err.contains("This folder holds no run."), said.err);
        }
    }

    @Test
    void a_place_that_cannot_be_written_and_nothing_there_is_touched() throws Exception {
        String export = folder.resolve("missing/folder/file.png").toString();
        for (String place : List.of(plain.toString(), plain.resolve("sub").toString(), "\0")) {
            mistaken("run", file, "--out", place);
            mistaken("twin", file, "--other", "seed=2", "--out", place);
            mistaken("data", "generate", "streets", place, "--train", "1", "--val", "1");
            mistaken("data", "check", place);
            mistaken("show", place);
            mistaken("resume", place);
            mistaken("timeline", place);
            mistaken("compare", place, place);
        }
        for (String place : List.of(plain.resolve("sub.png").toString(), export, folder.toString())) {
            mistaken("data", "partition", file, "--export", place);
            mistaken("data", "partition", file, "--map", place);
            Said said = mistaken("invert", file, "--set", "match=exact", "--out", place);
            assertTrue(said.err.contains("cannot be written"), said.err);
        }
        assertEquals("mine", Files.readString(plain), "a file that was named as the run's folder");
        for (String height : List.of("3", "-5", "100000", "abc")) {
            mistaken("data", "generate", "streets", folder.resolve("g").toString(), "--height", height);
        }
        mistaken("data", "generate", "streets", folder.resolve("g").toString(), "--train", "-1");
        assertFalse(Files.exists(folder.resolve("g")));
    }

    @Test
    void a_run_that_is_damaged() throws Exception {
        Path whole = folder.resolve("whole");
        assertEquals(0, run(List.of("run", file, "--out", whole.toString())).code);
        String csv = plain.resolve("x.csv").toString();
        String sound = whole.toString();
        assertTrue(mistaken("timeline", sound, "--csv", csv).err.contains("cannot be written"));
        assertTrue(mistaken("compare", sound, sound, sound, "--csv", csv).err.contains("cannot be written"));
        mistaken("timeline", sound, "--set", "system.pacing.name=x");
        mistaken("compare", sound, sound, "--test", "chi");
        List<Path> files;
        try (Stream<Path> all = Files.walk(whole)) {
            files = all.filter(Files::isRegularFile).map(whole::relativize).toList();
        }
        for (Path damaged : files) {
            for (int way = 0; way < 3; way++) {
                Path copy = folder.resolve("copy-" + files.indexOf(damaged) + "-" + way);
                copy(whole, copy);
                Path here = copy.resolve(damaged);
                byte[] before = Files.readAllBytes(here);
                Files.delete(here);
                if (way == 1) {
                    Files.write(here, java.util.Arrays.copyOf(before, before.length / 2));
                } else if (way == 2) {
                    Files.createDirectory(here);
                }
                for (String command : List.of("show", "timeline", "resume")) {
                    Said said = run(List.of(command, copy.toString()));
                    String line = command + " without " + damaged + ": ";
                    assertTrue(said.code == 0 || said.code == 2, () -> line + said);
                    assertFalse(said.traced(), () -> line + said);
                }
            }
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        List<Path> all;
        try (Stream<Path> walk = Files.walk(from)) {
            all = walk.toList();
        }
        for (Path path : all) {
            Files.copy(path, to.resolve(from.relativize(path)));
        }
    }

    @Test
    void images_that_are_none_and_a_home_that_is_a_file() throws Exception {
        for (String name : List.of(
                "a/1.png",
                "train-images-idx3-ubyte.gz",
                "data_batch_1.bin",
                "train_32x32.mat",
                "digits.csv.gz",
                "pictures.zip",
                "bounding_box_train/0001_c1s1_000001_00.jpg")) {
            Path set = folder.resolve("set of " + name.replace('/', ' '));
            Files.createDirectories(set.resolve(name).getParent());
            Files.writeString(set.resolve(name), "no such thing ".repeat(50));
            Said checked = run(List.of("data", "check", set.toString()));
            assertEquals(2, checked.code, name);
            assertFalse(checked.traced(), name + checked);
            mistaken("data", "check", set.resolve(name).toString());
            mistaken(
                    "run",
                    file,
                    "--set",
                    "data.source=" + set,
                    "--out",
                    folder.resolve("out").toString());
        }
        String home = System.getProperty("fedlens.home", "");
        try {
            System.setProperty("fedlens.home", plain.toString());
            mistaken("run", file);
            mistaken("show", "none");
            assertEquals(0, run(List.of("list")).code);
        } finally {
            System.setProperty("fedlens.home", home);
        }
        assertEquals("mine", Files.readString(plain));
    }

    private static String told(CommandLine line, Throwable fault, int code) {
        StringWriter said = new StringWriter();
        assertEquals(code, line.tell(fault, new PrintWriter(said)));
        return said.toString();
    }

    @Test
    void a_fault_of_ours_is_one_sentence_and_the_path_of_the_log_that_has_its_trace() throws Exception {
        Path log = LogFile.open(folder.resolve("home")).orElseThrow();
        CommandLine line = new CommandLine();
        new picocli.CommandLine(line).parseArgs("--lang", "en");
        String said = told(line, new IllegalStateException(new ArithmeticException("by zero")), 1);
        assertEquals(
                "fedlens: something went wrong inside: ArithmeticException: by zero The log says where: " + log + "\n",
                said);
        String written = Files.readString(log);
        assertTrue(written.contains("java.lang.ArithmeticException: by zero\n\tat "), written);
        told(line, new Problem("here.yaml", Text.verbatim("bad"), Text.verbatim("mend")), 2);
        assertTrue(Files.readString(log).contains("Problem: here.yaml: bad mend"), Files.readString(log));
        String refused = told(
                line,
                new UncheckedIOException(new FileSystemException("/some/file", null, "Read-only file system")),
                2);
        assertTrue(refused.contains("/some/file: The system refuses it: Read-only file system."), refused);
        LogFile.close();
        String without = told(line, new AssertionError("no log"), 1);
        assertEquals(
                "fedlens: something went wrong inside: AssertionError: no log"
                        + " Give --trace right after fedlens to see where.\n",
                without);
        new picocli.CommandLine(line).parseArgs("--lang", "en", "--trace");
        assertTrue(told(line, new AssertionError("asked for"), 1).contains("\tat "));
    }

    @Test
    void what_nothing_caught_is_said_once_however_often_it_happens() {
        PrintStream before = System.err;
        ByteArrayOutputStream heard = new ByteArrayOutputStream();
        System.setErr(new PrintStream(heard, true, StandardCharsets.UTF_8));
        try {
            TerminalFaults.tell(new Fault("worker", new IllegalStateException("again"), 1));
            TerminalFaults.tell(new Fault("worker", new IllegalStateException("again"), 2));
            TerminalFaults.withoutLog(plain);
        } finally {
            System.setErr(before);
        }
        List<String> lines = heard.toString(StandardCharsets.UTF_8).lines().toList();
        assertEquals(2, lines.size(), () -> lines.toString());
        assertTrue(lines.get(0).contains("IllegalStateException: again"), lines.get(0));
        assertTrue(lines.get(1).contains(plain.toString()), lines.get(1));
    }

    @Test
    void each_run_is_in_the_log_with_its_folder() throws Exception {
        Path log = LogFile.open(folder.resolve("home")).orElseThrow();
        Path out = folder.resolve("logged");
        Thread.UncaughtExceptionHandler before = Thread.getDefaultUncaughtExceptionHandler();
        try {
            Faults.install(TerminalFaults::tell);
            assertEquals(0, run(List.of("run", file, "--out", out.toString())).code);
            mistaken("run", file, "--out", out.toString());
        } finally {
            Thread.setDefaultUncaughtExceptionHandler(before);
        }
        List<String> lines = Files.readAllLines(log);
        assertTrue(lines.get(0).endsWith("Run begun after round 0 of 1 on cpu: " + out), lines.get(0));
        assertTrue(lines.get(1).endsWith("Run ended, FINISHED after round 1: " + out), lines.get(1));
        assertTrue(
                lines.get(2).contains("Problem: " + out + ": " + Words.ENGLISH.say("run.folderTaken")), lines.get(2));
        assertTrue(lines.get(3).contains("Run refused"), lines.get(3));
        assertEquals(4, lines.size(), () -> lines.toString());
    }

    @Test
    void of_the_arguments_the_log_has_names_only() {
        assertEquals(
                "--lang data partition --set --export",
                CommandLine.names("--lang", "en", "data", "partition", "my.yaml", "--set", "a=b", "--export=secret"));
        assertEquals("run --set", CommandLine.names("run", "x.yaml", "--set", "seed=1"));
    }
}
