package org.fedlens.app;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.fedlens.experiment.Measure;
import org.fedlens.experiment.Moment;
import org.fedlens.experiment.RunEvent;
import org.fedlens.report.Curve;
import org.fedlens.report.Family;
import org.fedlens.report.XAxis;
import org.junit.jupiter.api.Test;

class FamilyCurvesTest {
    private final RunModel model = new RunModel();

    private void round(int round, List<Measure> measures) {
        model.accept(new Moment(round, new RunEvent.RoundClosed(round, 2, 100, 50, 1, 1)));
        model.accept(new Moment(round, new RunEvent.Evaluated(round, measures)));
    }

    private void divergences(int clients) {
        for (int round = 1; round <= 2; round++) {
            List<Measure> measures = new ArrayList<>();
            for (int client = 0; client < clients; client++) {
                measures.add(new Measure(client, "divergence", 0.1 * round * (client + 1)));
                measures.add(new Measure(client, "predictor-kept", client == 0 ? 0 : 1));
            }
            round(round, measures);
        }
    }

    private FamilyCurves curves(Optional<Threshold> threshold) {
        return new FamilyCurves(model, new Surroundings("en", false, true), threshold);
    }

    private static List<String> labels(List<Curve> curves) {
        return curves.stream().map(Curve::label).toList();
    }

    @Test
    void aRunOffersWhatItHasAndShowsTheWantedIfItCan() {
        assertEquals(List.of(), Family.of(model.table()));
        assertEquals(Family.SERVED, Family.shown(List.of(), Family.SERVED));
        round(
                1,
                List.of(
                        Measure.global("spread", 0.1),
                        Measure.global("effective-rank", 7),
                        Measure.global("divergence", 3),
                        new Measure(1, "own-share", 0.4),
                        new Measure(1, "angle-within", 30)));
        List<Family> offered = List.of(Family.SPREAD, Family.RANK, Family.OWN_SHARE);
        assertEquals(offered, Family.of(model.table()));
        assertEquals(Family.SPREAD, Family.shown(offered, Family.SERVED));
        assertEquals(Family.RANK, Family.shown(offered, Family.RANK));
    }

    @Test
    void collapseIsDrawnFromZero() {
        round(1, List.of(Measure.global("spread", 0.09), Measure.global("effective-rank", 60)));
        round(2, List.of(Measure.global("spread", 0.08), Measure.global("effective-rank", 1)));
        FamilyCurves curves = curves(Optional.empty());
        List<Curve> rank = curves.of(Family.RANK, XAxis.BYTES);
        assertArrayEquals(new double[] {60, 1}, rank.get(0).points().y());
        assertArrayEquals(new double[] {150, 300}, rank.get(0).points().x());
        assertEquals(0, FamilyCurves.scale(Family.RANK, rank).low());
        assertEquals("Spread of embeddings 0.080", curves.told(Family.SPREAD));
        assertEquals("no figures yet", curves.told(Family.ANGLES));
    }

    @Test
    void divergencesStandAgainstTheThresholdAndSayWhatWasDecided() {
        divergences(2);
        FamilyCurves curves = curves(Optional.of(new Threshold(0.3)));
        List<Curve> drawn = curves.of(Family.DIVERGENCE, XAxis.ROUND);
        assertEquals(List.of("01 replaced", "02 kept", "μ 0.3"), labels(drawn));
        Curve mu = drawn.get(2);
        assertEquals(Curve.Tone.LIMIT, mu.tone());
        assertArrayEquals(new double[] {0, 1, 2}, mu.points().x());
        assertArrayEquals(new double[] {0.3, 0.3, 0.3}, mu.points().y());
        assertEquals(
                "Divergence of the median client 0.30, lowest 0.20, highest 0.40."
                        + " Threshold μ 0.3; 1 of 2 clients kept their own predictor",
                curves.told(Family.DIVERGENCE));
        assertEquals(
                2, curves(Optional.empty()).of(Family.DIVERGENCE, XAxis.ROUND).size());
    }

    @Test
    void theThresholdFollowsWhatWasChangedOnTheWay() {
        divergences(1);
        model.accept(new Moment(2, new RunEvent.Changed(2, "algorithm.mu", "0.4", "0.1")));
        double[] mu = new Threshold(0.3)
                .over(model.table(), model.changes(), XAxis.ROUND)
                .y();
        assertArrayEquals(new double[] {0.4, 0.4, 0.1}, mu);
    }

    @Test
    void ofManyClientsTheMedianAndTheChosenAreNamed() {
        divergences(9);
        model.selectedProperty().set(3);
        List<Curve> drawn = curves(Optional.empty()).of(Family.DIVERGENCE, XAxis.ROUND);
        assertEquals(10, drawn.size());
        List<Curve> named =
                drawn.stream().filter(curve -> curve.tone() != Curve.Tone.RAW).toList();
        assertEquals(List.of("04 kept", "median"), labels(named));
        assertArrayEquals(new double[] {0.5, 1}, named.get(1).points().y(), 1e-12);
    }

    @Test
    void anglesComeOfTheModelAndOfTheClients() {
        round(
                1,
                List.of(
                        Measure.global("angle-within", 30),
                        Measure.global("angle-between", 80),
                        new Measure(0, "angle-within", 20),
                        new Measure(1, "angle-within", 40)));
        List<Curve> drawn = curves(Optional.empty()).of(Family.ANGLES, XAxis.ROUND);
        assertEquals(List.of("clients within", "within", "between"), labels(drawn));
        assertEquals(30, drawn.get(0).points().lastY());
    }

    @Test
    void sharesAreDrawnFromZero() {
        round(1, List.of(new Measure(0, "own-share", 0), new Measure(1, "own-share", 0.5)));
        round(2, List.of(new Measure(0, "own-share", 0.7), new Measure(1, "own-share", 0.9)));
        FamilyCurves curves = curves(Optional.of(new Threshold(0.3)));
        List<Curve> drawn = curves.of(Family.OWN_SHARE, XAxis.ROUND);
        assertEquals(List.of("01", "02"), labels(drawn));
        assertEquals(0, FamilyCurves.scale(Family.OWN_SHARE, drawn).low());
        assertTrue(curves.told(Family.OWN_SHARE).endsWith("highest 90.0 %"));
    }

    @Test
    void onlyADecisionByDivergenceHasAThreshold() {
        assertEquals(Optional.empty(), Threshold.of(Map.of()));
        assertEquals(Optional.empty(), Threshold.of(Map.of("algorithm", Map.of("name", "FedProx", "mu", 0.1))));
        assertEquals(Optional.of(new Threshold(0.4)), Threshold.of(Map.of("algorithm", Map.of("name", "FedU"))));
        assertEquals(
                Optional.of(new Threshold(0.2)), Threshold.of(Map.of("algorithm", Map.of("name", "FedU", "mu", 0.2))));
        assertEquals(Optional.empty(), Threshold.of(Map.of("algorithm", Map.of("name", "FedU", "predictor", "own"))));
    }
}
