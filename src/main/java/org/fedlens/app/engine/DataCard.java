package org.fedlens.app.engine;

import java.util.List;

/**
 * A data set as the gallery shows it.
 *
 * @param source what an experiment would name: a built-in name or a folder
 * @param name what it is called
 * @param images how many training images it has
 * @param classes how many classes
 * @param samples a few of its images
 */
public record DataCard(String source, String name, int images, int classes, List<Thumbnail> samples) {
    public DataCard {
        samples = List.copyOf(samples);
    }
}
