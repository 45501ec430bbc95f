package org.fedlens.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Names that stand among points without lying on each other. The weightiest stands where it wants to; a lighter one
 * gives way by its own height, up or down, and is left out where neither is free.
 */
public final class NameTags {
    private static final int[] STEPS = {0, -1, 1};

    private NameTags() {}

    /**
     * A name that wants a place.
     *
     * @param x middle, from left to right
     * @param y middle, from top to bottom
     * @param width it takes
     * @param height it takes
     * @param weight who stays: the larger
     */
    public record Tag(double x, double y, double width, double height, double weight) {
        private Tag moved(double toX, double toY) {
            return new Tag(toX, toY, width, height, weight);
        }

        private boolean overlaps(Tag other) {
            return 2 * Math.abs(x - other.x) < width + other.width && 2 * Math.abs(y - other.y) < height + other.height;
        }
    }

    /**
     * Finds a place for each.
     *
     * @param width of the room, from 0
     * @param height of the room, from 0
     * @return in the order of the names; nothing for one that is left out
     */
    public static List<Optional<Tag>> placed(List<Tag> tags, double width, double height) {
        List<Optional<Tag>> placed =
                new ArrayList<>(tags.stream().map(tag -> Optional.<Tag>empty()).toList());
        List<Tag> taken = new ArrayList<>();
        IntStream.range(0, tags.size())
                .boxed()
                .sorted(Comparator.comparingDouble((Integer i) -> tags.get(i).weight)
                        .reversed())
                .forEach(i -> {
                    Optional<Tag> free = free(tags.get(i), taken, width, height);
                    free.ifPresent(taken::add);
                    placed.set(i, free);
                });
        return List.copyOf(placed);
    }

    private static Optional<Tag> free(Tag tag, List<Tag> taken, double width, double height) {
        double x = within(tag.x, tag.width / 2, width - tag.width / 2);
        double y = within(tag.y, tag.height / 2, height - tag.height / 2);
        return IntStream.of(STEPS)
                .mapToObj(step -> tag.moved(x, y + step * tag.height))
                .filter(moved -> moved.y >= tag.height / 2 && moved.y <= height - tag.height / 2)
                .filter(moved -> taken.stream().noneMatch(moved::overlaps))
                .findFirst();
    }

    private static double within(double value, double least, double most) {
        return Math.max(least, Math.min(most, value));
    }
}
