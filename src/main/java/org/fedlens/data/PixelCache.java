package org.fedlens.data;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Decoded pictures that were used last, up to a number of bytes for all collections of a data set together. May be used
 * by several threads at once; two that miss the same picture at the same time may both decode it.
 */
final class PixelCache {
    /** One part of so many of the memory that this program may use. */
    private static final int PART = 8;

    private final long room;
    private final Map<Key, byte[]> kept = new LinkedHashMap<>(16, 0.75f, true);
    private long bytes;

    private record Key(int owner, int index) {}

    /** Owners are told apart by number. */
    private int owners;

    /** @param room bytes that may be kept */
    PixelCache(long room) {
        this.room = room;
    }

    /** A cache that takes an eighth of the memory this program may use. */
    static PixelCache standard() {
        return new PixelCache(Runtime.getRuntime().maxMemory() / PART);
    }

    /** A number for a collection that will keep pictures here. */
    synchronized int owner() {
        return owners++;
    }

    synchronized Optional<byte[]> find(int owner, int index) {
        return Optional.ofNullable(kept.get(new Key(owner, index)));
    }

    /** @param pixels must not change afterwards */
    synchronized void keep(int owner, int index, byte[] pixels) {
        byte[] before = kept.put(new Key(owner, index), pixels);
        bytes += pixels.length - (before == null ? 0 : before.length);
        Iterator<byte[]> oldest = kept.values().iterator();
        while (bytes > room && oldest.hasNext()) {
            bytes -= oldest.next().length;
            oldest.remove();
        }
    }

    /** How many pictures are kept now. */
    synchronized int count() {
        return kept.size();
    }
}
