package org.fedlens.data;

/** One nearest neighbour on raw pixels: shows that pictures and labels belong together. */
public final class NearestNeighbour {
    private NearestNeighbour() {}

    public static double accuracy(LabelledImages train, int from, int to, LabelledImages test, int first, int last) {
        int[][] known = new int[to - from][];
        for (int index = from; index < to; index++) {
            known[index - from] = pixels(train, index);
        }
        int right = 0;
        for (int index = first; index < last; index++) {
            int[] asked = pixels(test, index);
            long best = Long.MAX_VALUE;
            int nearest = 0;
            for (int i = 0; i < known.length; i++) {
                long distance = distance(asked, known[i], best);
                if (distance < best) {
                    best = distance;
                    nearest = i;
                }
            }
            right += train.labels().of(from + nearest) == test.labels().of(index) ? 1 : 0;
        }
        return right / (double) (last - first);
    }

    private static long distance(int[] a, int[] b, long enough) {
        long sum = 0;
        for (int i = 0; i < a.length && sum < enough; i++) {
            sum += (long) (a[i] - b[i]) * (a[i] - b[i]);
        }
        return sum;
    }

    private static int[] pixels(LabelledImages images, int index) {
        byte[] bytes = new byte[images.images().shape().size()];
        images.images().copy(index, bytes, 0);
        int[] pixels = new int[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            pixels[i] = bytes[i] & 0xFF;
        }
        return pixels;
    }
}
