package org.fedlens.data;

import java.util.List;
import org.apache.commons.rng.UniformRandomProvider;
import org.fedlens.random.Purpose;
import org.fedlens.random.Streams;

/**
 * Generated people-like figures for re-identification. An identity is a wardrobe: build, skin, hair, colour and pattern
 * of what is worn above and below, perhaps a bag. A camera is a background, a light, a colour cast, a crop, a blur and
 * a noise; each picture adds a pose. Cameras of one site resemble each other more than those of another. A picture
 * depends on the seed and its numbers alone.
 *
 * <p>Our own invention; no picture of any person went into it.
 *
 * @param seed of everything
 * @param height rows, at least {@value #LEAST_HEIGHT}
 * @param width columns, at least {@value #LEAST_WIDTH}
 */
public record Wardrobe(long seed, int height, int width) {
    static final int LEAST_HEIGHT = 32;
    static final int LEAST_WIDTH = 16;

    private static final List<Integer> SKIN = List.of(0xF0C8A0, 0xD8A070, 0xA87048, 0x704828);
    private static final List<Integer> HAIR = List.of(0x201810, 0x503018, 0x906030, 0xC0A060, 0x808080);
    private static final long IDENTITY = 2;
    private static final long CAMERA = 3;
    private static final long SITE = 4;
    private static final long SHOT = 5;

    public Wardrobe {
        if (height < LEAST_HEIGHT || width < LEAST_WIDTH) {
            throw new IllegalArgumentException("Figures of " + height + " x " + width);
        }
    }

    /**
     * One picture.
     *
     * @param site where the camera hangs
     * @param identity who it is; numbers mean the same person at every site
     * @param camera which camera of the site
     * @param shot which picture of this person by this camera
     * @return {@code 3 * height * width} unsigned bytes, CHW
     */
    public byte[] picture(int site, int identity, int camera, int shot) {
        Canvas canvas = new Canvas(height, width);
        UniformRandomProvider place = Streams.of(seed, Purpose.GENERATED, SITE, site);
        UniformRandomProvider lens = Streams.of(seed, Purpose.GENERATED, CAMERA, site, camera);
        UniformRandomProvider pose = Streams.of(seed, Purpose.GENERATED, SHOT, site, identity, camera, shot);
        long grain = lens.nextLong();
        int wall = Canvas.mixed(Canvas.anyColour(place, 70, 190), Canvas.anyColour(lens, 70, 190), 0.4);
        int floor = Canvas.mixed(wall, 0x606060, 0.6);
        double edge = height * (0.55 + 0.3 * lens.nextDouble());
        int shift = pose.nextInt(Math.max(1, width / 3));
        canvas.box(
                0,
                0,
                width,
                height,
                0,
                (x, y) -> Canvas.shaded(
                        y < edge ? wall : floor, 0.8 + 0.4 * Canvas.grain(grain, (x + shift) / 4, y / 6)));
        double zoom = (0.82 + 0.2 * lens.nextDouble()) * (0.95 + 0.1 * pose.nextDouble());
        double middle = width * (0.5 + 0.1 * (lens.nextDouble() - 0.5) + 0.12 * (pose.nextDouble() - 0.5));
        double foot = height * (0.97 + 0.05 * lens.nextDouble() + 0.03 * (pose.nextDouble() - 0.5));
        person(
                canvas,
                Streams.of(seed, Purpose.GENERATED, IDENTITY, identity),
                pose,
                middle,
                foot,
                zoom * height * 0.92);
        canvas.blur(lens.nextInt(5) == 0 ? 2 : lens.nextInt(2));
        double light = (0.45 + 0.65 * lens.nextDouble()) * (0.93 + 0.14 * pose.nextDouble());
        double red = light * (1 + 0.5 * (lens.nextDouble() - 0.5));
        double blue = light * (1 + 0.5 * (lens.nextDouble() - 0.5));
        canvas.light(red, light, blue, 3 + lens.nextInt(8), pose);
        return canvas.planes();
    }

