package org.fedlens.app.kit;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import org.fedlens.log.Fault;
import org.fedlens.log.LogFile;

/**
 * The faults of ours that nobody has put away yet, each kind once with the number of times it happened. They come from
 * any thread and are shown on the window's own; however fast they come, one piece of work at a time waits for it.
 */
public final class FaultModel {
    private static final int MOST = 20;

    /** What was put away and happens again stays away so long: one in every frame could not be put away otherwise. */
    private static final long QUIET_NANOS = 10_000_000_000L;

    private final LongSupplier nanos;
    private final Map<String, Fault> inbox = new LinkedHashMap<>();
    private final Map<String, Fault> kept = new LinkedHashMap<>();
    private final Map<String, Long> dismissed = new HashMap<>();
    private final SimpleObjectProperty<List<Fault>> shown = new SimpleObjectProperty<>(List.of());
    private Optional<Consumer<Path>> opener = Optional.empty();

    /** @param nanos a clock, as {@link System#nanoTime} */
    public FaultModel(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /**
     * Takes in a fault; may be called on any thread.
     *
     * @param pulse the way to the window's thread
     * @param first told there of every kind that is shown anew
     */
    public void hear(Fault fault, FxPulse pulse, Consumer<Fault> first) {
        boolean empty;
        synchronized (inbox) {
            empty = inbox.isEmpty();
            inbox.put(fault.kind(), fault);
        }
        if (empty) {
            pulse.post(() -> take(first));
        }
    }

    private void take(Consumer<Fault> first) {
        List<Fault> come;
        synchronized (inbox) {
            come = List.copyOf(inbox.values());
            inbox.clear();
        }
        come.forEach(fault -> show(fault, first));
    }

    /** Shows one; on the window's thread. */
    public void show(Fault fault, Consumer<Fault> first) {
        String kind = fault.kind();
        Long away = dismissed.get(kind);
        if (away != null && nanos.getAsLong() - away < QUIET_NANOS) {
            return;
        }
        dismissed.remove(kind);
        boolean anew = kept.remove(kind) == null;
        kept.put(kind, fault);
        if (kept.size() > MOST) {
            kept.remove(kept.keySet().iterator().next());
        }
        if (anew) {
            first.accept(fault);
        }
        shown.set(List.copyOf(kept.values()));
    }

    /** What is to be told, the newest last. */
    public ReadOnlyObjectProperty<List<Fault>> shownProperty() {
        return shown;
    }

    /** Puts all of them away. */
    public void dismiss() {
        dismissed.clear();
        kept.keySet().forEach(kind -> dismissed.put(kind, nanos.getAsLong()));
        kept.clear();
        shown.set(List.of());
    }

    /** Everything that is shown, with traces, and where the log is: what one sends to whoever mends it. */
    public String details() {
        List<String> parts = new ArrayList<>();
        LogFile.path().ifPresent(path -> parts.add("Log: " + path));
        shown.get().forEach(fault -> parts.add(fault.details()));
        return parts.stream().collect(Collectors.joining("\n\n"));
    }

    /** @param opener shows a folder with the means of the system */
    public void openWith(Consumer<Path> opener) {
        this.opener = Optional.of(opener);
    }

    /** True if there is a log file and a way to show its folder. */
    public boolean canShowLog() {
        return opener.isPresent() && LogFile.path().isPresent();
    }

    /** Shows the folder of the log file. */
    public void showLog() {
        opener.ifPresent(show -> LogFile.path().map(Path::getParent).ifPresent(show));
    }
}
