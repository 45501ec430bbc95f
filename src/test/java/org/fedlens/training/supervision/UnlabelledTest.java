package org.fedlens.training.supervision;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.commons.rng.UniformRandomProvider;
import org.fedlens.algorithm.Catalog;
import org.fedlens.augmentation.ViewRecipe;
import org.fedlens.data.ImageShape;
import org.fedlens.data.LabelledImages;
import org.fedlens.data.Labels;
import org.fedlens.data.Normalization;
import org.fedlens.data.PixelBlock;
import org.fedlens.federated.Broadcast;
import org.fedlens.federated.ClientState;
import org.fedlens.federated.Exchange;
import org.fedlens.federated.MethodMemory;
import org.fedlens.federated.Traffic;
import org.fedlens.federated.personalization.DivergenceAware;
import org.fedlens.federated.personalization.DivergenceAware.Update;
import org.fedlens.random.Purpose;
import org.fedlens.random.Streams;
import org.fedlens.text.Problem;
import org.fedlens.training.Algorithm;
import org.fedlens.training.ClientResult;
import org.fedlens.training.ClientTask;
import org.fedlens.training.LocalBudget;
import org.fedlens.training.MethodRequirements;
import org.fedlens.training.Optimizer;
import org.fedlens.training.batch.AugmentedView;
import org.fedlens.training.batch.BatchFeed;
import org.fedlens.training.local.LocalTrainer;
import org.fedlens.training.local.TrainingParity;
import org.fedlens.training.network.Architecture;
import org.fedlens.training.network.Network;
import org.fedlens.training.objective.Byol;
import org.fedlens.training.objective.Moco;
import org.fedlens.training.objective.PrototypicalContrast;
import org.fedlens.training.tensor.TrainingControl;
import org.fedlens.weights.NetworkPart;
import org.fedlens.weights.Slot;
import org.fedlens.weights.SlotKind;
import org.fedlens.weights.TargetNetworkSlots;
import org.fedlens.weights.Weights;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Visits without labels: what moves, what stays, what travels, on a small network with batch normalisation. */
class UnlabelledTest {
    private static final ImageShape SHAPE = new ImageShape(1, 8, 8);
    private static final Optimizer MOMENTUM = new Optimizer.Sgd(0.05, 0.9, 5e-4, false);
    private static final Optimizer STILL = new Optimizer.Sgd(0, 0, 0, false);

    private final LabelledImages images = images();

    @BeforeEach
    void prepare() {
        TrainingParity.engine();
    }

    private static LabelledImages images() {
        UniformRandomProvider random = Streams.of(3, Purpose.SUBSET);
        byte[] pixels = new byte[24 * SHAPE.size()];
        random.nextBytes(pixels);
        return new LabelledImages(PixelBlock.of(SHAPE, pixels), Labels.of(new int[24], 1));
    }

    static List<Algorithm> methods() {
        return Catalog.all().stream()
                .filter(method -> method.supervision() instanceof Unlabelled)
                .toList();
    }

    private static Network network(Algorithm method) {
        return new Architecture.SmallResNet(4, 1)
                .network(SHAPE, 1, method.objective().heads());
    }

    private static Weights initial(Algorithm method) {
        return network(method).initial(Streams.of(1, Purpose.INITIAL_WEIGHTS));
    }

    private ClientResult visit(Algorithm method, int round, Weights global, ClientState past, Optimizer optimizer)
            throws InterruptedException {
        ClientTask task = new ClientTask(
                9,
                new Broadcast(round, global, MethodMemory.NONE),
                past,
                method,
                optimizer,
                8,
                images,
                Optional.empty());
        Normalization plain = new Normalization(new float[] {0.5f}, new float[] {0.25f});
        return new LocalTrainer(TrainingParity.engine(), network(method), plain).train(task, TrainingControl.FREE);
    }

    private ClientResult visit(Algorithm method, Weights global) throws InterruptedException {
        return visit(method, 1, global, ClientState.fresh(0), MOMENTUM);
    }

    private static Weights part(Weights model, NetworkPart part) {
        return model.only(slot -> slot.part() == part);
    }

    private static Weights learnedTarget(Weights model) {
        return model.only(slot -> slot.part() == NetworkPart.TARGET && slot.kind() != SlotKind.RUNNING);
    }

    private static Algorithm fedU(DivergenceAware rule) {
        return Catalog.get("FedU").with(new Exchange(Traffic.ALL_BUT_TARGET, rule));
    }

