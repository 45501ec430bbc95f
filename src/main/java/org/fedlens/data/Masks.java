package org.fedlens.data;

import java.util.Arrays;
import org.fedlens.data.scene.SegmentationSet;

/**
 * The class of every pixel of some pictures, mask by mask: one unsigned byte a pixel, a class, {@link
 * SegmentationSet#IGNORE} or {@link SegmentationSet#PADDING}. Immutable.
 *
 * @param pixels the masks, as pictures of one channel
 * @param counts how many pixels of each class every mask shows
 * @throws IllegalArgumentException if there are not as many counts as masks
 */
public record Masks(Images pixels, ClassPixels counts) {
    public Masks {
        if (pixels.count() != counts.counts().length) {
            throw new IllegalArgumentException(pixels.count() + " masks, but " + counts.counts().length + " counts");
        }
    }

    /** Reads every mask once. */
    public static Masks of(Images pixels, int classes) {
        int[][] counts = new int[pixels.count()][classes];
        byte[] mask = new byte[pixels.shape().size()];
        for (int index = 0; index < counts.length; index++) {
            pixels.copy(index, mask, 0);
            for (byte label : mask) {
                if ((label & 0xFF) < classes) {
                    counts[index][label & 0xFF]++;
                }
            }
        }
        return new Masks(pixels, new ClassPixels(counts));
    }

    /** How many pictures show each class. */
    public int[] histogram() {
        int[] shown = new int[counts.classes()];
        for (int[] one : counts.counts()) {
            Arrays.setAll(shown, label -> shown[label] + (one[label] > 0 ? 1 : 0));
        }
        return shown;
    }

    Masks subset(int[] indices) {
        int[][] chosen =
                Arrays.stream(indices).mapToObj(index -> counts.counts()[index]).toArray(int[][]::new);
        return new Masks(pixels.subset(indices), new ClassPixels(chosen));
    }

    /** The same with every class erased that is not kept: its pixels become {@link SegmentationSet#IGNORE}. */
    Masks erased(boolean[] kept) {
        byte[] meaning = new byte[256];
        for (int value = 0; value < meaning.length; value++) {
            meaning[value] = (byte) (value < kept.length && !kept[value] ? SegmentationSet.IGNORE : value);
        }
        int[][] left = new int[counts.counts().length][];
        for (int index = 0; index < left.length; index++) {
            left[index] = counts.counts()[index].clone();
            for (int label = 0; label < left[index].length; label++) {
                left[index][label] *= kept[label] ? 1 : 0;
            }
        }
        return new Masks(new Translated(pixels, meaning), new ClassPixels(left));
    }

    /** The same with class c called {@code classes - 1 - c}, as somebody tells it who wants to mislead. */
    public Masks flipped(int classes) {
        byte[] meaning = new byte[256];
        for (int value = 0; value < meaning.length; value++) {
            meaning[value] = (byte) (value < classes ? classes - 1 - value : value);
        }
        int[][] turned = new int[counts.counts().length][classes];
        for (int index = 0; index < turned.length; index++) {
            int[] shown = counts.counts()[index];
            Arrays.setAll(turned[index], label -> shown[classes - 1 - label]);
        }
        return new Masks(new Translated(pixels, meaning), new ClassPixels(turned));
    }

    /** Pictures whose bytes are replaced one by one as they are read. */
    private record Translated(Images all, byte[] meaning) implements Images {
        @Override
        public int count() {
            return all.count();
        }

        @Override
        public ImageShape shape() {
            return all.shape();
        }

        @Override
        public void copy(int index, byte[] into, int offset) {
            all.copy(index, into, offset);
            for (int at = offset; at < offset + all.shape().size(); at++) {
                into[at] = meaning[into[at] & 0xFF];
            }
        }
    }
}
