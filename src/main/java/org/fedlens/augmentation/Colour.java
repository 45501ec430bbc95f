package org.fedlens.augmentation;

import org.fedlens.data.ImageShape;

/**
 * Arithmetic on the colours of a picture, byte by byte, by PIL's rules: lightness is
 * {@code (19595 R + 38470 G + 7471 B) / 65536} rounded, mixtures are cut down to whole numbers and to 0 to 255. Only
 * the hue deviates: it is turned exactly, where PIL goes through a hue of eight bits.
 */
final class Colour {
    private Colour() {}

    /** All pixels times a factor. */
    static void brightness(Frame frame, float factor) {
        int size = frame.shape().size();
        mix(frame.pixels(), size, 0, factor);
    }

    /** Distance of all pixels from the mean lightness times a factor. */
    static void contrast(Frame frame, float factor) {
        byte[] pixels = frame.pixels();
        int plane = frame.plane();
        long sum = 0;
        for (int i = 0; i < plane; i++) {
            sum += lightness(pixels, plane, i, frame.shape());
        }
        mix(pixels, frame.shape().size(), (int) ((double) sum / plane + 0.5), factor);
    }

    private static void mix(byte[] pixels, int size, int other, float factor) {
        for (int i = 0; i < size; i++) {
            pixels[i] = (byte) level(other + factor * ((pixels[i] & 0xFF) - other));
        }
    }

    /** Distance of every pixel's colours from its own lightness times a factor. */
    static void saturation(Frame frame, float factor) {
        if (frame.shape().channels() != 3) {
            return;
        }
        byte[] pixels = frame.pixels();
        int plane = frame.plane();
        for (int i = 0; i < plane; i++) {
            int light = lightness(pixels[i] & 0xFF, pixels[plane + i] & 0xFF, pixels[2 * plane + i] & 0xFF);
            pixels[i] = (byte) level(light + factor * ((pixels[i] & 0xFF) - light));
            pixels[plane + i] = (byte) level(light + factor * ((pixels[plane + i] & 0xFF) - light));
            pixels[2 * plane + i] = (byte) level(light + factor * ((pixels[2 * plane + i] & 0xFF) - light));
        }
    }

    /** Every pixel gets its lightness in all channels. */
    static void grey(Frame frame) {
        if (frame.shape().channels() != 3) {
            return;
        }
        byte[] pixels = frame.pixels();
        int plane = frame.plane();
        for (int i = 0; i < plane; i++) {
            int light = lightness(pixels[i] & 0xFF, pixels[plane + i] & 0xFF, pixels[2 * plane + i] & 0xFF);
            pixels[i] = (byte) light;
            pixels[plane + i] = (byte) light;
            pixels[2 * plane + i] = (byte) light;
        }
    }

    /** @param turn part of a full turn of the colour circle, -1 to 1 */
    static void hue(Frame frame, float turn) {
        if (frame.shape().channels() != 3) {
            return;
        }
        byte[] pixels = frame.pixels();
        int plane = frame.plane();
        float shift = 6 * (turn < 0 ? turn + 1 : turn);
        for (int i = 0; i < plane; i++) {
            int red = pixels[i] & 0xFF;
            int green = pixels[plane + i] & 0xFF;
            int blue = pixels[2 * plane + i] & 0xFF;
            int high = Math.max(red, Math.max(green, blue));
            int low = Math.min(red, Math.min(green, blue));
            int span = high - low;
            if (span == 0) {
                continue;
            }
            float hue;
            if (red == high) {
                hue = (float) (green - blue) / span + 6;
            } else if (green == high) {
                hue = (float) (blue - red) / span + 2;
            } else {
                hue = (float) (red - green) / span + 4;
            }
            hue += shift;
            // At most 7 + 6: two full turns too many.
            hue -= hue >= 12 ? 12 : hue >= 6 ? 6 : 0;
            int sector = (int) hue;
            float within = hue - sector;
            int rising = (int) (low + span * within + 0.5f);
            int falling = (int) (high - span * within + 0.5f);
            pixels[i] = (byte) pick(sector, high, falling, low, low, rising, high);
            pixels[plane + i] = (byte) pick(sector, rising, high, high, falling, low, low);
            pixels[2 * plane + i] = (byte) pick(sector, low, low, rising, high, high, falling);
        }
    }

    private static int pick(int sector, int first, int second, int third, int fourth, int fifth, int sixth) {
        return switch (sector) {
            case 0 -> first;
            case 1 -> second;
            case 2 -> third;
            case 3 -> fourth;
            case 4 -> fifth;
            default -> sixth;
        };
    }

    private static int lightness(byte[] pixels, int plane, int i, ImageShape shape) {
        return shape.channels() == 3
                ? lightness(pixels[i] & 0xFF, pixels[plane + i] & 0xFF, pixels[2 * plane + i] & 0xFF)
                : pixels[i] & 0xFF;
    }

    private static int lightness(int red, int green, int blue) {
        return (red * 19595 + green * 38470 + blue * 7471 + 0x8000) >> 16;
    }

    private static int level(float value) {
        return value <= 0 ? 0 : value >= 255 ? 255 : (int) value;
    }
}
