package org.fedlens.app.shell;

import java.lang.management.ManagementFactory;
import java.util.Locale;
import javafx.scene.Scene;

/** How long the program took from the start of its virtual machine to the first frame, for those who ask. */
final class StartTime {
    private StartTime() {}

    /** Prints the time when the scene is laid out for the first time, if {@code -Dfedlens.timing=true} is set. */
    static void tellFirstFrame(Scene scene) {
        if (Boolean.getBoolean("fedlens.timing")) {
            scene.addPostLayoutPulseListener(new Runnable() {
                @Override
                public void run() {
                    long began = ManagementFactory.getRuntimeMXBean().getStartTime();
                    double seconds = (System.currentTimeMillis() - began) / 1000.0;
                    System.out.printf(Locale.ROOT, "first frame %.2f s after the start of the JVM%n", seconds);
                    scene.removePostLayoutPulseListener(this);
                }
            });
        }
    }
}
