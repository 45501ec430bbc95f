package org.fedlens.experiment;

import java.util.List;
import java.util.Optional;
import org.fedlens.federated.Memory;
import org.fedlens.federated.Privacy;
import org.fedlens.federated.Round;
import org.fedlens.federated.Sampling;
import org.fedlens.federated.ServerState;
import org.fedlens.federated.Weighting;
import org.fedlens.federated.clock.Pacing;
import org.fedlens.federated.secure.FixedPoint;
import org.fedlens.text.Problem;
import org.fedlens.text.Text;
import org.fedlens.training.Distillation;
import org.fedlens.training.Need;
import org.fedlens.training.Network;
import org.fedlens.training.Objective;
import org.fedlens.weights.Part;
import org.fedlens.weights.Slot;
import org.fedlens.weights.Weights;

/** Settings that are sound alone and cannot work together. Each refusal says why, before anything is written. */
final class Combinations {
    private final Experiment experiment;
    private final int population;

    private Combinations(Experiment experiment, int population) {
        this.experiment = experiment;
        this.population = population;
    }

    /** @throws Problem the first thing that cannot work */
    static void require(Prepared prepared) {
        Experiment experiment = prepared.experiment();
        Network network = prepared.network();
        Combinations combinations =
                new Combinations(experiment, prepared.clients().size());
        combinations.requireEnough();
        combinations.requirePace();
        combinations.requirePrivateClassifiers(prepared);
        combinations.requirePairs(prepared);
        combinations.requireSeveralIdentities(prepared);
        combinations.requireWholeBatches(prepared);
        combinations.requireLosses(prepared);
        combinations.requireSecret(prepared);
        combinations.requireTeachers(network);
        experiment
                .algorithm()
                .aggregator()
                .privacy()
                .ifPresent(privacy -> combinations.requirePrivate(privacy, network));
    }

    /**
     * Masks need a network of pixels and a method that classifies, and the other way round.
     *
     * @param masks true if the data have a class for every pixel
     */
    static void requirePixels(Experiment experiment, boolean masks) {
        Objective objective = experiment.algorithm().objective();
        if (objective.pixelwise() && !masks) {
            throw new Problem(
                    "algorithm.name",
                    Text.of("algorithm.needsMasks", experiment.method()),
                    Text.of("algorithm.needsMasks.mend"));
        }
        if (masks && experiment.algorithm().aggregator().asksTurns()) {
            throw new Problem("algorithm.weighting", Text.of("algorithm.noTurns"), Text.of("algorithm.noTurns.mend"));
        }
        if (masks && !objective.heads().classifier()) {
            throw new Problem(
                    "algorithm.name",
                    Text.of("algorithm.noPixels", experiment.method()),
                    Text.of("algorithm.noPixels.mend"));
        }
        if (!masks && experiment.training().augmentation().change().isPresent()) {
            throw new Problem(
                    "training.augmentation.name", Text.of("crop.needsMasks"), Text.of("algorithm.needsMasks.mend"));
        }
        if (masks != experiment.model().pixelwise()) {
            throw new Problem(
                    "model.name",
                    Text.of(masks ? "model.noPixels" : "model.needsMasks"),
                    Text.of(masks ? "model.noPixels.mend" : "model.needsMasks.mend"));
        }
    }

    /** Normalisation over the one pixel of a context block has nothing to compare where a batch is a single scene. */
    private void requirePairs(Prepared prepared) {
        if (!experiment.model().normalizesOnePixel()) {
            return;
        }
        if (experiment.training().batch() < 2) {
            throw new Problem("training.batch", Text.of("model.batchOfOne"), Text.of("model.batchOfOne.mend"));
        }
        for (int client = 0; client < population; client++) {
            if (prepared.clients().get(client).count() < 2) {
                throw new Problem(
                        "partition.clients",
                        Text.of("model.clientOfOne", prepared.clientName(client)),
                        Text.of("model.clientOfOne.mend"));
            }
        }
    }

    /** How many clients a round draws. */
    private int drawn() {
        TrainingSettings training = experiment.training();
        return training.sampling().count(population, training.participation());
    }

    /** A rule that needs more uploads than a round can bring would never change anything. */
    private void requireEnough() {
        int needed = experiment.algorithm().aggregator().atLeast();
        int goal = experiment.system().pacing().goal(drawn());
        if (goal < needed && !experiment.algorithm().exchange().up().pools()) {
            throw new Problem(
                    "algorithm.name",
                    Text.of("algorithm.tooFew", experiment.method(), needed, goal),
                    Text.of("algorithm.drawMore"));
        }
    }

    private void requireWholeBatches(Prepared prepared) {
        int batch = experiment.training().batch();
        // A head on pixels normalises over the places of a scene, so one scene is enough.
        boolean alone = experiment.algorithm().objective().heads().normalizesBatch()
                && !experiment.model().pixelwise();
        if (batch < 2 && alone) {
            throw new Problem("training.batch", Text.of("training.batchOfOne"), Text.of("unlabelled.batchOfTwo"));
        }
        for (int client = 0; client < population; client++) {
            int own = prepared.clients().get(client).count();
            if (own < batch && experiment.algorithm().objective().wholeBatches()) {
                throw new Problem(
                        "training.batch",
                        Text.of("training.noBatch", prepared.clientName(client), own, batch),
                        Text.of("training.noBatch.mend", own));
            }
        }
    }

    /** Among one there is nobody to tell apart. */
    private void requireSeveralIdentities(Prepared prepared) {
        for (int client = 0; client < population && prepared.data().sites().isPresent(); client++) {
            if (prepared.clients().get(client).labels().known().length < 2) {
                throw new Problem(
                        "partition.clients",
                        Text.of("partition.oneIdentity", prepared.clientName(client)),
                        Text.of("partition.oneIdentity.mend"));
            }
        }
    }

