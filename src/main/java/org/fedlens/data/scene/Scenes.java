package org.fedlens.data.scene;

/**
 * Images with masks, read one by one when they are asked for. Implementations are immutable and may be read by several
 * threads at once; every call to {@link #read} gives arrays of its own. Scenes may differ in size.
 */
public interface Scenes {
    /** How many there are. */
    int count();

    /** What a scene is called: the image's path, or its name in a generated set. */
    String name(int index);

    /**
     * Reads one scene.
     *
     * @throws org.fedlens.text.Problem if a file is missing or damaged, the mask is of another size than its image, or
     *     holds a value outside the classes
     */
    Scene read(int index);

    /** Some of these scenes in the order given, as a view. */
    default Scenes subset(int[] indices) {
        int[] chosen = indices.clone();
        Scenes all = this;
        return new Scenes() {
            @Override
            public int count() {
                return chosen.length;
            }

            @Override
            public String name(int index) {
                return all.name(chosen[index]);
            }

            @Override
            public Scene read(int index) {
                return all.read(chosen[index]);
            }
        };
    }

    /**
     * The same scenes as somebody sees them who knows only some classes: every pixel of another class becomes {@link
     * SegmentationSet#IGNORE}. Images and kept pixels do not change.
     *
     * @param kept by class: true if it stays
     */
    default Scenes erased(boolean[] kept) {
        boolean[] stays = kept.clone();
        Scenes all = this;
        return new Scenes() {
            @Override
            public int count() {
                return all.count();
            }

            @Override
            public String name(int index) {
                return all.name(index);
            }

            @Override
            public Scene read(int index) {
                Scene whole = all.read(index);
                byte[] mask = whole.mask().clone();
                for (int i = 0; i < mask.length; i++) {
                    int label = mask[i] & 0xFF;
                    if (label >= stays.length || !stays[label]) {
                        mask[i] = (byte) SegmentationSet.IGNORE;
                    }
                }
                return new Scene(whole.height(), whole.width(), whole.image(), mask);
            }
        };
    }
}
