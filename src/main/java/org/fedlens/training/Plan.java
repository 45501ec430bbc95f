package org.fedlens.training;

import java.util.List;

/**
 * What a method must be fit for, known before a run starts.
 *
 * @param batch images per optimizer step
 * @param images each client's number of images
 */
public record Plan(int batch, List<Integer> images) {
    public Plan {
        images = List.copyOf(images);
    }
}
