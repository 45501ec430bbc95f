package org.fedlens.weights;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tensors of other programs, written byte by byte as their formats say. */
class TensorFileTest {
    @TempDir
    private Path folder;

    private static ByteBuffer room(int bytes) {
        return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static byte[] floats(float... values) {
        ByteBuffer bytes = room(4 * values.length);
        for (float value : values) {
            bytes.putFloat(value);
        }
        return bytes.array();
    }

    private Path safe(String header, byte[] data) throws IOException {
        byte[] text = header.getBytes(StandardCharsets.UTF_8);
        ByteBuffer bytes = room(8 + text.length + data.length);
        bytes.putLong(text.length).put(text).put(data);
        return Files.write(folder.resolve("a.safetensors"), bytes.array());
    }

    private static String tensor(String kind, String shape, int from, int to) {
        return "{\"x\": {\"dtype\": \"" + kind + "\", \"shape\": " + shape + ", \"data_offsets\": [" + from + ", " + to
                + "]}}";
    }

    /** One array as NumPy writes it. */
    private static byte[] npy(int version, String header, byte[] data) {
        byte[] text = header.getBytes(StandardCharsets.US_ASCII);
        ByteBuffer bytes = room(8 + (version > 1 ? 4 : 2) + text.length + data.length);
        bytes.put((byte) 0x93).put("NUMPY".getBytes(StandardCharsets.US_ASCII));
        bytes.put((byte) version).put((byte) 0);
        if (version > 1) {
            bytes.putInt(text.length);
        } else {
            bytes.putShort((short) text.length);
        }
        return bytes.put(text).put(data).array();
    }

    private static String header(String kind, boolean fortran, String shape) {
        return "{'descr': '" + kind + "', 'fortran_order': " + (fortran ? "True" : "False") + ", 'shape': (" + shape
                + "), }\n";
    }

    private Path npz(Map<String, byte[]> entries) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                zip.putNextEntry(new ZipEntry(entry.getKey()));
                zip.write(entry.getValue());
                zip.closeEntry();
            }
        }
        return Files.write(folder.resolve("a.npz"), bytes.toByteArray());
    }

    private void refused(Path file) {
        IOException thrown = assertThrows(IOException.class, () -> TensorFile.read(file));
        assertEquals(0, thrown.getMessage().indexOf(file.toString()), thrown.getMessage());
    }

    @Test
    void tensorsLieBehindTheirHeaderWhereItSays() throws IOException {
        Path file = safe(
                "{\"__metadata__\": {\"format\": \"pt\"},"
                        + "\"b\": {\"dtype\": \"F32\", \"shape\": [], \"data_offsets\": [16, 20]},"
                        + "\"a\": {\"dtype\": \"F32\", \"shape\": [2, 2], \"data_offsets\": [0, 16]}}",
                floats(1, -2, 3.5f, 4, 9));
        Map<String, TensorFile.Tensor> tensors = TensorFile.read(file);
        assertEquals(List.of("a", "b"), List.copyOf(tensors.keySet()));
        assertEquals(List.of(2, 2), tensors.get("a").shape());
        assertArrayEquals(new float[] {1, -2, 3.5f, 4}, tensors.get("a").values());
        assertEquals(List.of(), tensors.get("b").shape());
        assertArrayEquals(new float[] {9}, tensors.get("b").values());
        tensors.get("b").values()[0] = 0;
        assertArrayEquals(new float[] {9}, tensors.get("b").values());
    }

    @Test
    void numbersOfOtherSizesAreBroughtToFloat32() throws IOException {
        assertArrayEquals(
                new float[] {0.1f, -2},
                read("F64", 16, room(16).putDouble(0.1).putDouble(-2).array()));
        assertArrayEquals(
                new float[] {7, -9},
                read("I64", 16, room(16).putLong(7).putLong(-9).array()));
        // The upper half of a float32.
        assertArrayEquals(
                new float[] {1.5f, -1.5f},
                read(
                        "BF16",
                        4,
                        room(4).putShort((short) 0x3FC0)
                                .putShort((short) 0xBFC0)
                                .array()));
    }

    private float[] read(String kind, int bytes, byte[] data) throws IOException {
        return TensorFile.read(safe(tensor(kind, "[2]", 0, bytes), data))
                .get("x")
                .values();
    }

    @ParameterizedTest
    @CsvSource({
        "0x3C00, 1",
        "0xC000, -2",
        "0x3555, 0.333251953125",
        "0x7BFF, 65504",
        "0x0400, 6.103515625e-5",
        "0x0001, 5.9604645e-8",
        "0x83FF, -6.097555e-5",
        "0x0000, 0",
        "0x7C00, Infinity",
        "0xFC00, -Infinity",
        "0x7E01, NaN"
    })
    void halfPrecisionIsThatOfTheStandard(String bits, float value) throws IOException {
        byte[] data = room(4).putShort((short) (int) Integer.decode(bits)).array();
        assertEquals(value, read("F16", 4, data)[0]);
    }

    @Test
    void aTensorThatIsNotWhereItSaysIsRefused() throws IOException {
        byte[] data = floats(1, 2);
        assertEquals(
                2,
                TensorFile.read(safe(tensor("F32", "[2]", 0, 8), data)).get("x").values().length);
        for (String wrong : List.of(
                tensor("F32", "[2]", 0, 9),
                tensor("F32", "[2]", -1, 7),
                tensor("F32", "[2]", 8, 0),
                tensor("F32", "[3]", 0, 8),
                tensor("F32", "[2]", 4, 8),
                tensor("F32", "[-2]", 0, 8),
                tensor("F32", "[65536, 65536]", 0, 8),
                tensor("U8", "[8]", 0, 8),
                "{\"x\": {}}")) {
            refused(safe(wrong, data));
        }
    }

    @Test
    void aHeaderThatIsNoneIsRefused() throws IOException {
        refused(Files.write(folder.resolve("short"), new byte[7]));
        refused(Files.write(folder.resolve("empty"), new byte[8]));
        refused(Files.write(folder.resolve("long"), room(20).putLong(13).array()));
        refused(Files.write(folder.resolve("negative"), room(20).putLong(-5).array()));
        assertEquals(
                Map.of(),
                TensorFile.read(Files.write(
                        folder.resolve("none"),
                        room(10).putLong(2).put((byte) '{').put((byte) '}').array())));
    }

    @Test
    void arraysOfBothVersionsAreReadByTheirNames() throws IOException {
        byte[] data = floats(1, 2, 3, 4, 5, 6);
        // Behind a header of more than 255 bytes, whose length takes both of its bytes.
        String padded = header("<f4", false, "6,") + " ".repeat(300);
        Map<String, TensorFile.Tensor> tensors = TensorFile.read(npz(Map.of(
                "conv.weight.npy", npy(1, header("<f4", false, "2, 3"), data),
                "bias.npy", npy(2, header("<f4", false, "6,"), data),
                "wide.npy", npy(1, padded, data),
                "one.npy", npy(1, header("<i8", false, ""), room(8).putLong(-3).array()),
                "half.npy",
                        npy(
                                1,
                                header("<f2", false, "1,"),
                                room(2).putShort((short) 0x3C00).array()),
                "double.npy",
                        npy(
                                1,
                                header("<f8", false, "1,"),
                                room(8).putDouble(2.5).array()),
                "readme.txt", new byte[3])));
        assertEquals(List.of("bias", "conv.weight", "double", "half", "one", "wide"), List.copyOf(tensors.keySet()));
        assertEquals(List.of(2, 3), tensors.get("conv.weight").shape());
        assertEquals(List.of(6), tensors.get("bias").shape());
        assertEquals(List.of(), tensors.get("one").shape());
        assertArrayEquals(
                new float[] {1, 2, 3, 4, 5, 6}, tensors.get("conv.weight").values());
        assertArrayEquals(new float[] {1, 2, 3, 4, 5, 6}, tensors.get("bias").values());
        assertArrayEquals(new float[] {1, 2, 3, 4, 5, 6}, tensors.get("wide").values());
        assertArrayEquals(new float[] {-3}, tensors.get("one").values());
        assertArrayEquals(new float[] {1}, tensors.get("half").values());
        assertArrayEquals(new float[] {2.5f}, tensors.get("double").values());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7, 8})
    void anArrayThatIsNoneIsRefused(int which) throws IOException {
        byte[] data = floats(1, 2);
        byte[] good = npy(1, header("<f4", false, "2,"), data);
        byte[] magic = good.clone();
        magic[0] = 0x50;
        byte[] name = good.clone();
        name[1] = 'M';
        byte[] length = good.clone();
        length[9] = 0x7F;
        byte[] none = good.clone();
        none[8] = 0;
        byte[] entry = List.of(
                        magic,
                        name,
                        length,
                        none,
                        new byte[12],
                        npy(1, header("<f4", true, "2,"), data),
                        npy(1, header(">f4", false, "2,"), data),
                        npy(1, header("<f4", false, "3,"), data),
                        npy(1, "{'descr': [('a', '<f4')]}", data))
                .get(which);
        refused(npz(Map.of("x.npy", entry)));
        assertEquals(2, TensorFile.read(npz(Map.of("x.npy", good))).get("x").values().length);
    }

    @Test
    void anArchiveWithoutArraysIsRefused() throws IOException {
        refused(npz(Map.of("readme.txt", new byte[3])));
    }
}
