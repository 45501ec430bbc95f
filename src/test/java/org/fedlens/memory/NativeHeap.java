package org.fedlens.memory;

import com.sun.jna.Function;
import com.sun.jna.NativeLibrary;
import com.sun.jna.NativeLong;
import com.sun.jna.Structure;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** What this process holds outside the Java heap, as the system and the C library count it. */
final class NativeHeap {
    private static final Path STATUS = Path.of("/proc/self/status");
    private static final int READINGS = 100;
    private static final long PAUSE_MILLIS = 300;

    private NativeHeap() {}

    /** Bytes resident in memory; empty where the system does not tell. */
    static Optional<Long> resident() throws IOException {
        if (!Files.isReadable(STATUS)) {
            return Optional.empty();
        }
        try (Stream<String> lines = Files.lines(STATUS)) {
            return lines.filter(line -> line.startsWith("VmRSS:"))
                    .map(line -> 1024 * Long.parseLong(line.replaceAll("\\D", "")))
                    .findFirst();
        }
    }

    /** Bytes resident in memory without what the virtual machine took for its heap, its classes and its code. */
    static Optional<Long> besideJava() throws IOException {
        MemoryMXBean java = ManagementFactory.getMemoryMXBean();
        long own = java.getHeapMemoryUsage().getCommitted()
                + java.getNonHeapMemoryUsage().getCommitted();
        return resident().map(all -> all - own);
    }

    /**
     * Bytes that were allocated by malloc and not freed, in all arenas. libtorch's arrays are among them, Java's heap
     * is not, so an array that stays alive shows whatever else memory does. Empty without glibc 2.33 or newer.
     */
    static Optional<Long> inUse() {
        try {
            Function function = NativeLibrary.getInstance("c").getFunction("mallinfo2");
            MallInfo info = (MallInfo) function.invoke(MallInfo.ByValue.class, new Object[0]);
            return Optional.of(info.uordblks.longValue() + info.hblkhd.longValue());
        } catch (UnsatisfiedLinkError noSuchFunction) {
            return Optional.empty();
        }
    }

    /**
     * The smallest reading until it falls below a limit, for at most half a minute. The compiler allocates its working
     * memory with malloc too, a hundred megabytes at times, and gives it back some seconds later; a forgotten array
     * stays in every reading.
     */
    static Optional<Long> settled(long limit) throws InterruptedException {
        Optional<Long> least = inUse();
        for (int reading = 0; reading < READINGS && least.orElse(limit) > limit; reading++) {
            Thread.sleep(PAUSE_MILLIS);
            long now = inUse().orElseThrow();
            least = least.map(before -> Math.min(before, now));
        }
        return least;
    }

    /** {@code struct mallinfo2} of glibc's {@code malloc.h}. */
    @Structure.FieldOrder({
        "arena",
        "ordblks",
        "smblks",
        "hblks",
        "hblkhd",
        "usmblks",
        "fsmblks",
        "uordblks",
        "fordblks",
        "keepcost"
    })
    public static class MallInfo extends Structure {
        public NativeLong arena;
        public NativeLong ordblks;
        public NativeLong smblks;
        public NativeLong hblks;
        /** Bytes in blocks of their own. */
        public NativeLong hblkhd;

        public NativeLong usmblks;
        public NativeLong fsmblks;
        /** Bytes in use in the arenas. */
        public NativeLong uordblks;

        public NativeLong fordblks;
        public NativeLong keepcost;

        /** As the function returns it. */
        public static final class ByValue extends MallInfo implements Structure.ByValue {}
    }
}
