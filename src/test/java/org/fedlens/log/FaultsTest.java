package org.fedlens.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.fedlens.text.Problem;
import org.fedlens.text.Text;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FaultsTest {
    @TempDir
    Path home;

    private final List<Fault> told = Collections.synchronizedList(new ArrayList<>());
    private final List<Fault> unheard = Collections.synchronizedList(new ArrayList<>());
    private final Faults faults = new Faults(unheard::add);

    @BeforeEach
    void openTheLog() {
        assertTrue(LogFile.open(home).isPresent());
        faults.listen(told::add);
    }

    @AfterEach
    void closeTheLog() {
        LogFile.close();
    }

    private String log() throws IOException {
        return Files.readString(home.resolve("logs/fedlens.log"));
    }

    private static int count(String text, String part) {
        return text.split(java.util.regex.Pattern.quote(part), -1).length - 1;
    }

    /** Always thrown at the same place. */
    private static IllegalStateException broken(String message) {
        return new IllegalStateException(message);
    }

    @Test
    void whatNothingCaughtOnAnyThreadIsToldAndLoggedWithItsTrace() throws Exception {
        Thread.UncaughtExceptionHandler before = Thread.getDefaultUncaughtExceptionHandler();
        try {
            Faults.install(unheard::add).listen(told::add);
            Thread thread = new Thread(
                    () -> {
                        throw broken("lost");
                    },
                    "some-worker");
            thread.start();
            thread.join();
        } finally {
            Thread.setDefaultUncaughtExceptionHandler(before);
        }
        assertEquals(1, told.size());
        assertEquals("some-worker", told.get(0).thread());
        assertEquals("IllegalStateException: lost", told.get(0).name());
        assertEquals(List.of(), unheard, "somebody listened");
        assertTrue(log().contains("[some-worker] Faults: A fault of ours on some-worker"), log());
        assertTrue(log().contains("IllegalStateException: lost") && log().contains("\tat org.fedlens.log.FaultsTest"));
    }

    @Test
    void equalFaultsAreCountedAndTheirTraceIsLoggedOnce() throws Exception {
        for (int i = 0; i < 1000; i++) {
            faults.report(broken("every frame"));
        }
        faults.report(broken("another"));
        assertEquals(1001, told.size());
        assertEquals(1000, told.get(999).times());
        assertEquals(told.get(0).kind(), told.get(999).kind());
        assertEquals(1, told.get(1000).times());
        assertEquals(1, count(log(), "java.lang.IllegalStateException: every frame\n"));
        assertTrue(log().contains("The same for the 1000. time"), log());
        assertTrue(log().lines().filter(line -> line.contains("The same for")).count() < 15, log());
    }

    @Test
    void aFaultThatPassesThroughSeveralHandsIsLoggedOnce() throws Exception {
        IllegalStateException broken = broken("in the run");
        faults.log(broken);
        assertEquals(List.of(), told, "who logs it only does not tell it");
        faults.report(new IllegalArgumentException("wrapped", broken));
        assertEquals(1, told.size());
        assertEquals(1, told.get(0).times());
        assertEquals("IllegalStateException: in the run", told.get(0).name());
        assertEquals(1, count(log(), "A fault of ours"));
    }

    @Test
    void whatTheUserOrTheSystemCanMendIsLoggedButNoFaultOfOurs() throws Exception {
        faults.report(new IllegalStateException(new Problem("here.yaml", Text.verbatim("bad"), Text.verbatim("mend"))));
        faults.report(new UncheckedIOException(new IOException("disk full")));
        faults.report(new InterruptedException());
        faults.report(new CancellationException());
        assertEquals(List.of(), told);
        assertTrue(log().contains("WARN") && log().contains("Problem: here.yaml: bad mend"), log());
        assertTrue(log().contains("disk full"), log());
        assertFalse(log().contains("ERROR") || log().contains("Interrupted"), log());
    }

    @Test
    void whileNobodyListensTheFallbackIsTold() {
        Faults others = new Faults(unheard::add);
        Runnable deaf = others.listen(told::add);
        others.report(broken("heard"));
        deaf.run();
        others.report(broken("unheard"));
        assertEquals(
                List.of("IllegalStateException: heard"),
                told.stream().map(Fault::name).toList());
        assertEquals(
                List.of("IllegalStateException: unheard"),
                unheard.stream().map(Fault::name).toList());
    }

    @Test
    void aListenerThatFailsDoesNotThrowIntoTheThreadThatFailed() throws Exception {
        faults.listen(fault -> {
            throw new UnsupportedOperationException("the window is gone");
        });
        faults.uncaughtException(Thread.currentThread(), broken("first"));
        assertTrue(log().contains("first") && log().contains("the window is gone"), log());
    }

    @Test
    void detailsHoldTheThreadTheSystemAndEveryCause() {
        Fault fault = new Fault("main", new IllegalStateException("outer", new ArithmeticException("inner")), 3);
        assertEquals("ArithmeticException: inner", fault.name());
        String details = fault.details();
        assertTrue(details.contains("Thread main, 3 times") && details.contains(System.getProperty("java.version")));
        assertTrue(details.contains("IllegalStateException: outer"), details);
        assertTrue(details.contains("Caused by: java.lang.ArithmeticException: inner"), details);
    }
}
