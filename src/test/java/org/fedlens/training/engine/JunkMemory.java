package org.fedlens.training.engine;

import ai.djl.pytorch.jni.LibUtils;
import com.sun.jna.NativeLibrary;
import java.nio.file.Path;

/** libtorch's own switch for finding reads of memory that nobody wrote: every new array begins full of NaN. */
public final class JunkMemory {
    private JunkMemory() {}

    /** Holds for the whole process until it is switched off. */
    public static void handOut(boolean on) {
        Path library = Path.of(LibUtils.getLibtorchPath(), System.mapLibraryName("c10"));
        NativeLibrary.getInstance(library.toString())
                .getGlobalVariableAddress("FLAGS_caffe2_cpu_allocator_do_junk_fill")
                .setByte(0, (byte) (on ? 1 : 0));
    }
}
