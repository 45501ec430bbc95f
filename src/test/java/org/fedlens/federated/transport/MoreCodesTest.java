package org.fedlens.federated.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.IntStream;
import org.fedlens.federated.ClientUpdate;
import org.fedlens.federated.MethodMemory;
import org.fedlens.federated.Upload;
import org.fedlens.random.Purpose;
import org.fedlens.random.Streams;
import org.fedlens.weights.NetworkPart;
import org.fedlens.weights.Slot;
import org.fedlens.weights.SlotKind;
import org.fedlens.weights.WeightLayout;
import org.fedlens.weights.Weights;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MoreCodesTest {
    private static final WeightLayout TWO = new WeightLayout(List.of(
            new Slot("a", NetworkPart.BACKBONE, SlotKind.TRAINED, List.of(40)),
            new Slot("b", NetworkPart.HEAD, SlotKind.TRAINED, List.of(10))));
    private static final Weights CHANGE = Weights.fill(TWO, i -> i + 1);

    private static Compression.Packed pack(Compression code, int round) {
        return code.pack(CHANGE, Streams.of(2, Purpose.ROUNDING, round));
    }

    @Test
    void randomKSendsSoManyAndIsRightOnAverageWithoutFeedback() {
        Compression code = new Compression.RandomK(0.2, false);
        double[] sums = new double[CHANGE.size()];
        int rounds = 20_000;
        for (int round = 0; round < rounds; round++) {
            Weights unpacked = pack(code, round).unpacked();
            long sent = IntStream.range(0, unpacked.size())
                    .filter(i -> unpacked.at(i) != 0)
                    .count();
            assertEquals(10, sent);
            for (int i = 0; i < sums.length; i++) {
                sums[i] += unpacked.at(i) / rounds;
            }
        }
        for (int i = 0; i < sums.length; i++) {
            assertEquals(CHANGE.at(i), sums[i], 0.08 * CHANGE.at(i));
        }
        assertEquals(4 * 10 + 8, pack(code, 0).bytes());
    }

    @Test
    void randomKWithFeedbackKeepsWhatIsSentAsItIs() {
        Weights unpacked = pack(new Compression.RandomK(0.2, true), 3).unpacked();
        for (int i = 0; i < unpacked.size(); i++) {
            assertTrue(unpacked.at(i) == 0 || unpacked.at(i) == CHANGE.at(i));
        }
        assertEquals(CHANGE, pack(new Compression.RandomK(1, true), 3).unpacked());
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "1, 1",
        "-2.5, -2.5",
        "65504, 65504",
        "65519, 65504",
        "1e9, 65504",
        "-70000, -65504",
        "0.1, 0.0999755859375",
        "2049, 2048",
        "2051, 2052",
        "6e-8, 5.960464477539063e-8",
        "2e-8, 0"
    })
    void halfPrecisionIsThatOfTheStandard(double x, double expected) {
        assertEquals(expected, Codecs.half(x));
    }

    @Test
    void halfPrecisionHalvesTheBytes() {
        assertEquals(CHANGE.bytes() / 2, pack(new Compression.Half(), 1).bytes());
        assertEquals(CHANGE, pack(new Compression.Half(), 1).unpacked(), "small whole numbers fit");
    }

    @Test
    void aPartialUpdateSendsWholeTensorsInTurn() {
        boolean first = false;
        boolean second = false;
        for (int round = 0; round < 40; round++) {
            Compression.Packed packed = pack(new Compression.Partial(2), round);
            boolean a = packed.unpacked().at(0) != 0;
            boolean b = packed.unpacked().at(40) != 0;
            assertTrue(a != b);
            assertEquals(a ? 160 : 40, packed.bytes());
            first |= a;
            second |= b;
        }
        assertTrue(first && second);
        assertEquals(CHANGE, pack(new Compression.Partial(1), 0).unpacked());
    }

    @Test
    void whatIsLeftOutIsSentLater() {
        for (Compression code : List.of(new Compression.RandomK(0.3, true), new Compression.Partial(2))) {
            Weights start = CHANGE.scaled(0);
            MethodMemory kept = MethodMemory.NONE;
            Weights arrived = start;
            for (int round = 0; round < 30; round++) {
                Upload upload = code.send(
                        new ClientUpdate(0, 1, 1, 1, CHANGE, MethodMemory.NONE),
                        kept,
                        start,
                        Streams.of(4, Purpose.ROUNDING, round));
                arrived = arrived.plus(1, upload.update().weights());
                kept = upload.kept();
            }
            Weights all = arrived.plus(1, kept.get("residual").orElseThrow());
            assertTrue(all.distance(CHANGE.scaled(30)) < 1e-2, code.toString());
        }
    }
}
