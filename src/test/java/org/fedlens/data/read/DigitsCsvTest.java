package org.fedlens.data.read;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.fedlens.data.LabelledImages;
import org.fedlens.data.NearestNeighbour;
import org.fedlens.data.Problems;
import org.fedlens.data.Written;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DigitsCsvTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"my.csv", "my.csv.gz"})
    void rowsComeBackBroughtToBytes(String name) throws IOException {
        String rows =
                IntStream.range(0, 40).mapToObj(row -> row(row % 17, row % 10)).collect(Collectors.joining("\r\n"));
        Written.write(folder.resolve(name), rows.getBytes(StandardCharsets.US_ASCII));
        FoundData found = new DigitsCsv().read(folder);
        assertEquals(40, found.train().count());
        byte[] pixels = new byte[64];
        for (int index = 0; index < 40; index++) {
            found.train().images().copy(index, pixels, 0);
            assertEquals(Math.round(index % 17 * 255 / 16.0), pixels[0] & 0xFF);
            assertEquals(index % 10, found.train().labels().of(index));
        }
    }

    @Test
    void rowsThatAreNoDigitsAreRefused() throws IOException {
        refuses("data.csv.value", row(17, 1));
        refuses("data.csv.value", row(-1, 1));
        refuses("data.csv.value", row(1, 1) + "\n" + row(1, 1).replaceFirst("1", "x"));
        refuses("data.csv.value", "0".repeat(1_000_000));
        refuses("data.csv.value", "pixel0," + row(1, 1));
        refuses("data.csv.columns", row(1, 1) + ",1");
        refuses("data.csv.columns", row(1, 1).substring(2));
        refuses("data.label", row(1, 10));
        refuses("data.empty", "\n\n");
        refuses("data.empty", "");
    }

    @Test
    void aTableThatWasCutOffIsRefused() throws IOException {
        byte[] packed = Written.gzip((row(1, 1) + "\n").repeat(500).getBytes(StandardCharsets.US_ASCII));
        Path file = Files.write(folder.resolve("cut.csv.gz"), Arrays.copyOf(packed, packed.length - 9));
        Problems.expect(file, "data.truncated", () -> new DigitsCsv().read(folder));
    }

    @Test
    void severalTablesAreRefused() throws IOException {
        Files.writeString(folder.resolve("a.csv"), row(1, 1));
        Files.writeString(folder.resolve("b.csv"), row(1, 1));
        Problems.expect(folder, "data.csv.several", () -> new DigitsCsv().read(folder));
    }

    @Test
    void theBuiltInDigitsAgreeWithTheirReference() throws IOException {
        LabelledImages all = DigitsCsv.read(
                        "digits-8x8", DigitsCsv.class.getResourceAsStream("/sample-data/digits-8x8/digits.csv.gz"))
                .train();
        assertEquals(1797, all.count());
        assertArrayEquals(
                new int[] {178, 182, 177, 183, 181, 182, 181, 179, 174, 180},
                all.labels().histogram());
        assertEquals(0.960, NearestNeighbour.accuracy(all, 0, 1400, all, 1400, 1797), 0.0005);
    }

    private void refuses(String reason, String rows) throws IOException {
        Path file = Files.writeString(folder.resolve("bad.csv"), rows);
        Problems.expect(file, reason, () -> new DigitsCsv().read(folder));
    }

    private static String row(int pixel, int digit) {
        return (pixel + ",").repeat(64) + digit;
    }
}
