package org.fedlens.training.engine;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.jni.JniUtils;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Opens libtorch once, offline. A device is {@code cpu}, {@code gpu} or {@code gpu:1}.
 *
 * @param device where arrays live
 */
public record NativeLibrary(Device device) {
    /**
     * Loads the native libraries that lie on the class path; takes about a second the first time, so the window does it
     * in the background.
     */
    public static NativeLibrary open(String device) {
        // The libraries are on the class path; nothing may be fetched, and nobody is told that we run.
        System.setProperty("ai.djl.offline", "true");
        System.setProperty("OPT_OUT_TRACKING", "true");
        Malloc.keepFreedMemory();
        Engine engine = Engine.getEngine("PyTorch");
        if (!device.matches("cpu|gpu(:\\d{1,4})?")) {
            throw new IllegalArgumentException(device);
        }
        Device wanted = Device.fromName(device);
        if (wanted.isGpu() && engine.getGpuCount() <= Math.max(0, wanted.getDeviceId())) {
            throw new IllegalArgumentException(device);
        }
        return new NativeLibrary(wanted);
    }

    /** Every device that this libtorch can compute on, the processor first. */
    public static List<String> devices() {
        open("cpu");
        return Stream.concat(
                        Stream.of("cpu"),
                        IntStream.range(0, Engine.getEngine("PyTorch").getGpuCount())
                                .mapToObj(index -> "gpu:" + index))
                .toList();
    }

    /** Version of libtorch's glue, for environment.json. */
    public static String version() {
        return Engine.getEngine("PyTorch").getVersion();
    }

    /** A manager for one client's visit or one evaluation; closing it frees what is left in it. */
    public NDManager manager() {
        return NDManager.newBaseManager(device, "PyTorch");
    }

    /**
     * Prepares the calling thread: one libtorch thread, so that sums are made in one order, and no gradients outside
     * a {@link GradientTape}. Both are settings of the thread, not of the process. Loads
     * the engine where that has not been done.
     */
    public static void prepareThread() {
        open("cpu");
        JniUtils.setNumThreads(1);
        JniUtils.setGradMode(false);
    }
}