    private static void person(
            Canvas canvas,
            UniformRandomProvider own,
            UniformRandomProvider pose,
            double middle,
            double foot,
            double tall) {
        double half = tall * (0.1 + 0.05 * own.nextDouble());
        int skin = SKIN.get(own.nextInt(SKIN.size()));
        int hair = HAIR.get(own.nextInt(HAIR.size()));
        Canvas.Tint above = cloth(own, middle, tall);
        Canvas.Tint below = cloth(own, middle, tall);
        int legs = own.nextInt(3);
        boolean bag = own.nextInt(3) == 0;
        int leather = Canvas.anyColour(own, 20, 200);
        boolean longHair = own.nextBoolean();
        double step = half * (0.2 + 0.7 * pose.nextDouble());
        double hip = foot - tall * 0.48;
        double shoulder = foot - tall * 0.82;
        Canvas.Tint bare = (x, y) -> skin;
        for (int side = -1; side <= 1; side += 2) {
            double leg = middle + side * step * 0.6;
            canvas.box(leg - half * 0.42, hip, leg + half * 0.42, foot, 1, legs == 0 ? below : bare);
            canvas.box(leg - half * 0.5, foot - tall * 0.05, leg + half * 0.5, foot, 1, (x, y) -> 0x1C1A1A);
            double arm = middle + side * half * (1.1 + 0.3 * pose.nextDouble());
            canvas.box(arm - half * 0.22, shoulder, arm + half * 0.22, hip + tall * 0.04, 1, above);
            canvas.box(arm - half * 0.22, hip, arm + half * 0.22, hip + tall * 0.05, 1, bare);
        }
        if (legs > 0) {
            double hem = legs == 1 ? hip + tall * 0.2 : hip + tall * 0.3;
            canvas.paint(
                    middle - half * 1.6,
                    hip,
                    middle + half * 1.6,
                    hem,
                    1,
                    below,
                    (x, y) ->
                            y >= hip && y < hem && Math.abs(x - middle) < half * (0.9 + 0.5 * (y - hip) / (hem - hip)));
        }
        canvas.box(middle - half, shoulder, middle + half, hip + tall * 0.02, 1, above);
        canvas.ellipse(middle, foot - tall * 0.91, tall * 0.075, tall * 0.09, 1, (x, y) -> hair);
        canvas.ellipse(middle, foot - tall * 0.895, tall * 0.055, tall * 0.065, 1, bare);
        if (longHair) {
            canvas.box(middle - tall * 0.075, foot - tall * 0.92, middle - tall * 0.05, shoulder, 1, (x, y) -> hair);
            canvas.box(middle + tall * 0.05, foot - tall * 0.92, middle + tall * 0.075, shoulder, 1, (x, y) -> hair);
        }
        if (bag) {
            double side = pose.nextBoolean() ? 1 : -1;
            canvas.box(
                    middle + side * half * 1.1 - half * 0.5,
                    hip - tall * 0.08,
                    middle + side * half * 1.1 + half * 0.5,
                    hip + tall * 0.06,
                    1,
                    (x, y) -> leather);
        }
    }

    /** Plain, striped across, striped down, or checked. */
    private static Canvas.Tint cloth(UniformRandomProvider own, double middle, double tall) {
        int first = Canvas.mixed(Canvas.anyColour(own, 15, 240), 0x686868, 0.4);
        int second = Canvas.mixed(Canvas.anyColour(own, 15, 240), first, 0.4);
        int pattern = own.nextInt(8);
        double wide = tall * (0.04 + 0.04 * own.nextDouble());
        return (x, y) -> {
            boolean across = Math.floorMod((int) Math.floor(y / wide), 2) == 0;
            boolean down = Math.floorMod((int) Math.floor((x - middle) / wide), 2) == 0;
            boolean other = pattern == 2 && across || pattern == 3 && down || pattern == 4 && across != down;
            return other ? second : first;
        };
    }
}
