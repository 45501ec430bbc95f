package org.fedlens.data;

import org.fedlens.data.scene.Scenes;

/**
 * How many pixels of each class every scene shows; every mask is read once.
 *
 * @param counts by scene and class
 */
public record ClassPixels(int[][] counts) {
    /** Reads all masks. @throws org.fedlens.text.Problem if one cannot be read */
    public static ClassPixels of(Scenes scenes, int classes) {
        int[][] counts = new int[scenes.count()][classes];
        for (int index = 0; index < counts.length; index++) {
            for (byte label : scenes.read(index).mask()) {
                if ((label & 0xFF) < classes) {
                    counts[index][label & 0xFF]++;
                }
            }
        }
        return new ClassPixels(counts);
    }

    /** How many classes there are. */
    public int classes() {
        return counts.length == 0 ? 0 : counts[0].length;
    }
}