    @ParameterizedTest
    @MethodSource("methods")
    void whatTravelsIsWhatIsPublished(Algorithm method) throws Exception {
        Weights global = initial(method);
        Set<NetworkPart> sent = visit(method, global).update().weights().layout().slots().stream()
                .map(Slot::part)
                .collect(Collectors.toCollection(TreeSet::new));
        // Section "what travels and what stays": encoder always, predictor where there is one, target never.
        boolean predicts = Set.of("FedSimSiam", "FedBYOL", "FedU", "FedEMA").contains(method.name())
                || method.name().endsWith("FedX");
        Set<NetworkPart> expected = predicts
                ? Set.of(NetworkPart.BACKBONE, NetworkPart.PROJECTOR, NetworkPart.PREDICTOR)
                : Set.of(NetworkPart.BACKBONE, NetworkPart.PROJECTOR);
        assertEquals(expected, sent);
        Weights down = global.only(method.exchange().up()::carries);
        assertEquals(down.bytes(), method.exchange().up().down(new Broadcast(1, global, MethodMemory.NONE)));
        assertTrue(down.layout().slots().stream().noneMatch(slot -> slot.part() == NetworkPart.TARGET));
    }

    @ParameterizedTest
    @MethodSource("methods")
    void aVisitOfNoStepsReturnsExactlyTheReceivedWeights(Algorithm method) throws Exception {
        Weights start = initial(method);
        ClientResult result = visit(method.with(new LocalBudget.Steps(0)), start);
        assertEquals(start, result.update().weights().over(start));
        assertEquals(0, result.drift());
    }

    @ParameterizedTest
    @MethodSource("methods")
    void nothingLeaksFromOneVisitIntoTheNext(Algorithm method) throws Exception {
        Weights start = initial(method);
        ClientResult first = visit(method, start);
        visit(method, 1, start, ClientState.fresh(1), MOMENTUM);
        ClientResult again = visit(method, start);
        assertEquals(first.update(), again.update());
        assertEquals(first.next(), again.next());
        // Twenty-four images in whole batches of eight.
        assertEquals(3, first.update().steps());
        assertTrue(first.drift() > 0);
    }

    @Test
    void whatStaysIsWhatIsPublished() throws Exception {
        Algorithm moco = Catalog.get("FedMoCo");
        ClientState after = visit(moco, initial(moco)).next();
        assertEquals(Set.of("queue", "queue-place"), after.memory().weights().keySet());
        assertTrue(after.own().isEmpty());
        Algorithm fedU = Catalog.get("FedU");
        after = visit(fedU, initial(fedU)).next();
        assertEquals(Set.of(DivergenceAware.KEPT), after.memory().weights().keySet());
        assertTrue(after.own().orElseThrow().layout().slots().stream()
                .anyMatch(slot -> slot.part() == NetworkPart.TARGET));
        Algorithm fedEma = Catalog.get("FedEMA");
        after = visit(fedEma, initial(fedEma)).next();
        assertEquals(Set.of("divergence", "lambda"), after.memory().weights().keySet());
        Algorithm simClr = Catalog.get("FedSimCLR+FedX");
        after = visit(simClr, initial(simClr)).next();
        assertTrue(after.memory().weights().isEmpty() && after.own().isEmpty());
    }

    @Test
    void aFrozenTargetStaysAndOneWithoutInertiaCopies() throws Exception {
        for (String name : List.of("FedBYOL", "FedMoCo")) {
            Algorithm method = Catalog.get(name)
                    .with(new Exchange(Traffic.MODEL, (Personalized) (received, past) -> received.global()));
            Weights global = initial(withEma(method, 1));
            Weights frozen = visit(withEma(method, 1), global).update().weights();
            assertEquals(learnedTarget(global), learnedTarget(frozen));
            assertNotEquals(
                    part(global, NetworkPart.TARGET),
                    part(frozen, NetworkPart.TARGET),
                    "its own passes move its figures");
            Weights copied = visit(withEma(method, 0), global).update().weights();
            if (name.equals("FedBYOL")) {
                assertEquals(learnedTarget(TargetNetworkSlots.targetFromEncoder(copied)), learnedTarget(copied));
            }
            assertNotEquals(learnedTarget(global), learnedTarget(copied));
        }
    }

    /** A start of the test's own. */
    private interface Personalized extends org.fedlens.federated.Personalization {
        @Override
        default boolean keepsOwn() {
            return false;
        }
    }

    private static Algorithm withEma(Algorithm method, double ema) {
        return method.objective() instanceof Byol
                ? method.with(new Byol(ema, 16, 8, 16))
                : method.with(new Moco(0.2, ema, 64, false, true, 16, 8));
    }

