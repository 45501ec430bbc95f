package org.fedlens.report.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.fedlens.report.chart.NameTags.Tag;
import org.junit.jupiter.api.Test;

class NameTagsTest {
    private static Tag tag(double x, double y, double weight) {
        return new Tag(x, y, 40, 18, weight);
    }

    private static List<Optional<Tag>> placed(Tag... tags) {
        return NameTags.placed(List.of(tags), 400, 300);
    }

    @Test
    void namesThatDoNotMeetStayWhereTheyAre() {
        Tag[] apart = {tag(100, 100, 1), tag(140, 100, 2), tag(100, 118, 3)};
        assertEquals(List.of(Optional.of(apart[0]), Optional.of(apart[1]), Optional.of(apart[2])), placed(apart));
    }

    @Test
    void theLighterGivesWayUpThenDownAndIsLeftOutAtLast() {
        List<Optional<Tag>> found = placed(tag(100, 100, 7), tag(105, 100, 40), tag(100, 100, 6), tag(95, 100, 5));
        assertEquals(Optional.of(tag(100, 82, 7)), found.get(0));
        assertEquals(Optional.of(tag(105, 100, 40)), found.get(1));
        assertEquals(Optional.of(tag(100, 118, 6)), found.get(2));
        assertEquals(Optional.empty(), found.get(3));
    }

    @Test
    void nothingStandsOutsideTheRoom() {
        assertEquals(Optional.of(tag(20, 9, 1)), placed(tag(3, 2, 1)).get(0));
        assertEquals(Optional.of(tag(380, 291, 1)), placed(tag(399, 299, 1)).get(0));
        // Above the upper edge there is no room, so the lighter goes down.
        assertEquals(
                Optional.of(tag(50, 27, 1)),
                placed(tag(50, 9, 1), tag(50, 9, 2)).get(0));
    }

    @Test
    void amongManyNoTwoOverlapAndTheWeightiestIsThere() {
        Random random = new Random(5);
        Tag[] tags = IntStream.range(0, 60)
                .mapToObj(i ->
                        new Tag(random.nextDouble() * 400, random.nextDouble() * 300, 20 + random.nextInt(60), 18, i))
                .toArray(Tag[]::new);
        List<Tag> found = placed(tags).stream().flatMap(Optional::stream).toList();
        assertEquals(59, found.get(found.size() - 1).weight());
        assertTrue(found.size() > 20 && found.size() < 60, found.size() + " names");
        for (Tag one : found) {
            for (Tag other : found) {
                boolean beside = 2 * Math.abs(one.x() - other.x()) >= one.width() + other.width();
                boolean above = 2 * Math.abs(one.y() - other.y()) >= one.height() + other.height();
                assertTrue(one == other || beside || above, one + " lies on " + other);
            }
        }
    }
}
