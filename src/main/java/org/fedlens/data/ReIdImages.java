package org.fedlens.data;

import java.util.List;

/**
 * Pictures in memory with whom they show and which camera took them, index by index.
 *
 * @param identities above 0 a person, {@link ReIdSample#DISTRACTOR} or {@link ReIdSample#JUNK}
 * @param cameras whole numbers
 * @throws IllegalArgumentException if there are not as many of each
 */
public record ReIdImages(Images images, int[] identities, int[] cameras) {
    /** Numbers of one part stay apart from those of another by so much. */
    private static final int APART = 10_000_000;

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

    /** Several of one image shape as one in which no identity and no camera belongs to two. */
    static ReIdImages joined(List<ReIdImages> parts) {
        int count = parts.stream().mapToInt(ReIdImages::count).sum();
        int[] identities = new int[count];
        int[] cameras = new int[count];
        int at = 0;
        for (int site = 0; site < parts.size(); site++) {
            ReIdImages part = parts.get(site);
            for (int i = 0; i < part.count(); i++, at++) {
                int identity = part.identities()[i];
                identities[at] = identity > ReIdSample.DISTRACTOR ? identity + site * APART : identity;
                cameras[at] = part.cameras()[i] + site * APART;
            }
        }
        return new ReIdImages(
                JoinedImages.of(parts.stream().map(ReIdImages::images).toList()), identities, cameras);
    }
}
