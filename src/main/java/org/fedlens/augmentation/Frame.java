package org.fedlens.augmentation;

import org.fedlens.data.ImageShape;
import org.fedlens.data.Scene;
import org.fedlens.data.SegmentationSet;

/**
 * A picture under change, with or without a mask, and the room it takes to change it. One frame serves any number of
 * pictures one after another without allocating anew; it belongs to one thread.
 */
public final class Frame {
    private ImageShape shape = new ImageShape(1, 1, 1);
    private byte[] pixels = new byte[0];
    private byte[] otherPixels = new byte[0];
    private boolean masked;
    private byte[] mask = new byte[0];
    private byte[] otherMask = new byte[0];
    private int[] numbers = new int[0];
    private float[] figures = new float[0];
    private final Resampler resampler = new Resampler();

    /**
     * Takes a picture without a mask: {@code shape.size()} unsigned bytes from {@code offset}, CHW; they are copied.
     */
    public void load(ImageShape picture, byte[] from, int offset) {
        shape = picture;
        pixels = room(pixels, picture.size());
        System.arraycopy(from, offset, pixels, 0, picture.size());
        masked = false;
    }

    /** Takes a picture with its mask. */
    public void load(Scene scene) {
        load(new ImageShape(3, scene.height(), scene.width()), scene.image(), 0);
        mask = room(mask, scene.mask().length);
        System.arraycopy(scene.mask(), 0, mask, 0, scene.mask().length);
        masked = true;
    }

    /** Takes a mask alone, which is its own picture: steps that move pixels move it as they would with its picture. */
    void loadMask(int height, int width, byte[] from) {
        load(new ImageShape(1, height, width), from, 0);
        mask = room(mask, from.length);
        System.arraycopy(from, 0, mask, 0, from.length);
        masked = true;
    }

    /** Copies the mask as it is now. */
    void copyMask(byte[] into, int offset) {
        System.arraycopy(mask, 0, into, offset, plane());
    }

    public ImageShape shape() {
        return shape;
    }

    /** Copies the picture as it is now. */
    public void copy(byte[] into, int offset) {
        System.arraycopy(pixels, 0, into, offset, shape.size());
    }

    /** The picture with its mask. @throws IllegalStateException if there is no mask */
    public Scene scene() {
        if (!masked) {
            throw new IllegalStateException("The picture has no mask");
        }
        byte[] image = new byte[shape.size()];
        byte[] classes = new byte[plane()];
        copy(image, 0);
        System.arraycopy(mask, 0, classes, 0, classes.length);
        return new Scene(shape.height(), shape.width(), image, classes);
    }

    int plane() {
        return shape.height() * shape.width();
    }

    boolean masked() {
        return masked;
    }

    /** The pixels themselves, to be changed where they are; longer than the picture at times. */
    byte[] pixels() {
        return pixels;
    }

    /** Room for so many bytes; {@link #swap} makes them the picture. */
    byte[] spare(int size) {
        otherPixels = room(otherPixels, size);
        return otherPixels;
    }

    /** What lies in the spare room is the picture now; the mask, if any, has to be moved by the caller. */
    void swap(ImageShape now) {
        byte[] old = pixels;
        pixels = otherPixels;
        otherPixels = old;
        shape = now;
    }

    Resampler resampler() {
        return resampler;
    }

    /** Room for whole numbers; what was in it is gone. */
    int[] numbers(int size) {
        if (numbers.length < size) {
            numbers = new int[size];
        }
        return numbers;
    }

    float[] figures(int size) {
        if (figures.length < size) {
            figures = new float[size];
        }
        return figures;
    }

    /**
     * Makes every pixel, and every class of the mask, that of another place. Places outside the picture become black
     * and are {@link SegmentationSet#PADDING}.
     *
     * @param from where each new pixel comes from in the old plane, or -1
     */
    void gather(int height, int width, int[] from) {
        int size = height * width;
        int old = plane();
        byte[] moved = spare(shape.channels() * size);
        for (int channel = 0; channel < shape.channels(); channel++) {
            gather(pixels, channel * old, moved, channel * size, from, size, (byte) 0);
        }
        gatherMask(size, from);
        swap(new ImageShape(shape.channels(), height, width));
    }

    /** The same for the mask alone, where there is one. */
    void gatherMask(int size, int[] from) {
        if (masked) {
            otherMask = room(otherMask, size);
            gather(mask, 0, otherMask, 0, from, size, (byte) SegmentationSet.PADDING);
            byte[] old = mask;
            mask = otherMask;
            otherMask = old;
        }
    }

    private static void gather(byte[] old, int oldAt, byte[] into, int at, int[] from, int size, byte empty) {
        for (int i = 0; i < size; i++) {
            into[at + i] = from[i] < 0 ? empty : old[oldAt + from[i]];
        }
    }

    private static byte[] room(byte[] before, int size) {
        return before.length < size ? new byte[size] : before;
    }
}
