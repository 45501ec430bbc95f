package org.fedlens.federated.personalization;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.fedlens.federated.Broadcast;
import org.fedlens.federated.ClientState;
import org.fedlens.federated.MethodMemory;
import org.fedlens.federated.Personalization;
import org.fedlens.federated.PersonalizationNote;
import org.fedlens.weights.NetworkPart;
import org.fedlens.weights.Slot;
import org.fedlens.weights.SlotKind;
import org.fedlens.weights.TargetNetworkSlots;
import org.fedlens.weights.WeightLayout;
import org.fedlens.weights.Weights;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Personalisation that looks at how far a visit carried the encoder: FedU and FedEMA, on one number each part. */
class DriftAwareTest {
    private static final WeightLayout LAYOUT = new WeightLayout(TargetNetworkSlots.withTarget(List.of(
            new Slot("conv", NetworkPart.BACKBONE, SlotKind.TRAINED, List.of(1, 1, 1, 1)),
            new Slot("mean", NetworkPart.BACKBONE, SlotKind.RUNNING, List.of(1)),
            new Slot("predictor", NetworkPart.PREDICTOR, SlotKind.TRAINED, List.of(1)))));

    /** Convolution, running statistic, predictor, and the target of the first two. */
    private static Weights model(double... numbers) {
        return Weights.fill(LAYOUT, i -> numbers[i]);
    }

    private static final Weights OWN = model(1, 2, 3, 4, 5);
    private static final Weights GLOBAL = model(10, 20, 30, -1, -1);

    private static DivergenceAware fedU(
            DivergenceAware.Predictor predictor, DivergenceAware.Aggregate aggregate, DivergenceAware.Update update) {
        return new DivergenceAware(0.5, predictor, aggregate, update);
    }

    private static DivergenceAware fedU() {
        return fedU(
                DivergenceAware.Predictor.BY_DIVERGENCE,
                DivergenceAware.Aggregate.ONLINE,
                DivergenceAware.Update.ONLINE);
    }

    private static ClientState past(PersonalizationNote noted) {
        return new ClientState(0, 1, Optional.of(OWN), noted.kept());
    }

    private static PersonalizationNote afterMoving(Personalization rule, double far) {
        return rule.note(model(1, 2, 3, 4, 5), model(1 + far, 9, 9, 9, 9), ClientState.fresh(0));
    }

    private static Broadcast received(int round) {
        return new Broadcast(round, GLOBAL, MethodMemory.NONE);
    }

    @ParameterizedTest
    @CsvSource({"0.25, 0", "0.5, 1", "0.75, 1"})
    void aDivergenceOfExactlyMuKeepsTheOwnPredictor(double divergence, double kept) {
        PersonalizationNote noted = afterMoving(fedU(), divergence);
        assertEquals(divergence, noted.figures().get(DivergenceAware.DIVERGENCE), 1e-6);
        assertEquals(kept, noted.figures().get(DivergenceAware.KEPT));
        assertEquals(kept, noted.kept().number(DivergenceAware.KEPT).orElseThrow());
        Weights next = fedU().start(received(2), past(noted));
        assertEquals(model(10, 20, kept > 0 ? 3 : 30, 4, 5), next);
    }

    @Test
    void thePredictorCanAlwaysBeTheOwnOrTheServers() {
        DivergenceAware own =
                fedU(DivergenceAware.Predictor.OWN, DivergenceAware.Aggregate.ONLINE, DivergenceAware.Update.ONLINE);
        DivergenceAware server = fedU(
                DivergenceAware.Predictor.FROM_SERVER, DivergenceAware.Aggregate.ONLINE, DivergenceAware.Update.ONLINE);
        assertEquals(1, afterMoving(own, 0).figures().get(DivergenceAware.KEPT));
        assertEquals(0, afterMoving(server, 9).figures().get(DivergenceAware.KEPT));
        assertEquals(
                3, own.start(received(2), past(PersonalizationNote.NOTHING)).at(2));
        assertEquals(30, server.start(received(2), past(afterMoving(fedU(), 9))).at(2));
    }

    @ParameterizedTest
    @CsvSource({"ONLINE, 10, 20, 4, 5", "TARGET, 1, 2, 10, 20", "BOTH, 10, 20, 10, 20", "NONE, 1, 2, 4, 5"})
    void whatReceivesTheServersEncoder(
            DivergenceAware.Update update, double conv, double mean, double target, double targetMean) {
        DivergenceAware rule = fedU(DivergenceAware.Predictor.FROM_SERVER, DivergenceAware.Aggregate.ONLINE, update);
        assertEquals(
                model(conv, mean, 30, target, targetMean), rule.start(received(2), past(PersonalizationNote.NOTHING)));
        assertTrue(rule.keepsOwn());
    }

