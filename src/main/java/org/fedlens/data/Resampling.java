package org.fedlens.data;

import java.util.Arrays;

/**
 * Brings planes of pixels to other sides, one axis after the other. Where an axis shrinks, a new pixel is the mean of
 * the old ones it covers, each by the covered part (box filter); where it grows, it is interpolated linearly between
 * the two nearest centres. Results are rounded to the nearest byte. Shrinking by a whole number is plain box averaging.
 */
public final class Resampling {
    private Resampling() {}

    /**
     * @param planes {@code shape.size()} unsigned bytes, CHW
     * @param height rows wanted, at least one
     * @param width columns wanted, at least one
     * @return the planes with their new sides
     */
    public static byte[] of(byte[] planes, ImageShape shape, int height, int width) {
        float[] row = new float[shape.width()];
        float[][] weightsX = weights(shape.width(), width);
        float[][] weightsY = weights(shape.height(), height);
        int[] firstX = first(shape.width(), width);
        int[] firstY = first(shape.height(), height);
        byte[] result = new byte[shape.channels() * height * width];
        for (int channel = 0; channel < shape.channels(); channel++) {
            int plane = channel * shape.height() * shape.width();
            for (int y = 0; y < height; y++) {
                Arrays.fill(row, 0);
                for (int i = 0; i < weightsY[y].length; i++) {
                    int from = plane + (firstY[y] + i) * shape.width();
                    for (int x = 0; x < row.length; x++) {
                        row[x] += weightsY[y][i] * (planes[from + x] & 0xFF);
                    }
                }
                for (int x = 0; x < width; x++) {
                    float sum = 0;
                    for (int i = 0; i < weightsX[x].length; i++) {
                        sum += weightsX[x][i] * row[firstX[x] + i];
                    }
                    result[(channel * height + y) * width + x] = (byte) Math.min(255, Math.round(sum));
                }
            }
        }
        return result;
    }

    private static int[] first(int from, int to) {
        int[] first = new int[to];
        double scale = from / (double) to;
        for (int i = 0; i < to; i++) {
            double start = scale >= 1 ? i * scale : (i + 0.5) * scale - 0.5;
            first[i] = (int) Math.max(0, Math.min(from - 1, Math.floor(start + 1e-9)));
        }
        return first;
    }

    private static float[][] weights(int from, int to) {
        float[][] weights = new float[to][];
        int[] first = first(from, to);
        double scale = from / (double) to;
        for (int i = 0; i < to; i++) {
            if (scale >= 1) {
                double end = (i + 1) * scale;
                int last = (int) Math.min(from - 1, Math.ceil(end - 1e-9) - 1);
                weights[i] = new float[last - first[i] + 1];
                for (int j = first[i]; j <= last; j++) {
                    double covered = Math.min(end, j + 1) - Math.max(i * scale, j);
                    weights[i][j - first[i]] = (float) (covered / scale);
                }
            } else {
                double place = Math.max(0, (i + 0.5) * scale - 0.5);
                float share = (float) (place - first[i]);
                boolean atEdge = first[i] == from - 1;
                weights[i] = atEdge ? new float[] {1} : new float[] {1 - share, share};
            }
        }
        return weights;
    }
}
