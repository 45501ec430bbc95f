package org.fedlens.federated.secure;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.fedlens.random.Purpose;
import org.fedlens.random.Streams;
import org.fedlens.text.Problem;
import org.junit.jupiter.api.Test;

class SecureSumTest {
    private static final Ring RING = new Ring(32);
    private static final List<Integer> COHORT = List.of(2, 3, 5, 7, 11);

    private static Masking masking(int threshold) {
        return new Masking(COHORT, threshold, RING, client -> Streams.of(9, Purpose.MASKS, 1, client));
    }

    private static long[] values(int client, int count) {
        return IntStream.range(0, count)
                .mapToLong(i -> RING.of((client * 7919L + i * 104_729L) * (i % 2 == 0 ? 1 : -1)))
                .toArray();
    }

    @Test
    void threeClientsAsInTheSpecification() {
        Ring small = new Ring(16);
        List<Integer> three = List.of(0, 1, 2);
        Map<String, Long> masks = Map.of("0 1", 12_345L, "0 2", 54_321L, "1 2", 777L);
        long[] x = {100, 200, 65_500};
        long[] y = new long[3];
        for (int client : three) {
            y[client] = Masking.paired(client, new long[] {x[client]}, three, small, (a, b) ->
                    new long[] {masks.get(Math.min(a, b) + " " + Math.max(a, b))})[0];
        }
        assertArrayEquals(new long[] {1230, 54_168, 10_402}, y);
        assertEquals(264, small.of(y[0] + y[1] + y[2]));
    }

    @Test
    void theMaskedSumIsTheTrueSumWhoeverDropsOut() {
        int count = 50;
        for (int set = 1; set < 1 << COHORT.size(); set++) {
            Masking masking = masking(3);
            Map<Integer, long[]> arrived = new TreeMap<>();
            long[] truth = new long[count];
            for (int i = 0; i < COHORT.size(); i++) {
                if ((set >> i & 1) == 1) {
                    int client = COHORT.get(i);
                    long[] values = values(client, count);
                    arrived.put(client, masking.masked(client, values));
                    for (int k = 0; k < count; k++) {
                        truth[k] = RING.add(truth[k], values[k]);
                    }
                }
            }
            if (arrived.size() >= 3) {
                assertArrayEquals(truth, masking.sum(arrived), "survivors " + arrived.keySet());
            } else {
                assertThrows(IllegalStateException.class, () -> masking.sum(arrived));
            }
        }
    }

    @Test
    void oneMaskedVectorLooksUniform() {
        long[] hidden = masking(3).masked(5, new long[25_600]);
        int[] counts = new int[256];
        for (long value : hidden) {
            counts[(int) (value & 255)]++;
        }
        double chi = 0;
        for (int seen : counts) {
            chi += (seen - 100.0) * (seen - 100.0) / 100;
        }
        double limit = 255 + 4 * Math.sqrt(2 * 255);
        double found = chi;
        assertTrue(chi < limit, () -> "chi squared " + found);
    }

    @Test
    void masksFollowTheClientsOwnSecrets() {
        Masking other = new Masking(COHORT, 3, RING, client -> Streams.of(10, Purpose.MASKS, 1, client));
        long[] zeros = new long[20];
        assertArrayEquals(masking(3).masked(5, zeros), masking(3).masked(5, zeros));
        assertFalse(Arrays.equals(masking(3).masked(5, zeros), other.masked(5, zeros)));
        assertFalse(Arrays.equals(masking(3).masked(5, zeros), masking(3).masked(7, zeros)));
    }

    @Test
    void nobodyGivesBothSecretsOfOneClient() {
        Holder holder = masking(3).holder(2);
        assertFalse(holder.give(3, Holder.Secret.MASK).signum() < 0);
        holder.give(3, Holder.Secret.MASK);
        assertThrows(IllegalStateException.class, () -> holder.give(3, Holder.Secret.KEY));
        holder.give(5, Holder.Secret.KEY);
    }