    @Test
    void theQueueTurnsOverAndKeepsUnitColumns() throws Exception {
        Algorithm moco = Catalog.get("FedMoCo").with(new Moco(0.2, 0.99, 32, false, true, 16, 8));
        ClientResult none = visit(moco.with(new LocalBudget.Steps(1)), initial(moco));
        ClientResult two = visit(moco.with(new LocalBudget.Steps(2)), initial(moco));
        Weights first = none.next().memory().get("queue").orElseThrow();
        Weights second = two.next().memory().get("queue").orElseThrow();
        assertEquals(16, none.next().memory().number("queue-place").orElseThrow());
        assertEquals(0, two.next().memory().number("queue-place").orElseThrow());
        for (int column = 0; column < 32; column++) {
            double squares = 0;
            boolean same = true;
            for (int row = 0; row < 8; row++) {
                squares += Math.pow(second.at(row * 32 + column), 2);
                same &= second.at(row * 32 + column) == first.at(row * 32 + column);
            }
            assertEquals(1, squares, 1e-5);
            assertEquals(column < 16, same, "column " + column);
        }
        ClientResult later = visit(moco.with(new LocalBudget.Steps(0)), 2, initial(moco), two.next(), MOMENTUM);
        assertEquals(two.next().memory(), later.next().memory());
    }

    @Test
    void beforeItsWarmUpProtoClIsMoco() throws Exception {
        Algorithm moco = Catalog.get("FedMoCo");
        Algorithm proto = moco.plus(new PrototypicalContrast("2, 3", 2, 0.2));
        Weights global = initial(moco);
        assertEquals(
                visit(moco, global).update().weights(),
                visit(proto, global).update().weights());
        ClientState past = visit(moco, global).next();
        assertNotEquals(
                visit(moco, 3, global, past, MOMENTUM).update().weights(),
                visit(proto, 3, global, past, MOMENTUM).update().weights());
    }

    @Test
    void withoutASingleStepNothingDivergesAndTheServersPredictorIsTaken() throws Exception {
        Algorithm fedU = Catalog.get("FedU");
        ClientResult result = visit(fedU, 1, initial(fedU), ClientState.fresh(0), STILL);
        assertEquals(0, result.figures().get(DivergenceAware.DIVERGENCE));
        assertEquals(0, result.figures().get(DivergenceAware.KEPT));
    }

    @Test
    void theTargetStaysHomeAndDiffersFromTheServers() throws Exception {
        Algorithm fedU = Catalog.get("FedU");
        Weights global = initial(fedU);
        ClientResult first = visit(fedU, global);
        Weights own = first.next().own().orElseThrow();
        assertNotEquals(part(global, NetworkPart.TARGET), part(own, NetworkPart.TARGET));
        Weights again =
                fedU.exchange().personalization().start(new Broadcast(2, global, MethodMemory.NONE), first.next());
        assertEquals(part(own, NetworkPart.TARGET), part(again, NetworkPart.TARGET));
    }

    @Test
    void aFirstVisitInALateRoundTakesEverythingFromTheServer() {
        Algorithm fedU = Catalog.get("FedU");
        Weights late = network(fedU).initial(Streams.of(2, Purpose.INITIAL_WEIGHTS));
        Weights stale = part(initial(fedU), NetworkPart.TARGET).over(late);
        for (String name : List.of("FedU", "FedEMA", "FedBYOL", "FedMoCo")) {
            Weights start = Catalog.get(name)
                    .exchange()
                    .personalization()
                    .start(new Broadcast(7, stale, MethodMemory.NONE), ClientState.fresh(0));
            assertEquals(late, start, name);
        }
    }

    @ParameterizedTest
    @EnumSource(Update.class)
    void theGridOfTheAblationStartsAsPublished(Update update) {
        Algorithm fedU = fedU(new DivergenceAware(
                0, DivergenceAware.Predictor.FROM_SERVER, DivergenceAware.Aggregate.ONLINE, update));
        Weights global = initial(fedU);
        Weights own = network(fedU).initial(Streams.of(2, Purpose.INITIAL_WEIGHTS));
        own = part(network(fedU).initial(Streams.of(3, Purpose.INITIAL_WEIGHTS)), NetworkPart.TARGET)
                .over(own);
        ClientState past = new ClientState(0, 1, Optional.of(own), MethodMemory.NONE);
        Weights start = fedU.exchange().personalization().start(new Broadcast(2, global, MethodMemory.NONE), past);
        boolean online = update == Update.ONLINE || update == Update.BOTH;
        boolean target = update == Update.TARGET || update == Update.BOTH;
        assertEquals(
                start.only(TargetNetworkSlots::encodes), (online ? global : own).only(TargetNetworkSlots::encodes));
        assertEquals(part(start, NetworkPart.TARGET), part(target ? global : own, NetworkPart.TARGET));
        assertEquals(update == Update.BOTH, start.equals(TargetNetworkSlots.targetFromEncoder(start)));
    }

