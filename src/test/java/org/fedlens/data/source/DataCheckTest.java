package org.fedlens.data.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.fedlens.data.Problems;
import org.fedlens.data.Written;
import org.fedlens.text.Words;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataCheckTest {
    @TempDir
    Path folder;

    @Test
    void oneDamagedFileOutOfAThousandIsNamed() throws IOException {
        for (int index = 0; index < 1000; index++) {
            byte[] levels = new byte[16];
            levels[0] = (byte) index;
            levels[1] = (byte) (index >> 8);
            levels[2] = 1;
            Written.greyPicture(
                    folder.resolve((index < 800 ? "train/" : "test/") + "ab".charAt(index % 2) + "/" + index + ".png"),
                    4,
                    4,
                    levels);
        }
        Path damaged = folder.resolve("train/b/777.png");
        byte[] whole = Files.readAllBytes(damaged);
        Files.write(damaged, Arrays.copyOf(whole, whole.length / 2));
        DataReport report = DataCheck.of(folder);
        assertEquals(1, report.unusable());
        assertEquals(1, report.findings().size());
        assertEquals(damaged.toString(), report.findings().get(0).where());
        assertEquals(
                "The image is damaged. Replace it with a PNG or JPEG image, or remove it.",
                Words.ENGLISH.say(report.findings().get(0).what()));
        assertEquals(800, report.parts().get(0).images());
        assertEquals(List.of(100L, 100L), report.parts().get(1).perClass());
        assertEquals(1, report.sizes().size());
        assertEquals(3, report.means().size());
    }

    @Test
    void whatIsSuspiciousIsNamedToo() throws IOException {
        byte[] levels = {1, 2, 3, 4};
        Written.greyPicture(folder.resolve("train/a/1.png"), 2, 2, levels);
        Path twin = Written.greyPicture(folder.resolve("test/a/9.png"), 2, 2, levels);
        Path flat = Written.greyPicture(folder.resolve("train/a/2.png"), 2, 7);
        Path empty = Files.createDirectories(folder.resolve("train/b"));
        Files.createDirectories(folder.resolve("test/b"));
        DataReport report = DataCheck.of(folder);
        assertEquals(1, report.duplicates());
        assertEquals(2, report.unusable(), "a class without an image keeps a run from beginning");
        assertEquals(
                List.of(flat.toString(), empty.toString(), twin.toString(), folder.resolve("test/b") + ""),
                report.findings().stream().map(DataReport.Finding::where).toList());
        assertTrue(Words.forTag("zh-CN").say(report.findings().get(2).what()).contains("1.png"));
    }

    @Test
    void recordsScenesAndSightingsAreCountedEachInTheirWay() throws IOException {
        Written.write(folder.resolve("c/data_batch_1.bin"), Written.cifar(25));
        DataReport records = DataCheck.of(folder.resolve("c"));
        assertEquals("CIFAR-10", records.format());
        assertEquals(3L, records.parts().get(0).perClass().get(0));
        Written.write(folder.resolve("c/data_batch_1.bin"), new byte[100]);
        assertEquals(1, DataCheck.of(folder.resolve("c")).unusable());
        for (String part : List.of("train", "val")) {
            Written.picture(folder.resolve("s/" + part + "/a.png"), 3, 1, 0x336699);
            Written.greyPicture(folder.resolve("s/" + part + "annot/a.png"), 1, 3, new byte[] {3, 3, 11});
        }
        DataReport scenes = DataCheck.of(folder.resolve("s"));
        assertEquals(2L, scenes.parts().get(0).perClass().get(3));
        assertEquals(1, scenes.duplicates());
        assertTrue(scenes.findings().stream()
                .anyMatch(finding -> finding.what().key().equals("check.unseen")));
        Written.picture(folder.resolve("r/query/0001_c1_1.png"), 2, 4, 1);
        Written.picture(folder.resolve("r/gallery/0002_c2_1.png"), 2, 4, 2);
        Written.picture(folder.resolve("r/gallery/-1_c2_1.png"), 2, 4, 3);
        DataReport sightings = DataCheck.of(folder.resolve("r"));
        assertEquals(List.of(1, 1, 0, 1), sightings.parts().get(2).people());
        assertTrue(sightings.findings().stream()
                .anyMatch(finding -> finding.what().key().equals("check.noAnswer")));
    }

    @Test
    void aFolderOfAnotherKindOfSetIsNotTakenForClasses() throws IOException {
        Files.createDirectories(folder.resolve("r/query"));
        Files.createDirectories(folder.resolve("r/gallery"));
        Problems.expect(
                folder.resolve("r/query"), "data.images.emptyClass", () -> new DataSources(folder).open("r", 0, 0, 1));
    }
}