    @Test
    void aFirstVisitTakesEverythingAndTheTargetIsACopy() {
        Weights everything = model(10, 20, 30, 10, 20);
        assertEquals(everything, fedU().start(received(1), ClientState.fresh(0)));
        assertEquals(everything, constant(2).start(received(1), ClientState.fresh(0)));
        assertEquals(everything, new TargetKept().start(received(1), ClientState.fresh(0)));
        assertEquals(everything, new TargetReset().start(received(2), past(PersonalizationNote.NOTHING)));
        assertEquals(model(10, 20, 30, 4, 5), new TargetKept().start(received(2), past(PersonalizationNote.NOTHING)));
        assertTrue(new TargetKept().keepsOwn());
        assertTrue(!new TargetReset().keepsOwn());
    }

    @Test
    void theTargetCanBeSentInPlaceOfTheEncoder() {
        DivergenceAware target =
                fedU(DivergenceAware.Predictor.OWN, DivergenceAware.Aggregate.TARGET, DivergenceAware.Update.ONLINE);
        assertEquals(model(4, 5, 3, 4, 5), target.offer(OWN));
        assertEquals(OWN, fedU().offer(OWN));
    }

    private static MovingModel constant(double lambda) {
        return new MovingModel(MovingModel.Scaler.CONSTANT, lambda, 0.7);
    }

    @Test
    void fedEmaMixesEncoderPredictorAndStatisticsAndKeepsTheTarget() {
        // Lambda 2 and divergence 0.125: a quarter is the client's own.
        Weights next = constant(2).start(received(2), past(afterMoving(constant(2), 0.125)));
        assertEquals(model(0.25 + 7.5, 0.5 + 15, 0.75 + 22.5, 4, 5), next);
        // Never more than its own.
        assertEquals(OWN, constant(2).start(received(2), past(afterMoving(constant(2), 3))));
        // Lambda 0 takes all but the target.
        assertEquals(model(10, 20, 30, 4, 5), constant(0).start(received(2), past(afterMoving(constant(0), 3))));
    }

    @Test
    void whoWasAwayForARoundTakesEverythingTargetIncluded() {
        ClientState past = past(afterMoving(constant(2), 0.125));
        assertEquals(model(10, 20, 30, 10, 20), constant(2).start(received(3), past));
        assertTrue(constant(2).keepsOwn());
    }

    @Test
    void lambdaIsFoundOnTheFirstVisitAndStays() {
        MovingModel auto = new MovingModel(MovingModel.Scaler.AUTO, 99, 0.7);
        PersonalizationNote first = afterMoving(auto, 0.5);
        assertEquals(1.4, first.kept().number("lambda").orElseThrow(), 1e-6);
        assertEquals(0.7, first.figures().get("own-share"), 1e-6);
        assertEquals(0.5, first.figures().get(DivergenceAware.DIVERGENCE), 1e-6);
        PersonalizationNote second = auto.note(model(1, 2, 3, 4, 5), model(1.25, 2, 3, 4, 5), past(first));
        assertEquals(1.4, second.kept().number("lambda").orElseThrow(), 1e-6);
        assertEquals(0.35, second.figures().get("own-share"), 1e-6);
        // Who did not move at all keeps nothing.
        PersonalizationNote still = afterMoving(auto, 0);
        assertEquals(0, still.figures().get("own-share"));
        assertEquals(0, still.kept().number("lambda").orElseThrow());
        assertEquals(0.25, afterMoving(constant(0.5), 0.5).figures().get("own-share"), 1e-6);
    }

    @Test
    void theDivergenceIsTheMeanLengthOfTheConvolutionsChanges() {
        WeightLayout layout = new WeightLayout(List.of(
                new Slot("a", NetworkPart.BACKBONE, SlotKind.TRAINED, List.of(2, 1, 1, 1)),
                new Slot("b", NetworkPart.BACKBONE, SlotKind.TRAINED, List.of(1, 1, 1, 1)),
                new Slot("a.shortcut", NetworkPart.BACKBONE, SlotKind.TRAINED, List.of(1, 1, 1, 1)),
                new Slot("dense", NetworkPart.BACKBONE, SlotKind.TRAINED, List.of(1, 1)),
                new Slot("bias", NetworkPart.BACKBONE, SlotKind.TRAINED, List.of(1)),
                new Slot("norm", NetworkPart.BACKBONE, SlotKind.NORM, List.of(1, 1, 1, 1)),
                new Slot("head", NetworkPart.HEAD, SlotKind.TRAINED, List.of(1, 1, 1, 1))));
        Weights before = Weights.fill(layout, i -> i);
        double[] moves = {3, 4, 2, 100, 100, 100, 100, 100};
        Weights after = Weights.fill(layout, i -> i + moves[i]);
        assertEquals((5 + 2) / 2.0, Divergence.between(before, after), 1e-6);
        WeightLayout dense = layout.only(slot -> slot.shape().size() < 4);
        assertEquals(
                100,
                Divergence.between(
                        before.only(slot -> slot.shape().size() < 4),
                        after.only(slot -> slot.shape().size() < 4)),
                1e-6);
        assertEquals(
                List.of("dense"),
                Divergence.layers(dense).stream().map(Slot::path).toList());
        Weights bias = before.only(slot -> slot.path().equals("bias"));
        assertEquals(0, Divergence.between(bias, bias));
    }
}
