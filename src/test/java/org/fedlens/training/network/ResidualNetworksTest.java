package org.fedlens.training.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.fedlens.algorithm.Catalog;
import org.fedlens.data.ImageShape;
import org.fedlens.random.Purpose;
import org.fedlens.random.Streams;
import org.fedlens.training.Objective;
import org.fedlens.training.objective.Byol;
import org.fedlens.training.objective.GlobalContrast;
import org.fedlens.training.objective.Moco;
import org.fedlens.training.objective.SimClr;
import org.fedlens.training.objective.SimSiam;
import org.fedlens.weights.NetworkPart;
import org.fedlens.weights.Slot;
import org.fedlens.weights.SlotKind;
import org.fedlens.weights.TargetNetworkSlots;
import org.fedlens.weights.WeightLayout;
import org.fedlens.weights.Weights;
import org.junit.jupiter.api.Test;

/** Sizes and tensor lists by which published networks are known. */
class ResidualNetworksTest {
    private static final ImageShape COLOUR = new ImageShape(3, 32, 32);

    private static int learned(WeightLayout layout, NetworkPart part) {
        return layout.only(slot -> slot.learned() && slot.part() == part).size();
    }

    private static WeightLayout layout(Architecture architecture, HeadSpec heads) {
        return architecture.network(COLOUR, 10, heads).layout();
    }

    @Test
    void resNet18HasThePublishedNumbers() {
        WeightLayout layout = layout(new Architecture.ResNet18(64), HeadSpec.PLAIN);
        assertEquals(11_173_962, layout.only(Slot::learned).size());
        assertEquals(11_168_832, learned(layout, NetworkPart.BACKBONE));
        assertEquals(20, convolutions(layout));
        assertEquals(
                List.of(
                        "stem.conv.weight",
                        "stem.bn.weight",
                        "stem.bn.bias",
                        "stem.bn.running_mean",
                        "stem.bn.running_var",
                        "stage1.0.conv1.weight"),
                layout.slots().stream().map(Slot::path).limit(6).toList());
        assertEquals(
                List.of(128, 64, 1, 1),
                layout.slots()
                        .get(layout.indexOf("stage2.0.shortcut.conv.weight"))
                        .shape());
        assertEquals(-1, layout.indexOf("stage1.0.shortcut.conv.weight"));
    }

    private static long convolutions(WeightLayout layout) {
        return layout.slots().stream().filter(slot -> slot.shape().size() == 4).count();
    }

    @Test
    void resNet50HasThePublishedNumbers() {
        WeightLayout layout = layout(new Architecture.ResNet50(64), HeadSpec.PLAIN);
        // 23,500,352 numbers in the body and 20,490 in the classifier.
        assertEquals(23_500_352, learned(layout, NetworkPart.BACKBONE));
        assertEquals(20_490, learned(layout, NetworkPart.HEAD));
        assertEquals(53, convolutions(layout));
        assertEquals(2048, new Architecture.ResNet50(64).features());
    }

    @Test
    void smallOnesHaveEightAndFourteenLayers() {
        WeightLayout eight = layout(new Architecture.SmallResNet(16, 1), HeadSpec.PLAIN);
        WeightLayout fourteen = layout(new Architecture.SmallResNet(16, 2), HeadSpec.PLAIN);
        // Two shortcuts are convolutions too and do not count as layers; the classifier does.
        assertEquals(8, convolutions(eight) - 2 + 1);
        assertEquals(14, convolutions(fourteen) - 2 + 1);
        for (int channels : new int[] {16, 64}) {
            assertEquals(4 * channels, new Architecture.SmallResNet(channels, 2).features());
        }
    }

    @Test
    void headsHaveThePublishedNumbers() {
        HeadSpec fedSsl = new Byol(0.99, 4096, 2048, 4096).heads();
        WeightLayout byol = layout(new Architecture.ResNet18(64), fedSsl);
        assertEquals(10_500_096, learned(byol, NetworkPart.PROJECTOR));
        assertEquals(16_791_552, learned(byol, NetworkPart.PREDICTOR));
        assertEquals(38_460_480, byol.only(slot -> slot.learned()).size());
        Objective fedx =
                new SimClr(0.1, 256, 256, false).plus(new GlobalContrast(true, true, GlobalContrast.Form.NT_XENT, 0.1));
        WeightLayout cross = layout(new Architecture.ResNet18(64), fedx.heads());
        assertEquals(197_120, learned(cross, NetworkPart.PROJECTOR));
        assertEquals(131_584, learned(cross, NetworkPart.PREDICTOR));
        assertEquals(11_497_536, cross.only(Slot::learned).size());
        WeightLayout one =
                layout(new Architecture.ResNet18(64), new Moco(0.07, 0.99, 4096, false, true, 0, 128).heads());
        assertEquals(512 * 128 + 128, learned(one, NetworkPart.PROJECTOR));
        WeightLayout two =
                layout(new Architecture.ResNet18(64), new Moco(0.2, 0.99, 4096, false, true, 512, 128).heads());
        assertEquals(512 * 512 + 512 + 2 * 512 + 512 * 128 + 128, learned(two, NetworkPart.PROJECTOR));
    }

    @Test
    void theHeadsOfSimSiamCanBeThoseOfItsPaper() {
        WeightLayout layout = layout(new Architecture.ResNet18(64), new SimSiam(3, 2048, 2048, 512, true).heads());
        assertEquals(
                List.of("projector.0", "projector.1", "projector.3", "projector.4", "projector.6", "projector.7"),
                layout.slots().stream()
                        .filter(slot -> slot.part() == NetworkPart.PROJECTOR
                                && slot.path().endsWith(".weight"))
                        .map(slot -> slot.path().replace(".weight", ""))
                        .toList());
        assertEquals(2048 * 512 + 512 + 2 * 512 + 512 * 2048 + 2048, learned(layout, NetworkPart.PREDICTOR));
    }

    @Test
    void aTargetIsASecondEncoderThatNoOptimizerChanges() {
        Network network = new Architecture.SmallResNet(4, 1)
                .network(COLOUR, 10, Catalog.get("FedBYOL").objective().heads());
        WeightLayout layout = network.layout();
        List<Slot> targets = layout.slots().stream()
                .filter(slot -> slot.part() == NetworkPart.TARGET)
                .toList();
        List<Slot> encoder =
                layout.slots().stream().filter(TargetNetworkSlots::encodes).toList();
        assertEquals(
                encoder.stream()
                        .map(slot -> TargetNetworkSlots.target(slot.path()))
                        .toList(),
                targets.stream().map(Slot::path).toList());
        assertTrue(targets.stream().noneMatch(Slot::learned));
        assertTrue(targets.stream().anyMatch(slot -> slot.kind() == SlotKind.RUNNING));
        Weights fresh = network.initial(Streams.of(1, Purpose.INITIAL_WEIGHTS));
        assertEquals(fresh, TargetNetworkSlots.encoderFromTarget(fresh));
        assertEquals(fresh, TargetNetworkSlots.targetFromEncoder(fresh));
    }
}
