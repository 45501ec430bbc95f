package org.fedlens.data;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * What is remembered of a picture that was decoded once and let go: enough for the figures of its set.
 *
 * @param digest SHA-256 of its pixels
 * @param sums sum of the levels of each channel; one entry if all channels are equal
 * @param squares sum of their squares
 */
public record ImageStatistics(byte[] digest, long[] sums, long[] squares) {
    /** @param planes unsigned bytes, CHW */
    static ImageStatistics of(byte[] planes, int channels) {
        long[] sums = new long[channels];
        long[] squares = new long[channels];
        int plane = planes.length / channels;
        for (int channel = 0; channel < channels; channel++) {
            for (int i = channel * plane; i < (channel + 1) * plane; i++) {
                int level = planes[i] & 0xFF;
                sums[channel] += level;
                squares[channel] += level * level;
            }
        }
        try {
            return new ImageStatistics(MessageDigest.getInstance("SHA-256").digest(planes), sums, squares);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
