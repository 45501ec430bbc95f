package org.fedlens.data.read.segmentation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.fedlens.data.ImageShape;
import org.fedlens.data.ImageStatistics;
import org.fedlens.data.Images;
import org.fedlens.data.PixelCache;
import org.fedlens.data.read.LazyImages;
import org.fedlens.data.scene.Scene;
import org.fedlens.data.scene.Scenes;

/**
 * Scenes that are read and fitted when they are asked for, image and mask at once; those used last are kept in a {@link
 * PixelCache}. Like {@link LazyImages}, every scene is read once at the beginning.
 */
final class LazyScenes {
    private final Scenes scenes;
    private final UnaryOperator<Scene> fitting;
    private final ImageShape shape;
    private final Survey seen;

    private LazyScenes(Scenes scenes, UnaryOperator<Scene> fitting, ImageShape shape, Survey seen) {
        this.scenes = scenes;
        this.fitting = fitting;
        this.shape = shape;
        this.seen = seen;
    }

    Images images() {
        return new Part(seen.images, shape, seen.imageTraits);
    }

    Images masks() {
        return new Part(seen.masks, new ImageShape(1, shape.height(), shape.width()), seen.maskTraits);
    }

    /** Looks at scenes one by one, as they come. */
    static final class Survey {
        private final PixelCache cache;
        private final int images;
        private final int masks;
        private final List<ImageStatistics> imageTraits = new ArrayList<>();
        private final List<ImageStatistics> maskTraits = new ArrayList<>();

        Survey(PixelCache cache) {
            this.cache = cache;
            this.images = cache.owner();
            this.masks = cache.owner();
        }

        void add(Scene fitted) {
            keep(imageTraits.size(), fitted);
            imageTraits.add(ImageStatistics.of(fitted.image(), 3));
            maskTraits.add(ImageStatistics.of(fitted.mask(), 1));
        }

        private void keep(int index, Scene fitted) {
            cache.keep(images, index, fitted.image());
            cache.keep(masks, index, fitted.mask());
        }

        /**
         * @param scenes those that were added
         * @param fitting brings one of them to the shape
         * @param shape of the images
         */
        LazyScenes done(Scenes scenes, UnaryOperator<Scene> fitting, ImageShape shape) {
            return new LazyScenes(scenes, fitting, shape, this);
        }
    }

    private final class Part implements Images {
        private final int owner;
        private final ImageShape shape;
        private final List<ImageStatistics> traits;

        Part(int owner, ImageShape shape, List<ImageStatistics> traits) {
            this.owner = owner;
            this.shape = shape;
            this.traits = List.copyOf(traits);
        }

        @Override
        public int count() {
            return traits.size();
        }

        @Override
        public ImageShape shape() {
            return shape;
        }

        @Override
        public Optional<ImageStatistics> traits(int index) {
            return Optional.of(traits.get(index));
        }

        @Override
        public void copy(int index, byte[] into, int offset) {
            byte[] pixels = seen.cache.find(owner, index).orElseGet(() -> {
                Scene fitted = fitting.apply(scenes.read(index));
                seen.keep(index, fitted);
                return owner == seen.images ? fitted.image() : fitted.mask();
            });
            System.arraycopy(pixels, 0, into, offset, shape.size());
        }
    }
}
