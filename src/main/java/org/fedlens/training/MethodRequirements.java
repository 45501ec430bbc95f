package org.fedlens.training;

import java.util.List;
import java.util.stream.IntStream;
import org.fedlens.text.Words;

/**
 * What a method must be fit for, known before a run starts.
 *
 * @param batch images per optimizer step
 * @param images each client's number of images
 * @param names what each client is called where a problem names it
 */
public record MethodRequirements(int batch, List<Integer> images, List<String> names) {
    public MethodRequirements {
        images = List.copyOf(images);
        names = List.copyOf(names);
    }

    /** With clients that have numbers only. */
    public MethodRequirements(int batch, List<Integer> images) {
        this(
                batch,
                images,
                IntStream.range(0, images.size()).mapToObj(Words::client).toList());
    }
}
