package org.fedlens.weights;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;
import java.util.zip.CheckedInputStream;
import java.util.zip.CheckedOutputStream;

/**
 * Weights on disk: a magic word, the slots, the numbers as little-endian float32, a checksum over all of it. Reading
 * trusts nothing: every size is bounded by the length of the file before anything is allocated.
 */
public final class WeightsFile {
    private static final long MAGIC = 0x4645444C454E5357L;
    private static final int MOST_SLOTS = 100_000;
    private static final int BLOCK = 1 << 14;

    private WeightsFile() {}

    public static void write(Weights weights, Path file) throws IOException {
        try (OutputStream raw = new BufferedOutputStream(Files.newOutputStream(file), 1 << 16);
                CheckedOutputStream checked = new CheckedOutputStream(raw, new CRC32C());
                DataOutputStream out = new DataOutputStream(checked)) {
            out.writeLong(MAGIC);
            List<Slot> slots = weights.layout().slots();
            out.writeInt(slots.size());
            for (Slot slot : slots) {
                out.writeUTF(slot.path());
                out.writeUTF(slot.part().name());
                out.writeUTF(slot.kind().name());
                out.writeInt(slot.shape().size());
                for (int axis : slot.shape()) {
                    out.writeInt(axis);
                }
            }
            writeNumbers(weights, out);
            out.writeLong(checked.getChecksum().getValue());
        }
    }

    private static void writeNumbers(Weights weights, DataOutputStream out) throws IOException {
        ByteBuffer block = ByteBuffer.allocate(4 * BLOCK).order(ByteOrder.LITTLE_ENDIAN);
        for (int from = 0; from < weights.size(); from += BLOCK) {
            block.clear();
            for (int i = from; i < Math.min(weights.size(), from + BLOCK); i++) {
                block.putFloat(weights.at(i));
            }
            out.write(block.array(), 0, block.position());
        }
    }

    /** @throws IOException if the file is not of this format, is cut off or was damaged */
    public static Weights read(Path file) throws IOException {
        long length = Files.size(file);
        try (InputStream raw = new BufferedInputStream(Files.newInputStream(file), 1 << 16);
                CheckedInputStream checked = new CheckedInputStream(raw, new CRC32C());
                DataInputStream in = new DataInputStream(checked)) {
            require(in.readLong() == MAGIC, file);
            WeightLayout layout = readLayout(in, file);
            require(4L * layout.size() <= length, file);
            float[] values = new float[layout.size()];
            byte[] bytes = new byte[4 * BLOCK];
            for (int from = 0; from < values.length; from += BLOCK) {
                int count = Math.min(values.length - from, BLOCK);
                in.readFully(bytes, 0, 4 * count);
                ByteBuffer.wrap(bytes)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .asFloatBuffer()
                        .get(values, from, count);
            }
            long sum = checked.getChecksum().getValue();
            require(in.readLong() == sum, file);
            return Weights.of(layout, values);
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw new IOException(file + " is damaged", e);
        }
    }

    private static WeightLayout readLayout(DataInputStream in, Path file) throws IOException {
        int count = in.readInt();
        require(count >= 0 && count <= MOST_SLOTS, file);
        List<Slot> slots = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            String path = in.readUTF();
            NetworkPart part = NetworkPart.valueOf(in.readUTF());
            SlotKind kind = SlotKind.valueOf(in.readUTF());
            int axes = in.readInt();
            require(axes >= 1 && axes <= 8, file);
            List<Integer> shape = new ArrayList<>();
            for (int axis = 0; axis < axes; axis++) {
                shape.add(in.readInt());
            }
            slots.add(new Slot(path, part, kind, shape));
        }
        return new WeightLayout(slots);
    }

    private static void require(boolean holds, Path file) throws IOException {
        if (!holds) {
            throw new IOException(file + " is not a weights file, or is damaged");
        }
    }
}
