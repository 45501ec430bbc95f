package org.fedlens.data.read.segmentation;

import java.util.Arrays;
import java.util.List;
import org.fedlens.data.scene.SegmentationSet;

/**
 * What the values of a mask file mean: a class, nothing that counts, or a value that must not occur.
 *
 * @param classes names by label
 * @param meaning by file value: a label, {@link SegmentationSet#IGNORE}, or {@link #WRONG}
 */
record MaskCode(List<String> classes, int[] meaning) {
    static final int WRONG = -1;
    private static final int VALUES = 256;

    private static final List<String> CAMVID = List.of(
            "sky", "building", "pole", "road", "pavement", "tree", "sign", "fence", "car", "pedestrian", "bicyclist");
    private static final List<String> VOC = List.of(
            "background",
            "aeroplane",
            "bicycle",
            "bird",
            "boat",
            "bottle",
            "bus",
            "car",
            "cat",
            "chair",
            "cow",
            "diningtable",
            "dog",
            "horse",
            "motorbike",
            "person",
            "pottedplant",
            "sheep",
            "sofa",
            "train",
            "tvmonitor");
    private static final List<String> CITYSCAPES = List.of(
            "road",
            "sidewalk",
            "building",
            "wall",
            "fence",
            "pole",
            "traffic light",
            "traffic sign",
            "vegetation",
            "terrain",
            "sky",
            "person",
            "rider",
            "car",
            "truck",
            "bus",
            "train",
            "motorcycle",
            "bicycle");
    private static final int[] CITYSCAPES_IDS = {
        7, 8, 11, 12, 13, 17, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 31, 32, 33
    };

    /** CamVid as SegNet ships it: 0 to 10, and 11 for unlabelled. */
    static MaskCode camVid() {
        return direct(CAMVID, CAMVID.size());
    }

    /** PASCAL VOC: background 0, objects 1 to 20, border 255. */
    static MaskCode voc() {
        return direct(VOC, SegmentationSet.IGNORE);
    }

    /** The same without a class for the background, which counts as little as the border: objects count from 0. */
    static MaskCode vocObjects() {
        int[] meaning = voc().meaning.clone();
        for (int value = 0; value < VOC.size(); value++) {
            meaning[value] = value == 0 ? SegmentationSet.IGNORE : value - 1;
        }
        return new MaskCode(VOC.subList(1, VOC.size()), meaning);
    }

    /** Cityscapes: of the ids 0 to 33, the 19 that are trained on; the others do not count. */
    static MaskCode cityscapes() {
        int[] meaning = new int[VALUES];
        Arrays.fill(meaning, WRONG);
        Arrays.fill(meaning, 0, 34, SegmentationSet.IGNORE);
        meaning[SegmentationSet.IGNORE] = SegmentationSet.IGNORE;
        for (int label = 0; label < CITYSCAPES_IDS.length; label++) {
            meaning[CITYSCAPES_IDS[label]] = label;
        }
        return new MaskCode(CITYSCAPES, meaning);
    }

    /** ADE20K scene parsing: 0 does not count, value v is class v - 1. */
    static MaskCode ade(List<String> classes) {
        int[] meaning = new int[VALUES];
        Arrays.fill(meaning, WRONG);
        meaning[0] = SegmentationSet.IGNORE;
        for (int label = 0; label < classes.size(); label++) {
            meaning[label + 1] = label;
        }
        return new MaskCode(classes, meaning);
    }

    /** Values that are labels already, 255 and one more value standing for what does not count. */
    static MaskCode direct(List<String> classes, int ignored) {
        int[] meaning = new int[VALUES];
        Arrays.fill(meaning, WRONG);
        for (int label = 0; label < classes.size(); label++) {
            meaning[label] = label;
        }
        meaning[ignored] = SegmentationSet.IGNORE;
        meaning[SegmentationSet.IGNORE] = SegmentationSet.IGNORE;
        return new MaskCode(classes, meaning);
    }
}
