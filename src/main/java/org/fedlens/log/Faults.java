package org.fedlens.log;

import java.io.IOException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.fedlens.text.Problem;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where everything goes that went wrong and that nobody mended: uncaught exceptions of every thread, and those that
 * some code caught only to go on. A fault of ours is logged once with its trace and told to whoever listens, the window
 * or the terminal; equal ones are counted. It is the default handler of uncaught exceptions of the process.
 */
public final class Faults implements Thread.UncaughtExceptionHandler {
    private static final Logger LOG = LoggerFactory.getLogger(Faults.class);

    /** Kinds that are told apart; beyond that the one that was not seen for longest is forgotten. */
    private static final int KINDS = 200;

    /** Equal faults that are logged one by one. */
    private static final int SOME = 10;

    private final Consumer<Fault> fallback;
    private final List<Consumer<Fault>> listeners = new CopyOnWriteArrayList<>();
    private final Set<Throwable> known = Collections.newSetFromMap(new WeakHashMap<>());
    private final Map<String, Long> counts = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Long> eldest) {
            return size() > KINDS;
        }
    };

    /** @param fallback told of a fault while nobody listens */
    Faults(Consumer<Fault> fallback) {
        this.fallback = fallback;
    }

    /**
     * Makes one of these the handler of all threads; called once, when the program starts.
     *
     * @param fallback told of a fault while nobody listens
     */
    public static Faults install(Consumer<Fault> fallback) {
        Faults faults = new Faults(fallback);
        Thread.setDefaultUncaughtExceptionHandler(faults);
        return faults;
    }

    /** The one that was installed; where none was, one that only logs. */
    public static Faults here() {
        return Thread.getDefaultUncaughtExceptionHandler() instanceof Faults faults ? faults : new Faults(fault -> {});
    }

    /** Adds one who is told of every fault of ours, on the thread on which it happened. @return takes him away again */
    public Runnable listen(Consumer<Fault> listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    /** An exception that nothing caught: always our own fault, even where the user could mend what it says. */
    @Override
    public void uncaughtException(Thread thread, Throwable cause) {
        tell(thread, cause);
    }

    /**
     * Takes what some code has caught and cannot mend. What the user can mend and what the disk or the net refused is
     * logged only, since the caller tells it in its place; the rest is our own fault. An interruption is nobody's.
     */
    public void report(Throwable cause) {
        Throwable root = Fault.root(cause);
        if (root instanceof Problem problem) {
            log(problem);
        } else if (root instanceof IOException) {
            if (isNew(root)) {
                LOG.warn("Refused by the system", cause);
            }
        } else if (!(root instanceof InterruptedException || root instanceof CancellationException)) {
            tell(Thread.currentThread(), cause);
        }
    }

    /** Logs a fault of ours without telling it: for code whose caller hears of it and tells it. */
    public void log(Throwable cause) {
        count(Thread.currentThread(), cause);
    }

    /** Logs on one line what was told to the user as a thing to mend. */
    public void log(Problem problem) {
        if (isNew(problem)) {
            LOG.warn("Problem: {}", problem.getMessage());
        }
    }

    private void tell(Thread thread, Throwable cause) {
        try {
            Fault fault = count(thread, cause);
            if (listeners.isEmpty()) {
                fallback.accept(fault);
            }
            listeners.forEach(listener -> listener.accept(fault));
        } catch (RuntimeException | Error worse) {
            LOG.error("A fault could not be told", worse);
        }
    }

    /** Counts and logs what was thrown, unless that was done on its way here. */
    private Fault count(Thread thread, Throwable cause) {
        boolean fresh = isNew(Fault.root(cause));
        String kind = new Fault(thread.getName(), cause, 1).kind();
        long times;
        synchronized (counts) {
            times = Math.max(1, counts.getOrDefault(kind, 0L) + (fresh ? 1 : 0));
            counts.put(kind, times);
        }
        Fault fault = new Fault(thread.getName(), cause, times);
        if (fresh && times == 1) {
            LOG.error("A fault of ours on {}", fault.thread(), cause);
        } else if (fresh && sparse(times)) {
            LOG.error("The same for the {}. time: {}", times, fault.name());
        }
        return fault;
    }

    /** True for few of many numbers: a fault in every frame must not push everything else out of the log. */
    private static boolean sparse(long times) {
        return times <= SOME || Long.toString(times).matches("10*");
    }

    private boolean isNew(Throwable root) {
        synchronized (known) {
            return known.add(root);
        }
    }
}