    @Test
    void whereTheTargetIsSentTheServerHoldsTheMeanOfTargets() throws Exception {
        Algorithm fedU = fedU(new DivergenceAware(
                0, DivergenceAware.Predictor.FROM_SERVER, DivergenceAware.Aggregate.TARGET, Update.ONLINE));
        Weights global = initial(fedU);
        ClientResult result = visit(fedU, global);
        Weights own = result.next().own().orElseThrow();
        assertEquals(
                TargetNetworkSlots.encoderFromTarget(own).only(TargetNetworkSlots::encodes),
                result.update().weights().only(TargetNetworkSlots::encodes));
        assertEquals(part(own, NetworkPart.PREDICTOR), part(result.update().weights(), NetworkPart.PREDICTOR));
    }

    @Test
    void afterARoundWithoutItFedEmaTakesEverythingFromTheServer() throws Exception {
        Algorithm fedEma = Catalog.get("FedEMA");
        Weights global = initial(fedEma);
        ClientState past = visit(fedEma, global).next();
        var personalization = fedEma.exchange().personalization();
        assertEquals(global, personalization.start(new Broadcast(3, global, MethodMemory.NONE), past));
        assertNotEquals(global, personalization.start(new Broadcast(2, global, MethodMemory.NONE), past));
    }

    @Test
    void theReceivedNetworkOfFedXLearnsNothing() throws Exception {
        Algorithm fedx = Catalog.get("FedSimCLR+FedX");
        Weights global = initial(fedx);
        ClientResult first = visit(fedx, global);
        // On the very first visit the received model is the start itself, and that is no special case.
        assertTrue(Double.isFinite(first.loss()) && first.loss() > 0);
        assertEquals(global, initial(fedx));
    }

    @Test
    void viewsDifferFromEachOtherFromEpochToEpochAndFromRoundToRound() {
        Algorithm method = Catalog.get("FedSimCLR");
        ClientTask task = new ClientTask(
                9,
                new Broadcast(1, initial(method), MethodMemory.NONE),
                ClientState.fresh(0),
                method,
                MOMENTUM,
                24,
                images,
                Optional.empty());
        Normalization plain = new Normalization(new float[] {0.5f}, new float[] {0.25f});
        BatchFeed feed = new Unlabelled(ViewRecipe.FEDX_CIFAR).feed(task, plain);
        BatchFeed.Epoch epoch = feed.next();
        float[] first = epoch.images(0, AugmentedView.FIRST).values();
        assertFalse(Arrays.equals(first, epoch.images(0, AugmentedView.SECOND).values()));
        assertFalse(
                Arrays.equals(first, epoch.images(0, AugmentedView.REFERENCE).values()));
        assertTrue(Arrays.equals(first, epoch.images(0, AugmentedView.FIRST).values()));
        assertFalse(
                Arrays.equals(first, feed.next().images(0, AugmentedView.FIRST).values()));
        assertTrue(
                Arrays.equals(first, epoch.images(0, AugmentedView.FIRST).values()),
                "an epoch that is over has changed");
        assertThrows(IllegalStateException.class, () -> epoch.labels(0));
    }

    @Test
    void whatCannotWorkIsNamedBeforeTheRun() {
        Algorithm simClr = Catalog.get("FedSimCLR");
        Problem small =
                assertThrows(Problem.class, () -> simClr.check(new MethodRequirements(32, List.of(40, 31, 50))));
        assertEquals("training.batch", small.where());
        assertTrue(small.getMessage().contains("31"), small.getMessage());
        assertEquals(List.of("02", 31, 32), small.reason().values());
        MethodRequirements named = new MethodRequirements(32, List.of(40, 31), List.of("museum", "park"));
        assertEquals(
                "park",
                assertThrows(Problem.class, () -> simClr.check(named))
                        .reason()
                        .values()
                        .get(0));
        assertEquals(
                "training.batch",
                assertThrows(Problem.class, () -> simClr.check(new MethodRequirements(1, List.of(40))))
                        .where());
        Problem uneven = assertThrows(
                Problem.class, () -> Catalog.get("FedMoCo").check(new MethodRequirements(48, List.of(100))));
        assertEquals("algorithm.queue", uneven.where());
        assertTrue(uneven.getMessage().contains("4,128") || uneven.getMessage().contains("4128"), uneven.getMessage());
        assertEquals(
                "algorithm.prototypes",
                assertThrows(Problem.class, () -> new PrototypicalContrast("many", 2, 0.2))
                        .where());
        Catalog.get("FedMoCo").check(new MethodRequirements(32, List.of(32)));
    }
}
