package org.fedlens.bench;

import java.util.Arrays;
import org.fedlens.augmentation.ViewRecipe;
import org.fedlens.augmentation.Views;
import org.fedlens.data.ImageShape;
import org.fedlens.data.PixelBlock;
import org.fedlens.random.Purpose;
import org.fedlens.random.Streams;

/** How many pairs of views of 32 x 32 colour pictures one thread makes in a second, for every recipe. */
public final class ViewPairs {
    private static final int PICTURES = 1_000;
    private static final int TURNS = 9;

    private ViewPairs() {}

    public static void main(String[] arguments) {
        ImageShape shape = new ImageShape(3, 32, 32);
        byte[] noise = new byte[PICTURES * shape.size()];
        Streams.of(1, Purpose.GENERATED).nextBytes(noise);
        PixelBlock images = PixelBlock.of(shape, noise);
        byte[] into = new byte[shape.size()];
        for (ViewRecipe recipe : ViewRecipe.values()) {
            Views views = new Views(images, recipe.chain(), 1, 1, 1);
            double[] seconds = new double[TURNS];
            long check = 0;
            for (int turn = 0; turn < TURNS; turn++) {
                long begin = System.nanoTime();
                for (int picture = 0; picture < PICTURES; picture++) {
                    for (int view = 0; view < 2; view++) {
                        views.copy(picture, turn, view, into, 0);
                        check += into[picture % into.length];
                    }
                }
                seconds[turn] = (System.nanoTime() - begin) / 1e9;
            }
            double[] warm = Arrays.copyOfRange(seconds, 2, TURNS);
            Arrays.sort(warm);
            System.out.printf(
                    "%-12s median %.0f pairs/s (%.0f to %.0f), check %d%n",
                    recipe,
                    PICTURES / warm[warm.length / 2],
                    PICTURES / warm[warm.length - 1],
                    PICTURES / warm[0],
                    check);
        }
    }
}
