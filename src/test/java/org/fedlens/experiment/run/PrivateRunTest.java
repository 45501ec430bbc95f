package org.fedlens.experiment.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.fedlens.experiment.event.RunEvent;
import org.fedlens.federated.privacy.Accountant;
import org.fedlens.text.Words;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Differential privacy, draws and stragglers through the whole engine. */
class PrivateRunTest {
    @TempDir
    Path folder;

    private Runs.Told play(String method, Map<String, Object> changes) throws Exception {
        return Runs.play(Runs.small(method, changes), folder.resolve(method + changes.hashCode()), 2);
    }

    private static Map<String, Object> map(String path, Object value, Map<String, Object> more) {
        Map<String, Object> all = new HashMap<>(more);
        all.put(path, value);
        return all;
    }

    @Test
    void epsilonIsAFigureOfEveryRoundAndTheBudgetEndsTheRun() throws Exception {
        Map<String, Object> changes = Map.of(
                "training.rounds",
                8,
                "training.sampling.name",
                "poisson",
                "algorithm.noise",
                1.0,
                "algorithm.budget",
                8.0,
                "training.participation",
                0.5);
        Runs.Told told = play("DP-FedAvg", changes);
        RunEvent.Ended end = told.end();
        assertEquals(RunEvent.Outcome.FINISHED, end.outcome());
        assertEquals("run.budgetSpent", end.message());
        assertEquals(
                "The privacy budget of 8 is spent after round " + end.round() + ".",
                Words.ENGLISH.say(end.early().orElseThrow()));
        assertTrue(end.round() > 0 && end.round() < 8, () -> "ended after " + end.round());
        List<Double> spent = told.all(RunEvent.Evaluated.class).stream()
                .skip(1)
                .map(evaluated -> evaluated.global("epsilon"))
                .toList();
        assertEquals(end.round(), spent.size());
        assertEquals(spent.stream().sorted().distinct().toList(), spent);
        assertTrue(spent.get(spent.size() - 1) <= 8);
    }

    @Test
    void aFractionOfAClientCanBeExpected() throws Exception {
        Map<String, Object> coins = Map.of("training.sampling.name", "poisson", "training.rounds", 1);
        Runs.Told half = play("DP-FedAvg", map("training.sampling.expected", 2.5, coins));
        double once = Accountant.fresh()
                .plus(2.5 / 12, 1, 1)
                .epsilon(1e-5, Accountant.Conversion.CLASSIC)
                .epsilon();
        List<RunEvent.Evaluated> evaluated = half.all(RunEvent.Evaluated.class);
        assertEquals(once, evaluated.get(evaluated.size() - 1).global("epsilon"), 1e-6);
    }

    @ParameterizedTest
    @CsvSource({
        "training.sampling.name, by-size, privacy.noRate",
        "training.sampling.name, power-of-choice, privacy.noRate",
        "model.name, small-resnet, privacy.runningFigures",
        "algorithm.budget, 0.5, privacy.firstRound"
    })
    void whatPrivacyCannotCoverIsRefusedWithTheReason(String path, String value, String reason) throws Exception {
        Map<String, Object> base = path.startsWith("model") ? Map.of("model.width", 0.25) : Map.of();
        Runs.Told told = play("DP-FedAvg", map(path, value, base));
        assertEquals(reason, told.refused().orElseThrow().reason().key());
    }

    @ParameterizedTest
    @CsvSource({"number", "by-size", "poisson", "power-of-choice"})
    void everyDrawPlays(String sampling) throws Exception {
        Runs.Told told = play("FedAvg", Map.of("training.sampling.name", sampling, "system.dropOut", 0.0));
        assertEquals(RunEvent.Outcome.FINISHED, told.end().outcome());
        for (RunEvent.RoundOpened opened : told.all(RunEvent.RoundOpened.class)) {
            int size = opened.cohort().size();
            assertTrue(sampling.equals("poisson") || size == (sampling.equals("number") ? 5 : 9), () -> "drew " + size);
        }
    }

    @Test
    void powerOfChoiceSendsTheModelToItsCandidates() throws Exception {
        Map<String, Object> few = Map.of("training.participation", 0.25, "system.dropOut", 0.0, "training.rounds", 1);
        long even = play("FedAvg", few).all(RunEvent.RoundClosed.class).get(0).bytesDown();
        Map<String, Object> choice = map("training.sampling.name", "power-of-choice", few);
        long asked =
                play("FedAvg", choice).all(RunEvent.RoundClosed.class).get(0).bytesDown();
        assertEquals(10 * even / 3, asked);
    }

    @Test
    void stragglersDoLessAndCountOrAreDropped() throws Exception {
        Map<String, Object> slow = new HashMap<>(
                Map.of("system.dropOut", 0.0, "system.stragglers.name", "some", "training.localEpochs", 4));
        Runs.Told kept = play("FedAvg", slow);
        slow.put("system.stragglers.keepPartial", false);
        Runs.Told dropped = play("FedAvg", slow);
        Map<String, Object> whole = Map.of("system.dropOut", 0.0, "training.localEpochs", 4);
        int all = steps(play("FedAvg", whole));
        assertTrue(steps(kept) < all && steps(dropped) < steps(kept), () -> steps(kept) + ", " + steps(dropped));
        assertEquals(27, kept.all(RunEvent.ClientDone.class).size());
        int gone = dropped.all(RunEvent.ClientDropped.class).size();
        assertEquals(27, gone + dropped.all(RunEvent.ClientDone.class).size());
        assertTrue(gone > 0);
    }

    private static int steps(Runs.Told told) {
        return told.all(RunEvent.ClientDone.class).stream()
                .mapToInt(RunEvent.ClientDone::steps)
                .sum();
    }
}
