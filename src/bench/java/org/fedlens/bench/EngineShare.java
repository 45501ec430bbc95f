package org.fedlens.bench;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.fedlens.training.ClientTask;
import org.fedlens.training.LocalTrainer;

/**
 * Which share of a visit is spent outside libtorch, on the published recipe. Looks at the workers' stacks every few
 * milliseconds: a look that finds a native method of DJL's glue on top counts as libtorch, any other as ours. Looks at
 * a worker that is in no visit are left out.
 */
public final class EngineShare {
    private static final int CLIENTS = 24;
    private static final int WORKERS = 2;
    private static final int WARM_UP_ROUNDS = 10;
    private static final long SECONDS = 40;
    private static final long BETWEEN_LOOKS = 2;
    private static final int SHOWN = 15;
    private static final String GLUE = "ai.djl.pytorch.jni.PyTorchLibrary";

    private final Map<String, Integer> tops = new TreeMap<>();
    private final Map<String, Integer> lines = new TreeMap<>();
    private final Map<String, Integer> natives = new TreeMap<>();
    private int looks;
    private int outside;

    private EngineShare() {}

    public static void main(String[] arguments) throws InterruptedException {
        List<ClientTask> visits = PublishedRecipe.visits(PublishedRecipe.initial(), CLIENTS);
        try (OurWay ours = new OurWay(WORKERS)) {
            measure(() -> ours.round(visits));
        }
    }

    /** Work of the workers, over and over. */
    interface Round {
        void play() throws InterruptedException;
    }

    /** Plays rounds until the workers are warm, then looks at them while it plays on. */
    static void measure(Round round) throws InterruptedException {
        for (int i = 0; i < WARM_UP_ROUNDS; i++) {
            round.play();
        }
        EngineShare share = new EngineShare();
        List<Thread> workers = Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("worker-"))
                .toList();
        Thread watcher = new Thread(() -> share.watch(workers), "watcher");
        watcher.start();
        while (watcher.isAlive()) {
            round.play();
        }
        share.print();
    }

    private void watch(List<Thread> workers) {
        long end = System.nanoTime() + SECONDS * 1_000_000_000L;
        try {
            while (System.nanoTime() < end) {
                Thread.sleep(BETWEEN_LOOKS);
                workers.forEach(worker -> look(worker.getStackTrace()));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void look(StackTraceElement[] stack) {
        if (Stream.of(stack).noneMatch(frame -> frame.getClassName().equals(LocalTrainer.class.getName()))) {
            return;
        }
        looks++;
        if (stack[0].isNativeMethod() && stack[0].getClassName().equals(GLUE)) {
            natives.merge(stack[0].getMethodName(), 1, Integer::sum);
            return;
        }
        outside++;
        tops.merge(frame(stack[0]), 1, Integer::sum);
        String line = Stream.of(stack)
                .filter(frame -> frame.getClassName().startsWith("org.fedlens."))
                .findFirst()
                .map(EngineShare::frame)
                .orElse("?");
        lines.merge(line, 1, Integer::sum);
    }

    private static String frame(StackTraceElement frame) {
        return frame.getClassName() + "." + frame.getMethodName() + ":" + frame.getLineNumber();
    }

    private void print() {
        System.out.printf(
                Locale.ROOT,
                "%d looks, %d outside libtorch: %.2f %%%n",
                looks,
                outside,
                100.0 * outside / Math.max(1, looks));
        print("outside, by the frame on top", tops);
        print("outside, by our nearest line", lines);
        print("inside, by the native method", natives);
    }

    private void print(String title, Map<String, Integer> counts) {
        System.out.println(title + ":");
        List<Map.Entry<String, Integer>> entries = new ArrayList<>(counts.entrySet());
        entries.sort(Comparator.comparing(entry -> -entry.getValue()));
        entries.stream()
                .limit(SHOWN)
                .forEach(entry -> System.out.printf(
                        Locale.ROOT, "  %6.2f %%  %s%n", 100.0 * entry.getValue() / looks, entry.getKey()));
    }
}
