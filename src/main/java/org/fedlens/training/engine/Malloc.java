package org.fedlens.training.engine;

import com.sun.jna.Function;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Platform;

/**
 * Tells the C library to keep freed memory for the next step. Each step of a client frees what the next one needs
 * again, a few large blocks; by default glibc gives them back to the system, which then has to clear every page anew.
 */
final class Malloc {
    private static final int TRIM_THRESHOLD = -1;
    private static final int TOP_PAD = -2;
    private static final int MMAP_THRESHOLD = -3;
    private static final int LARGEST_BLOCK = 32 << 20;
    private static final int KEPT = 256 << 20;

    private Malloc() {}

    /** Does nothing where there is no such switch. */
    static void keepFreedMemory() {
        if (!Platform.isLinux()) {
            return;
        }
        try {
            Function mallopt = NativeLibrary.getInstance("c").getFunction("mallopt");
            mallopt.invokeInt(new Object[] {MMAP_THRESHOLD, LARGEST_BLOCK});
            mallopt.invokeInt(new Object[] {TRIM_THRESHOLD, KEPT});
            mallopt.invokeInt(new Object[] {TOP_PAD, LARGEST_BLOCK});
        } catch (UnsatisfiedLinkError otherLibrary) {
            // Another C library has its own ways; only speed is at stake.
        }
    }
}
