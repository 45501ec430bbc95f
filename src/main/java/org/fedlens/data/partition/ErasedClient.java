package org.fedlens.data.partition;

import java.util.List;
import org.fedlens.data.scene.Scenes;
import org.fedlens.data.scene.SegmentationSet;

/**
 * What one client of a class-heterogeneous segmentation federation holds, and what it can see in it.
 *
 * @param scenes indices into the training scenes
 * @param kept the labels the client keeps, ascending; all others are erased from its masks
 * @param blind how many of its scenes show no pixel of a kept class
 */
public record ErasedClient(int[] scenes, List<Integer> kept, int blind) {
    public ErasedClient {
        scenes = scenes.clone();
        kept = List.copyOf(kept);
    }

    @Override
    public int[] scenes() {
        return scenes.clone();
    }

    /** The client's scenes with the other classes erased. */
    public Scenes view(SegmentationSet set) {
        boolean[] stays = new boolean[set.classes().size()];
        kept.forEach(label -> stays[label] = true);
        return set.train().subset(scenes).erased(stays);
    }
}
