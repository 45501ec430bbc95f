package org.fedlens.weights;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * Named tensors that other programs wrote: {@code .safetensors} (a length, a header in JSON, numbers) and {@code .npz}
 * (a ZIP of NumPy arrays in C order). Numbers of 16 and 64 bits are brought to float32. Nothing in these files can run
 * code, unlike pickled weights. Every size is bounded by the length of the file before anything is allocated.
 */
public final class TensorFile {
    private static final int LONGEST_HEADER = 1 << 24;
    private static final Pattern DESCRIPTION =
            Pattern.compile("'descr':\\s*'([^']+)'.*'fortran_order':\\s*(\\w+).*'shape':\\s*\\(([^)]*)\\)");

    private TensorFile() {}

    /** One tensor, row major. */
    public record Tensor(List<Integer> shape, float[] values) {
        public Tensor {
            shape = List.copyOf(shape);
            values = values.clone();
        }

        @Override
        public float[] values() {
            return values.clone();
        }
    }

    /** @throws IOException if the file is of neither kind, is cut off, or holds numbers of a kind we do not read */
    public static Map<String, Tensor> read(Path file) throws IOException {
        try {
            return file.toString().endsWith(".npz") ? arrays(file) : safeTensors(file);
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw new IOException(file + " is damaged", e);
        }
    }

    private static Map<String, Tensor> safeTensors(Path file) throws IOException {
        byte[] all = Files.readAllBytes(file);
        require(all.length >= 8, file);
        ByteBuffer bytes = ByteBuffer.wrap(all).order(ByteOrder.LITTLE_ENDIAN);
        long length = bytes.getLong();
        require(length > 0 && length <= LONGEST_HEADER && length + 8 <= all.length, file);
        JsonNode header = new ObjectMapper().readTree(new String(all, 8, (int) length, StandardCharsets.UTF_8));
        int begin = 8 + (int) length;
        Map<String, Tensor> tensors = new TreeMap<>();
        for (Map.Entry<String, JsonNode> entry : header.properties()) {
            if (entry.getKey().equals("__metadata__")) {
                continue;
            }
            JsonNode tensor = entry.getValue();
            List<Integer> shape = new ArrayList<>();
            tensor.path("shape").forEach(axis -> shape.add(axis.asInt()));
            long from = tensor.path("data_offsets").path(0).asLong(-1);
            long to = tensor.path("data_offsets").path(1).asLong(-1);
            require(from >= 0 && from <= to && begin + to <= all.length, file);
            ByteBuffer own = ByteBuffer.wrap(all, (int) (begin + from), (int) (to - from));
            tensors.put(entry.getKey(), tensor(shape, tensor.path("dtype").asText(), own, file));
        }
        return tensors;
    }

    private static Map<String, Tensor> arrays(Path file) throws IOException {
        Map<String, Tensor> tensors = new TreeMap<>();
        long most = Runtime.getRuntime().maxMemory() / 4;
        try (InputStream raw = Files.newInputStream(file);
                ZipInputStream zip = new ZipInputStream(raw)) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (entry.getName().endsWith(".npy")) {
                    byte[] all = zip.readNBytes((int) Math.min(Integer.MAX_VALUE - 16, most));
                    String name = entry.getName().substring(0, entry.getName().length() - 4);
                    tensors.put(name, array(all, file));
                }
            }
        }
        require(!tensors.isEmpty(), file);
        return tensors;
    }

    private static Tensor array(byte[] all, Path file) throws IOException {
        require(all.length > 12 && all[0] == (byte) 0x93 && all[1] == 'N', file);
        ByteBuffer bytes = ByteBuffer.wrap(all).order(ByteOrder.LITTLE_ENDIAN);
        int wide = all[6] >= 2 ? 4 : 2;
        int length = wide == 4 ? bytes.getInt(8) : bytes.getShort(8) & 0xFFFF;
        int begin = 8 + wide + length;
        require(length > 0 && begin <= all.length, file);
        Matcher header = DESCRIPTION.matcher(new String(all, 8 + wide, length, StandardCharsets.US_ASCII));
        require(header.find() && header.group(2).equals("False"), file);
        List<Integer> shape = new ArrayList<>();
        for (String axis : header.group(3).split(",")) {
            if (!axis.isBlank()) {
                shape.add(Integer.parseInt(axis.strip()));
            }
        }
        return tensor(shape, header.group(1), ByteBuffer.wrap(all, begin, all.length - begin), file);
    }

    private static Tensor tensor(List<Integer> shape, String kind, ByteBuffer bytes, Path file) throws IOException {
        ByteBuffer ordered = bytes.slice().order(ByteOrder.LITTLE_ENDIAN);
        int count = shape.stream().reduce(1, Math::multiplyExact);
        int size =
                switch (kind) {
                    case "F64", "<f8", "I64", "<i8" -> 8;
                    case "F32", "<f4" -> 4;
                    case "F16", "<f2", "BF16" -> 2;
                    default -> throw new IOException(file + " holds numbers of kind " + kind);
                };
        require((long) count * size == ordered.remaining(), file);
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = switch (kind) {
                case "F64", "<f8" -> (float) ordered.getDouble();
                case "I64", "<i8" -> ordered.getLong();
                case "F32", "<f4" -> ordered.getFloat();
                case "BF16" -> Float.intBitsToFloat(ordered.getShort() << 16);
                default -> half(ordered.getShort());
            };
        }
        return new Tensor(shape, values);
    }

    /** A number of IEEE 754 binary16. */
    private static float half(short bits) {
        int exponent = bits >> 10 & 0x1F;
        int fraction = bits & 0x3FF;
        float sign = bits < 0 ? -1 : 1;
        if (exponent == 0) {
            return sign * fraction * 0x1p-24f;
        }
        if (exponent == 31) {
            return fraction == 0 ? sign * Float.POSITIVE_INFINITY : Float.NaN;
        }
        return sign * (1 + fraction * 0x1p-10f) * (float) StrictMath.pow(2, exponent - 15);
    }

    private static void require(boolean holds, Path file) throws IOException {
        if (!holds) {
            throw new IOException(file + " is no file of tensors that we read, or is damaged");
        }
    }
}