    /** Aggregations that do not wait need a clock, and methods that do not ask everybody to be in step. */
    private void requirePace() {
        Pacing pacing = experiment.system().pacing();
        String where = "system.pacing.name";
        if (pacing.needsClock() && !experiment.system().devices().tick()) {
            throw new Problem("system.devices.name", Text.of("pacing.needsClock"), Text.of("pacing.chooseDevices"));
        }
        if (!pacing.overlaps()) {
            return;
        }
        if (pacing.goal(drawn()) > population) {
            throw new Problem(
                    where, Text.of("pacing.tooMany", pacing.goal(drawn()), population), Text.of("pacing.smallerGoal"));
        }
        if (experiment.algorithm().aggregator().privacy().isPresent()) {
            throw new Problem(where, Text.of("pacing.privacy"), Text.of("pacing.synchronous"));
        }
        boolean remembers = experiment.algorithm().objective().needs().stream()
                .anyMatch(need -> need instanceof Need.Sent || need instanceof Need.Kept);
        if (remembers || experiment.algorithm().exchange().up().pools()) {
            throw new Problem(where, Text.of("pacing.inStep", experiment.method()), Text.of("pacing.synchronous"));
        }
        if (experiment.training().sampling().asksLosses()) {
            throw new Problem(where, Text.of("pacing.losses"), Text.of("privacy.drawEvenly"));
        }
    }

    /** Whoever knows other people has another classifier, and there is no mean of those. */
    private void requirePrivateClassifiers(Prepared prepared) {
        if (!prepared.privateClassifiers()) {
            return;
        }
        boolean sends = prepared.network().layout().slots().stream()
                .anyMatch(slot -> slot.part() == Part.HEAD
                        && experiment.algorithm().exchange().up().carries(slot));
        if (sends) {
            throw new Problem(
                    "algorithm.name",
                    Text.of("algorithm.sendsClassifier", experiment.method()),
                    Text.of("algorithm.keepClassifier"));
        }
    }

    /** Candidates can only tell the loss of a whole classifier. */
    private void requireLosses(Prepared prepared) {
        boolean classifies = prepared.network().has(Part.HEAD) && !prepared.privateClassifiers();
        if (experiment.training().sampling().asksLosses() && !classifies) {
            throw new Problem("training.sampling.name", Text.of("sampling.noLosses"), Text.of("privacy.drawEvenly"));
        }
    }

    /** The server must be able to run what clients send, and must be allowed to see it. */
    private void requireTeachers(Network network) {
        if (experiment.training().distillation() instanceof Distillation.None) {
            return;
        }
        String where = "training.distillation.name";
        if (experiment.model().pixelwise()) {
            throw new Problem(where, Text.of("distillation.pixels"), Text.of("distillation.none"));
        }
        if (!experiment.system().secrecy().idle()) {
            throw new Problem(where, Text.of("distillation.secret"), Text.of("distillation.none"));
        }
        Part features = experiment.algorithm().objective().features();
        boolean whole = network.layout().slots().stream()
                .filter(slot -> slot.part() == Part.BACKBONE || slot.part() == features)
                .allMatch(experiment.algorithm().exchange().up()::carries);
        if (!whole || experiment.algorithm().exchange().up().pools()) {
            throw new Problem(where, Text.of("distillation.parts", experiment.method()), Text.of("distillation.none"));
        }
    }

    /** Masks leave the server nothing but a sum. */
    private void requireSecret(Prepared prepared) {
        SystemSettings system = experiment.system();
        if (system.secrecy().idle()) {
            return;
        }
        String where = "system.secrecy.name";
        Optional<Weighting> weighting = experiment.algorithm().aggregator().mean();
        if (weighting.isEmpty()) {
            throw new Problem(where, Text.of("secure.needsMean", experiment.method()), Text.of("secure.useMean"));
        }
        if (!system.compression().idle()) {
            throw new Problem(where, Text.of("secure.compression"), Text.of("secure.noCompression"));
        }
        if (system.pacing().overlaps() || drawn() < 2) {
            throw new Problem(where, Text.of("secure.together"), Text.of("pacing.synchronous"));
        }
        double heaviest = prepared.clients().stream()
                .mapToDouble(images ->
                        weighting.get() == Weighting.EQUAL ? 1 : images.labels().count())
                .max()
                .orElse(1);
        FixedPoint point = system.secrecy().numbers();
        int most = experiment.training().sampling() instanceof Sampling.Poisson ? population : drawn();
        new FixedPoint(point.ring(), point.range() * heaviest, point.scale()).require(most, "system.secrecy.scale");
    }

    private void requirePrivate(Privacy privacy, Network network) {
        if (network.layout().slots().stream().anyMatch(slot -> !slot.learned())) {
            throw new Problem("model.name", Text.of("privacy.runningFigures"), Text.of("privacy.otherModel"));
        }
        TrainingSettings training = experiment.training();
        if (training.sampling().rate(population, training.participation()).isEmpty()) {
            throw new Problem("training.sampling.name", Text.of("privacy.noRate"), Text.of("privacy.drawEvenly"));
        }
        Round first = first(network);
        if (privacy.budget() > 0 && privacy.after(first) > privacy.budget()) {
            throw new Problem(
                    "algorithm.budget",
                    Text.of("privacy.firstRound", privacy.after(first), privacy.budget()),
                    Text.of("privacy.raiseNoise"));
        }
    }

    private Round first(Network network) {
        Weights nothing = Weights.fill(network.layout().only(Slot::learned), i -> 0);
        return Draw.round(experiment, new ServerState(0, nothing, Memory.NONE), List.of(), population);
    }
}
