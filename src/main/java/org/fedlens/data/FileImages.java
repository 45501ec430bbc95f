package org.fedlens.data;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Pictures that stay in their files and are decoded when they are asked for: what large pictures would take in memory
 * is bounded, whatever there are of them. Those used last are kept in a {@link PixelCache}. Every picture is decoded
 * once at the beginning, to find out which are damaged and what all of them have in common.
 */
final class FileImages implements Images {
    /** Pixels of one channel above which pictures stay in their files. */
    private static final int LARGEST_HELD = 64 * 64;

    private final List<Path> files;
    private final ImageShape shape;
    private final PixelCache cache;
    private final int owner;
    private final List<Traits> traits;

    private FileImages(List<Path> files, ImageShape shape, PixelCache cache, int owner, List<Traits> traits) {
        this.files = files;
        this.shape = shape;
        this.cache = cache;
        this.owner = owner;
        this.traits = traits;
    }

    /** True if pictures of these sides stay in their files. */
    static boolean suits(int height, int width) {
        return height * width > LARGEST_HELD;
    }

    /** The same for pictures that are there already. */
    static boolean suits(Images images) {
        return suits(images.shape().height(), images.shape().width());
    }

    @Override
    public int count() {
        return files.size();
    }

    @Override
    public ImageShape shape() {
        return shape;
    }

    @Override
    public Optional<Traits> traits(int index) {
        return Optional.of(traits.get(index));
    }

    /** @throws org.fedlens.text.Problem if the file has gone or was damaged since it was first looked at */
    @Override
    public void copy(int index, byte[] into, int offset) {
        byte[] pixels = cache.find(owner, index).orElseGet(() -> {
            byte[] decoded = stored(Picture.read(files.get(index)).resized(shape.height(), shape.width()));
            cache.keep(owner, index, decoded);
            return decoded;
        });
        if (pixels.length >= shape.size()) {
            System.arraycopy(pixels, 0, into, offset, shape.size());
        } else {
            for (int channel = 0; channel < shape.channels(); channel++) {
                System.arraycopy(pixels, 0, into, offset + channel * pixels.length, pixels.length);
            }
        }
    }

    /** Of grey pictures one plane is enough. */
    private static byte[] stored(Picture picture) {
        return picture.grey() ? Arrays.copyOf(picture.planes(), picture.planes().length / 3) : picture.planes();
    }

    /** Looks at pictures one by one, as they come. */
    static final class Survey {
        private final int height;
        private final int width;
        private final PixelCache cache;
        private final int owner;
        private final List<Path> files = new ArrayList<>();
        private final List<Traits> traits = new ArrayList<>();

        /** All pictures are brought to these sides. */
        Survey(int height, int width, PixelCache cache) {
            this.height = height;
            this.width = width;
            this.cache = cache;
            this.owner = cache.owner();
        }

        /** @param decoded what the file holds */
        void add(Path file, Picture decoded) {
            byte[] pixels = stored(decoded.resized(height, width));
            traits.add(Traits.of(pixels, pixels.length / (height * width)));
            cache.keep(owner, files.size(), pixels);
            files.add(file);
        }

        /** @param channels 1 or 3; of one channel, the first plane is taken */
        FileImages done(int channels) {
            return new FileImages(
                    List.copyOf(files), new ImageShape(channels, height, width), cache, owner, List.copyOf(traits));
        }
    }
}