    @Test
    void anyThresholdOfSharesGivesTheSecretAndFewerDoNot() {
        BigInteger secret = new BigInteger("123456789012345678901234567890");
        Map<Integer, BigInteger> shares = Shamir.split(secret, 5, 3, Streams.of(1, Purpose.MASKS));
        for (int a = 1; a <= 5; a++) {
            for (int b = a + 1; b <= 5; b++) {
                assertFalse(secret.equals(Shamir.combine(Map.of(a, shares.get(a), b, shares.get(b)))));
                for (int c = b + 1; c <= 5; c++) {
                    assertEquals(secret, Shamir.combine(Map.of(a, shares.get(a), b, shares.get(b), c, shares.get(c))));
                }
            }
        }
    }

    @Test
    void whatWouldRunOverIsRefused() {
        FixedPoint fine = new FixedPoint(new Ring(16), 1, 1000);
        fine.require(32, "here");
        Problem problem = assertThrows(Problem.class, () -> fine.require(33, "here"));
        assertEquals("secure.overflow", problem.reason().key());
        assertEquals(-0.5, fine.value(fine.ring().add(fine.code(-0.75), fine.code(0.25))), 1e-12);
        assertEquals(1, fine.value(fine.code(7)), "cut to the range");
    }

    @Test
    void additiveSharesGiveTheExactValueTogetherAndNothingWithoutOne() {
        Ring ring = new Ring(62);
        FixedPoint point = new FixedPoint(ring, 100, 1e8);
        long[] values = new long[20_000];
        Arrays.fill(values, point.code(-1.5));
        long[][] shares = AdditiveShares.split(values, 4, ring, Streams.of(3, Purpose.MASKS));
        long[] all = AdditiveShares.sum(shares, ring);
        assertArrayEquals(values, all);
        assertEquals(-1.5, point.value(all[0]));
        List<long[]> rows = new ArrayList<>(List.of(shares));
        for (int missing = 0; missing < 4; missing++) {
            List<long[]> some = new ArrayList<>(rows);
            some.remove(missing);
            long[] sum = AdditiveShares.sum(some.toArray(new long[0][]), ring);
            double upper = IntStream.range(0, sum.length)
                            .filter(i -> sum[i] >= ring.size() / 2)
                            .count()
                    / (double) sum.length;
            assertEquals(0.5, upper, 0.02, "without share " + missing);
        }
    }

    @Test
    void aRingKnowsItsSizeItsSignsAndItsBytes() {
        Ring ring = new Ring(9);
        assertEquals(512, ring.size());
        assertEquals(511, ring.of(-1));
        assertEquals(3, ring.add(510, 5));
        assertEquals(509, ring.subtract(2, 5));
        assertEquals(255, ring.signed(255));
        assertEquals(-256, ring.signed(256));
        assertEquals(2, ring.bytes());
        assertEquals(1, new Ring(8).bytes());
        assertEquals(8, new Ring(62).bytes());
        assertEquals(4, new Ring(2).size());
        assertThrows(IllegalArgumentException.class, () -> new Ring(1));
        assertThrows(IllegalArgumentException.class, () -> new Ring(63));
    }

    @Test
    void whatLiesOutsideTheRangeIsCut() {
        FixedPoint point = new FixedPoint(new Ring(16), 2, 100);
        assertFalse(point.cuts(2) || point.cuts(-2) || point.cuts(0));
        assertTrue(point.cuts(2.01) && point.cuts(-2.01) && point.cuts(Double.NaN));
        assertEquals(124, point.code(1.239));
        // 163 * 2 * 100 lies below half of 65536, 164 * 2 * 100 does not; so does exactly half.
        point.require(163, "here");
        Problem problem = assertThrows(Problem.class, () -> point.require(164, "here"));
        assertEquals(List.of(164, 2.0, 100.0, 16), problem.reason().values());
        assertEquals(List.of(Math.floor(32768.0 / 164 / 2)), problem.remedy().values());
        assertThrows(Problem.class, () -> new FixedPoint(new Ring(16), 1, 1024).require(32, "here"));
    }
}
