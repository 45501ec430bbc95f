package org.fedlens.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.fedlens.data.ImageShape;
import org.fedlens.text.Problem;
import org.fedlens.training.Architecture;
import org.fedlens.training.Heads;
import org.fedlens.training.Network;
import org.fedlens.weights.Part;
import org.fedlens.weights.Slot;
import org.fedlens.weights.TensorFile;
import org.fedlens.weights.Weights;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Weights from elsewhere: names of torchvision, checked slot by slot. */
class PretrainedTest {
    private static final Network SMALL = network(4);

    @TempDir
    Path folder;

    private static Network network(int channels) {
        return new Architecture.PhotoResNet50(channels, 2, "").network(new ImageShape(3, 64, 32), 5, Heads.PLAIN);
    }

    @Test
    void theFullNetworkHasThePublishedNumberOfLearnedNumbers() {
        int learned = network(64).layout().slots().stream()
                .filter(slot -> slot.part() == Part.BACKBONE && slot.learned())
                .mapToInt(Slot::size)
                .sum();
        assertEquals(23_508_032, learned);
        assertTrue(network(64).layout().indexOf("layer4.2.bn3.running_var") >= 0);
        assertTrue(network(64).layout().indexOf("layer3.0.downsample.0.weight") >= 0);
    }

    /** A file as others write it: the backbone's slots with the numbers of their index, a counter, a classifier. */
    private static byte[] safeTensors(List<Slot> slots, String renamed) throws IOException {
        StringBuilder header = new StringBuilder("{\"__metadata__\":{\"format\":\"pt\"}");
        ByteArrayOutputStream numbers = new ByteArrayOutputStream();
        for (int i = 0; i < slots.size(); i++) {
            Slot slot = slots.get(i);
            int from = numbers.size();
            ByteBuffer own = ByteBuffer.allocate(4 * slot.size()).order(ByteOrder.LITTLE_ENDIAN);
            for (int at = 0; at < slot.size(); at++) {
                own.putFloat(i + at / 1024f);
            }
            numbers.write(own.array());
            String name = slot.path().equals(renamed) ? "other." + renamed : slot.path();
            header.append(",\"%s\":{\"dtype\":\"F32\",\"shape\":%s,\"data_offsets\":[%d,%d]}"
                    .formatted(name, slot.shape(), from, numbers.size()));
        }
        int from = numbers.size();
        numbers.write(new byte[8]);
        header.append(",\"bn1.num_batches_tracked\":{\"dtype\":\"I64\",\"shape\":[],\"data_offsets\":[%d,%d]}}"
                .formatted(from, numbers.size()));
        byte[] text = header.toString().getBytes(StandardCharsets.UTF_8);
        ByteBuffer all = ByteBuffer.allocate(8 + text.length + numbers.size()).order(ByteOrder.LITTLE_ENDIAN);
        all.putLong(text.length).put(text).put(numbers.toByteArray());
        return all.array();
    }

    private static List<Slot> backbone() {
        return SMALL.layout().only(slot -> slot.part() == Part.BACKBONE).slots();
    }

    @Test
    void weightsThatFitArrive() throws IOException {
        Path file = Files.write(folder.resolve("net.safetensors"), safeTensors(backbone(), ""));
        Weights read = Pretrained.read(file, SMALL.layout());
        assertEquals(backbone(), read.layout().slots());
        assertEquals(3 + 1 / 1024f, read.slot(3).get(1));
        assertEquals(0, read.at(0));
    }

    @Test
    void aRunBeginsWithThem() throws IOException {
        Files.write(folder.resolve("net.safetensors"), safeTensors(backbone(), ""));
        Experiment experiment = ReIdRunTest.people(
                "FedReID",
                Map.of(
                        "data.width",
                        32,
                        "model.name",
                        "resnet-50-photo",
                        "model.channels",
                        4,
                        "model.weights",
                        "net.safetensors"));
        Weights begun = Runner.initial(Prepared.of(experiment, folder)).server().global();
        assertEquals(3 + 1 / 1024f, begun.slot(3).get(1));
    }

    @Test
    void whatDoesNotFitIsListed() throws IOException {
        List<Slot> slots = new ArrayList<>(backbone());
        slots.set(0, new Slot("conv1.weight", Part.BACKBONE, slots.get(0).kind(), List.of(4, 3, 3, 3)));
        Path file = Files.write(folder.resolve("net.safetensors"), safeTensors(slots, "bn1.bias"));
        Problem problem = assertThrows(Problem.class, () -> Pretrained.read(file, SMALL.layout()));
        assertEquals("weights.misfit", problem.reason().key());
        for (String told :
                List.of("3", "conv1.weight [4, 3, 3, 3] -> [4, 3, 7, 7]", "- bn1.bias", "+ other.bn1.bias")) {
            assertTrue(problem.getMessage().contains(told), problem::getMessage);
        }
    }

    @Test
    void arraysOfNumPyAreReadToo() throws IOException {
        String header = "{'descr': '<f8', 'fortran_order': False, 'shape': (2, 1), }";
        String padded = header + " ".repeat(118 - header.length() - 1) + "\n";
        ByteBuffer array = ByteBuffer.allocate(10 + 118 + 16).order(ByteOrder.LITTLE_ENDIAN);
        array.put((byte) 0x93)
                .put("NUMPY".getBytes(StandardCharsets.US_ASCII))
                .put((byte) 1)
                .put((byte) 0);
        array.putShort((short) 118)
                .put(padded.getBytes(StandardCharsets.US_ASCII))
                .putDouble(1.5)
                .putDouble(-2);
        Path file = folder.resolve("net.npz");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            zip.putNextEntry(new ZipEntry("layer1.weight.npy"));
            zip.write(array.array());
        }
        TensorFile.Tensor tensor = TensorFile.read(file).get("layer1.weight");
        assertEquals(List.of(2, 1), tensor.shape());
        assertEquals(-2, tensor.values()[1]);
    }

    @Test
    void damagedFilesAreRefused() throws IOException {
        byte[] whole = safeTensors(backbone(), "");
        for (int length : new int[] {0, 7, 100, whole.length - 4}) {
            Path file = Files.write(folder.resolve("cut.safetensors"), Arrays.copyOf(whole, length));
            Problem problem = assertThrows(Problem.class, () -> Pretrained.read(file, SMALL.layout()));
            assertEquals("weights.unreadable", problem.reason().key());
        }
    }
}
