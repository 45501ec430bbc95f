package org.fedlens.data;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Pictures that stay in their files and are decoded when they are asked for: what large pictures would take in memory
 * is bounded, whatever there are of them. Those used last are kept, up to a number of bytes. May be read by several
 * threads at once; two that ask for the same picture at the same time may both decode it.
 */
final class FileImages implements Images {
    private final List<Path> files;
    private final ImageShape shape;
    private final long room;
    private final Map<Integer, byte[]> kept = new LinkedHashMap<>(16, 0.75f, true);

    /**
     * @param files one a picture
     * @param shape of one or three channels; other sides are resampled, of one channel the first plane is taken
     * @param room bytes that may be kept
     */
    FileImages(List<Path> files, ImageShape shape, long room) {
        this.files = List.copyOf(files);
        this.shape = shape;
        this.room = room;
    }

    @Override
    public int count() {
        return files.size();
    }

    @Override
    public ImageShape shape() {
        return shape;
    }

    /** @throws org.fedlens.text.Problem if the file has gone or was damaged since it was first looked at */
    @Override
    public void copy(int index, byte[] into, int offset) {
        byte[] pixels = known(index);
        if (pixels.length == 0) {
            // Colour planes come first in both cases, so a grey picture is the beginning of its planes.
            pixels = Picture.read(files.get(index))
                    .resized(shape.height(), shape.width())
                    .planes();
            keep(index, pixels);
        }
        System.arraycopy(pixels, 0, into, offset, shape.size());
    }

    private byte[] known(int index) {
        synchronized (kept) {
            return kept.getOrDefault(index, new byte[0]);
        }
    }

    private void keep(int index, byte[] pixels) {
        long most = room / shape.size();
        byte[] own = pixels.length == shape.size() ? pixels : java.util.Arrays.copyOf(pixels, shape.size());
        synchronized (kept) {
            kept.put(index, own);
            var oldest = kept.keySet().iterator();
            while (kept.size() > most && oldest.hasNext()) {
                oldest.next();
                oldest.remove();
            }
        }
    }

    /** How many pictures are kept now. */
    int kept() {
        synchronized (kept) {
            return kept.size();
        }
    }
}
