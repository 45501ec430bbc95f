package org.fedlens.memory;

import com.sun.jna.Function;
import com.sun.jna.NativeLibrary;
import com.sun.jna.NativeLong;
import com.sun.jna.Structure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** What this process holds outside the Java heap, as the system and the C library count it. */
final class NativeHeap {
    private static final Path STATUS = Path.of("/proc/self/status");

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
