package org.fedlens.data.generate;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import javax.imageio.ImageIO;
import org.fedlens.data.scene.Scene;
import org.fedlens.data.scene.Scenes;
import org.fedlens.data.scene.SegmentationSet;
import org.fedlens.text.Problem;
import org.fedlens.text.Text;

/**
 * Writes generated data in the layouts of published sets, so that they are opened like any other folder: street scenes
 * as CamVid, people as Market-1501 with one folder for each site. All pictures are PNG files.
 */
public final class SampleFolders {
    static final int CAMERA_SHOTS = 3;

    private SampleFolders() {}

    /**
     * One site of people.
     *
     * @param name its folder
     * @param train identities for training
     * @param test identities to be asked for
     * @param cameras how many cameras hang there
     */
    public record Site(String name, int train, int test, int cameras) {}

    /** Four sites of unequal size. */
    public static final List<Site> SITES = List.of(
            new Site("station", 16, 8, 4),
            new Site("campus", 10, 6, 3),
            new Site("market", 6, 4, 3),
            new Site("museum", 4, 4, 2));

    /** Street scenes as {@code train}, {@code trainannot}, {@code val} and {@code valannot}. */
    public static void streets(Path folder, long seed, int train, int validation, int height, int width) {
        write(new StreetScenes(seed, 0, train, height, width), folder, "train");
        write(new StreetScenes(seed, train, validation, height, width), folder, "val");
    }

    /**
     * People of several sites, each with {@code bounding_box_train}, {@code query} and {@code bounding_box_test}. The
     * first camera's first picture of a person asks, all other pictures of test identities are the gallery. Nobody
     * appears at two sites.
     */
    public static void people(Path folder, SyntheticPeople wardrobe, List<Site> sites) {
        int next = 1;
        for (int site = 0; site < sites.size(); site++) {
            Site own = sites.get(site);
            for (int identity = 0; identity < own.train() + own.test(); identity++, next++) {
                boolean trained = identity < own.train();
                for (int camera = 1; camera <= own.cameras(); camera++) {
                    for (int shot = 0; shot < CAMERA_SHOTS; shot++) {
                        boolean asks = shot == 0 && !trained;
                        String part = trained ? "bounding_box_train" : asks ? "query" : "bounding_box_test";
                        Path file = folder.resolve(own.name())
                                .resolve(part)
                                .resolve(String.format(Locale.ROOT, "%04d_c%ds1_%06d_00.png", next, camera, shot));
                        byte[] planes = wardrobe.picture(site, next, camera, shot);
                        save(file, colour(planes, wardrobe.height(), wardrobe.width()));
                    }
                }
            }
        }
    }

    private static void write(Scenes scenes, Path folder, String part) {
        for (int index = 0; index < scenes.count(); index++) {
            Scene scene = scenes.read(index);
            String name = scenes.name(index) + ".png";
            save(folder.resolve(part).resolve(name), colour(scene.image(), scene.height(), scene.width()));
            BufferedImage mask = new BufferedImage(scene.width(), scene.height(), BufferedImage.TYPE_BYTE_GRAY);
            byte[] stored = scene.mask().clone();
            for (int i = 0; i < stored.length; i++) {
                boolean ignored = (stored[i] & 0xFF) == SegmentationSet.IGNORE;
                stored[i] = ignored ? (byte) StreetScenes.CLASSES.size() : stored[i];
            }
            mask.getRaster().setDataElements(0, 0, scene.width(), scene.height(), stored);
            save(folder.resolve(part + "annot").resolve(name), mask);
        }
    }

    private static BufferedImage colour(byte[] planes, int height, int width) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        int plane = height * width;
        for (int i = 0; i < plane; i++) {
            int rgb = (planes[i] & 0xFF) << 16 | (planes[plane + i] & 0xFF) << 8 | planes[2 * plane + i] & 0xFF;
            image.setRGB(i % width, i / width, rgb);
        }
        return image;
    }

    private static void save(Path file, BufferedImage image) {
        try {
            Files.createDirectories(file.getParent());
            if (!ImageIO.write(image, "png", file.toFile())) {
                throw new IllegalStateException("Every Java platform writes PNG");
            }
        } catch (IOException e) {
            throw new Problem(file.toString(), Text.of("run.readOnly"), Text.of("run.otherFolder"), e);
        }
    }
}
