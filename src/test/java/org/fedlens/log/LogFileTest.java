package org.fedlens.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

class LogFileTest {
    private static final Logger LOG = LoggerFactory.getLogger(LogFileTest.class);

    @TempDir
    Path home;

    @AfterEach
    void close() {
        LogFile.close();
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(home.resolve("logs"))) {
            return files.sorted().toList();
        }
    }

    @Test
    void aFloodOfLinesStaysWithinItsBound() throws Exception {
        LogFile.open(home);
        String line = "a line of the flood ".repeat(1000);
        long written = 0;
        while (written < 3 * (LogFile.OLDER + 1) * LogFile.PIECE) {
            LOG.info("{} {}", written, line);
            written += LogFile.LONGEST;
        }
        LOG.info("the last one");
        long size = 0;
        for (Path file : files()) {
            assertTrue(Files.size(file) <= LogFile.PIECE + 2 * LogFile.LONGEST, file + ": " + Files.size(file));
            size += Files.size(file);
        }
        assertEquals(LogFile.OLDER + 1, files().size(), () -> "files in " + home);
        assertTrue(size > LogFile.OLDER * LogFile.PIECE, "what was kept: " + size);
        assertTrue(Files.readString(home.resolve("logs/fedlens.log")).endsWith("the last one\n"));
    }

    @Test
    void aLineIsOneLineAndADeepTraceIsCut() throws Exception {
        LogFile.open(home);
        LOG.info("a name\nwith a break");
        LOG.error("deep", deep(3000));
        List<String> lines = Files.readAllLines(home.resolve("logs/fedlens.log"));
        assertTrue(lines.get(0).endsWith("LogFileTest: a name | with a break"), lines.get(0));
        long calls = lines.stream().filter(line -> line.startsWith("\tat ")).count();
        assertTrue(calls > 20 && calls <= LogFile.DEEPEST, "calls: " + calls);
    }

    private static Throwable deep(int calls) {
        return calls == 0 ? new IllegalStateException("at the bottom") : deep(calls - 1);
    }

    @Test
    void theNextStartGoesOnWithTheSameFile() throws Exception {
        Path file = LogFile.open(home).orElseThrow();
        LOG.info("the first start");
        LogFile.close();
        assertEquals(Optional.empty(), LogFile.path());
        LOG.info("between the two");
        assertEquals(file, LogFile.open(home).orElseThrow());
        LOG.info("the second start");
        String text = Files.readString(file);
        assertTrue(text.contains("the first start") && text.contains("the second start"), text);
        assertFalse(text.contains("between the two"), text);
    }

    @Test
    void aFolderWithSignsOfPatternsIsTakenAsItIs() throws Exception {
        Path odd = Files.createDirectory(home.resolve("100% of %i ${user}"));
        Path file = LogFile.open(odd).orElseThrow();
        assertEquals(odd.resolve("logs/fedlens.log").toAbsolutePath(), file);
        for (int i = 0; i < 2 * LogFile.PIECE / LogFile.LONGEST + 10; i++) {
            LOG.info("x".repeat(LogFile.LONGEST));
        }
        assertTrue(Files.exists(odd.resolve("logs/fedlens.1.log")), () -> "rolled beside it");
    }

    @Test
    void withoutAPlaceForItThereIsNoneAndNothingElseChanges() throws Exception {
        Path file = Files.writeString(home.resolve("a file"), "mine");
        assertEquals(Optional.empty(), LogFile.open(file));
        assertEquals(Optional.empty(), LogFile.path());
        LOG.error("goes nowhere", new IllegalStateException());
        assertEquals("mine", Files.readString(file));
        Files.createDirectories(home.resolve("logs/fedlens.log"));
        assertEquals(Optional.empty(), LogFile.open(home), "its name is taken by a folder");
    }

    @Test
    void ourLinesNeverReachTheTerminal() {
        LogFile.open(home);
        PrintStream before = System.err;
        ByteArrayOutputStream heard = new ByteArrayOutputStream();
        System.setErr(new PrintStream(heard, true, StandardCharsets.UTF_8));
        try {
            LOG.error("for the file only", new IllegalStateException("with a trace"));
        } finally {
            System.setErr(before);
        }
        assertEquals("", heard.toString(StandardCharsets.UTF_8));
    }
}
