package org.fedlens.data;

/**
 * Pictures in memory with whom they show and which camera took them, index by index.
 *
 * @param identities above 0 a person, {@link ReIdSample#DISTRACTOR} or {@link ReIdSample#JUNK}
 * @param cameras whole numbers
 * @throws IllegalArgumentException if there are not as many of each
 */
public record ReIdImages(Images images, int[] identities, int[] cameras) {
    public ReIdImages {
        if (images.count() != identities.length || images.count() != cameras.length) {
            throw new IllegalArgumentException(
                    images.count() + " pictures, " + identities.length + " identities, " + cameras.length + " cameras");
        }
        identities = identities.clone();
        cameras = cameras.clone();
    }

    @Override
    public int[] identities() {
        return identities.clone();
    }

    @Override
    public int[] cameras() {
        return cameras.clone();
    }

    public int count() {
        return images.count();
    }
}
