package org.fedlens.data.read;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.fedlens.data.ImageShape;
import org.fedlens.data.LabelledImages;
import org.fedlens.data.MemoryGuard;
import org.fedlens.data.PixelBlock;
import org.fedlens.text.Problem;
import org.fedlens.text.Text;
import us.hebi.matlab.mat.format.Mat5;
import us.hebi.matlab.mat.types.Array;
import us.hebi.matlab.mat.types.MatFile;
import us.hebi.matlab.mat.types.Matrix;

/**
 * The cropped digits of SVHN: {@code train_32x32.mat} and {@code test_32x32.mat}, each with {@code X} (rows, columns, 3
 * colours, N pictures; unsigned bytes, the row index running fastest) and {@code y} (N labels, in which 10 stands for
 * the digit 0).
 *
 * <p>Source: Netzer et al., Reading digits in natural images with unsupervised feature learning (2011). The files are
 * MATLAB files of version 5; version 7.3 is another format and is refused.
 */
final class SvhnFolder implements FolderFormat {
    private static final String TRAIN = "train_32x32.mat";
    private static final String TEST = "test_32x32.mat";
    private static final int COLOURS = 3;

    @Override
    public String name() {
        return "SVHN";
    }

    @Override
    public boolean recognises(Path folder) {
        return Files.isRegularFile(folder.resolve(TRAIN)) || Files.isRegularFile(folder.resolve(TEST));
    }

    @Override
    public FoundData read(Path folder) {
        Path train = folder.resolve(TRAIN);
        Path test = folder.resolve(TEST);
        if (!Files.isRegularFile(train)) {
            return new FoundData(FoundData.DIGITS, pictures(test), Optional.empty());
        }
        Optional<LabelledImages> tested = Files.isRegularFile(test) ? Optional.of(pictures(test)) : Optional.empty();
        return new FoundData(FoundData.DIGITS, pictures(train), tested);
    }

    private static LabelledImages pictures(Path path) {
        String where = path.toString();
        MatFile file = open(path);
        try {
            Matrix pixels = matrix(file, "X", where);
            Matrix digits = matrix(file, "y", where);
            int[] sides = pixels.getDimensions();
            if (sides.length != 4 || sides[2] != COLOURS) {
                throw wrong(where, "X");
            }
            if (digits.getNumElements() != sides[3]) {
                throw new Problem(
                        where,
                        Text.of("data.idx.counts", digits.getNumElements(), sides[3]),
                        Text.of("data.idx.counts.mend"));
            }
            MemoryGuard.checkSides(where, sides[0], sides[1]);
            ImageShape shape = new ImageShape(COLOURS, sides[0], sides[1]);
            MemoryGuard.checkBytes(where, (long) shape.size() * sides[3]);
            LabelList labels = new LabelList(where, FoundData.DIGITS.size());
            PixelBlock.Filler images = new PixelBlock.Filler(shape);
            byte[] picture = new byte[shape.size()];
            for (int index = 0; index < sides[3]; index++) {
                copy(pixels, index, shape, picture);
                images.add(picture, 0);
                int label = digits.getInt(index);
                labels.add(label == 10 ? 0 : label);
            }
            return new LabelledImages(images.done(), labels.done());
        } finally {
            close(file, path);
        }
    }

    /** MATLAB runs down the columns first; ours run along the rows. */
    private static void copy(Matrix pixels, int index, ImageShape shape, byte[] picture) {
        int from = index * shape.size();
        int plane = shape.height() * shape.width();
        for (int channel = 0; channel < COLOURS; channel++) {
            for (int x = 0; x < shape.width(); x++) {
                for (int y = 0; y < shape.height(); y++) {
                    picture[channel * plane + y * shape.width() + x] = pixels.getByte(from++);
                }
            }
        }
    }

    private static MatFile open(Path path) {
        try {
            if (Files.size(path) > Runtime.getRuntime().maxMemory()) {
                MemoryGuard.checkBytes(path.toString(), Files.size(path));
            }
            return Mat5.readFromFile(path.toFile());
        } catch (IOException | RuntimeException e) {
            // The reader answers damaged files with many kinds of exceptions.
            throw new Problem(path.toString(), Text.of("data.mat"), Text.of("data.mat.mend"), e);
        }
    }

    private static void close(MatFile file, Path path) {
        try {
            file.close();
        } catch (IOException e) {
            throw FolderListing.unreadable(path, e);
        }
    }

    private static Matrix matrix(MatFile file, String name, String where) {
        for (MatFile.Entry entry : file.getEntries()) {
            Array value = entry.getValue();
            if (entry.getName().equals(name) && value instanceof Matrix matrix) {
                return matrix;
            }
        }
        throw wrong(where, name);
    }

    private static Problem wrong(String where, String name) {
        return new Problem(where, Text.of("data.mat.matrix", Text.verbatim(name)), Text.of("data.mat.mend"));
    }
}
