package org.fedlens.augmentation;

import org.apache.commons.rng.UniformRandomProvider;
import org.fedlens.data.ImageShape;

/**
 * Turns the picture about its middle by an angle drawn evenly, each pixel taking the nearest old one; corners that come
 * from outside are black and belong to no class.
 *
 * @param degrees largest angle to either side, 0 to 180
 */
public record Rotation(double degrees) implements Augmentation {
    public Rotation {
        if (!(degrees >= 0 && degrees <= 180)) {
            throw new IllegalArgumentException("An angle lies between 0 and 180 degrees");
        }
    }

    @Override
    public void apply(ImageFrame frame, UniformRandomProvider random) {
        double angle = Math.toRadians(degrees * (2 * random.nextDouble() - 1));
        double cosine = StrictMath.cos(angle);
        double sine = StrictMath.sin(angle);
        ImageShape shape = frame.shape();
        double middleY = shape.height() / 2.0;
        double middleX = shape.width() / 2.0;
        int[] from = frame.numbers(frame.plane());
        for (int y = 0; y < shape.height(); y++) {
            double downBy = y + 0.5 - middleY;
            for (int x = 0; x < shape.width(); x++) {
                double acrossBy = x + 0.5 - middleX;
                double column = Math.floor(cosine * acrossBy - sine * downBy + middleX);
                double row = Math.floor(sine * acrossBy + cosine * downBy + middleY);
                boolean inside = row >= 0 && row < shape.height() && column >= 0 && column < shape.width();
                from[y * shape.width() + x] = inside ? (int) row * shape.width() + (int) column : -1;
            }
        }
        frame.gather(shape.height(), shape.width(), from);
    }
}
