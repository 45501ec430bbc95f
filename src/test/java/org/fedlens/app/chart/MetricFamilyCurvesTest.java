package org.fedlens.app.chart;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.fedlens.app.kit.UiEnvironment;
import org.fedlens.app.run.DivergenceThreshold;
import org.fedlens.app.run.RunModel;
import org.fedlens.experiment.event.MetricValue;
import org.fedlens.experiment.event.RunEvent;
import org.fedlens.experiment.event.TimedEvent;
import org.fedlens.report.MetricFamily;
import org.fedlens.report.XAxis;
import org.fedlens.report.chart.Curve;
import org.junit.jupiter.api.Test;

class MetricFamilyCurvesTest {
    private final RunModel model = new RunModel();

    private void round(int round, List<MetricValue> measures) {
        model.accept(new TimedEvent(round, new RunEvent.RoundClosed(round, 2, 100, 50, 1, 1)));
        model.accept(new TimedEvent(round, new RunEvent.Evaluated(round, measures)));
    }

    private void divergences(int clients) {
        for (int round = 1; round <= 2; round++) {
            List<MetricValue> measures = new ArrayList<>();
            for (int client = 0; client < clients; client++) {
                measures.add(new MetricValue(client, "divergence", 0.1 * round * (client + 1)));
                measures.add(new MetricValue(client, "predictor-kept", client == 0 ? 0 : 1));
            }
            round(round, measures);
        }
    }

    private MetricFamilyCurves curves(Optional<DivergenceThreshold> threshold) {
        return new MetricFamilyCurves(model, new UiEnvironment("en", false, true), threshold);
    }

    private static List<String> labels(List<Curve> curves) {
        return curves.stream().map(Curve::label).toList();
    }

    @Test
    void aRunOffersWhatItHasAndShowsTheWantedIfItCan() {
        assertEquals(List.of(), MetricFamily.of(model.table()));
        assertEquals(MetricFamily.SERVED, MetricFamily.shown(List.of(), MetricFamily.SERVED));
        round(
                1,
                List.of(
                        MetricValue.global("spread", 0.1),
                        MetricValue.global("effective-rank", 7),
                        MetricValue.global("divergence", 3),
                        new MetricValue(1, "own-share", 0.4),
                        new MetricValue(1, "angle-within", 30)));
        List<MetricFamily> offered = List.of(MetricFamily.SPREAD, MetricFamily.RANK, MetricFamily.OWN_SHARE);
        assertEquals(offered, MetricFamily.of(model.table()));
        assertEquals(MetricFamily.SPREAD, MetricFamily.shown(offered, MetricFamily.SERVED));
        assertEquals(MetricFamily.RANK, MetricFamily.shown(offered, MetricFamily.RANK));
    }

    @Test
    void collapseIsDrawnFromZero() {
        round(1, List.of(MetricValue.global("spread", 0.09), MetricValue.global("effective-rank", 60)));
        round(2, List.of(MetricValue.global("spread", 0.08), MetricValue.global("effective-rank", 1)));
        MetricFamilyCurves curves = curves(Optional.empty());
        List<Curve> rank = curves.of(MetricFamily.RANK, XAxis.BYTES);
        assertArrayEquals(new double[] {60, 1}, rank.get(0).points().y());
        assertArrayEquals(new double[] {150, 300}, rank.get(0).points().x());
        assertEquals(0, MetricFamilyCurves.scale(MetricFamily.RANK, rank).low());
        assertEquals("Spread of embeddings 0.080", curves.told(MetricFamily.SPREAD));
        assertEquals("no figures yet", curves.told(MetricFamily.ANGLES));
    }

    @Test
    void divergencesStandAgainstTheThresholdAndSayWhatWasDecided() {
        divergences(2);
        MetricFamilyCurves curves = curves(Optional.of(new DivergenceThreshold(0.3)));
        List<Curve> drawn = curves.of(MetricFamily.DIVERGENCE, XAxis.ROUND);
        assertEquals(List.of("01 replaced", "02 kept", "μ 0.3"), labels(drawn));
        Curve mu = drawn.get(2);
        assertEquals(Curve.Tone.LIMIT, mu.tone());
        assertArrayEquals(new double[] {0, 1, 2}, mu.points().x());
        assertArrayEquals(new double[] {0.3, 0.3, 0.3}, mu.points().y());
        assertEquals(
                "Divergence of the median client 0.30, lowest 0.20, highest 0.40."
                        + " Threshold μ 0.3; 1 of 2 clients kept their own predictor",
                curves.told(MetricFamily.DIVERGENCE));
        assertEquals(
                2,
                curves(Optional.empty())
                        .of(MetricFamily.DIVERGENCE, XAxis.ROUND)
                        .size());
    }

    @Test
    void theThresholdFollowsWhatWasChangedOnTheWay() {
        divergences(1);
        model.accept(new TimedEvent(2, new RunEvent.Changed(2, "algorithm.mu", "0.4", "0.1")));
        double[] mu = new DivergenceThreshold(0.3)
                .over(model.table(), model.changes(), XAxis.ROUND)
                .y();
        assertArrayEquals(new double[] {0.4, 0.4, 0.1}, mu);
    }

    @Test
    void ofManyClientsTheMedianAndTheChosenAreNamed() {
        divergences(9);
        model.selectedProperty().set(3);
        List<Curve> drawn = curves(Optional.empty()).of(MetricFamily.DIVERGENCE, XAxis.ROUND);
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
                        MetricValue.global("angle-within", 30),
                        MetricValue.global("angle-between", 80),
                        new MetricValue(0, "angle-within", 20),
                        new MetricValue(1, "angle-within", 40)));
        List<Curve> drawn = curves(Optional.empty()).of(MetricFamily.ANGLES, XAxis.ROUND);
        assertEquals(List.of("clients within", "within", "between"), labels(drawn));
        assertEquals(30, drawn.get(0).points().lastY());
    }

    @Test
    void sharesAreDrawnFromZero() {
        round(1, List.of(new MetricValue(0, "own-share", 0), new MetricValue(1, "own-share", 0.5)));
        round(2, List.of(new MetricValue(0, "own-share", 0.7), new MetricValue(1, "own-share", 0.9)));
        MetricFamilyCurves curves = curves(Optional.of(new DivergenceThreshold(0.3)));
        List<Curve> drawn = curves.of(MetricFamily.OWN_SHARE, XAxis.ROUND);
        assertEquals(List.of("01", "02"), labels(drawn));
        assertEquals(0, MetricFamilyCurves.scale(MetricFamily.OWN_SHARE, drawn).low());
        assertTrue(curves.told(MetricFamily.OWN_SHARE).endsWith("highest 90.0 %"));
    }

    @Test
    void onlyADecisionByDivergenceHasAThreshold() {
        assertEquals(Optional.empty(), DivergenceThreshold.of(Map.of()));
        assertEquals(
                Optional.empty(), DivergenceThreshold.of(Map.of("algorithm", Map.of("name", "FedProx", "mu", 0.1))));
        assertEquals(
                Optional.of(new DivergenceThreshold(0.4)),
                DivergenceThreshold.of(Map.of("algorithm", Map.of("name", "FedU"))));
        assertEquals(
                Optional.of(new DivergenceThreshold(0.2)),
                DivergenceThreshold.of(Map.of("algorithm", Map.of("name", "FedU", "mu", 0.2))));
        assertEquals(
                Optional.empty(),
                DivergenceThreshold.of(Map.of("algorithm", Map.of("name", "FedU", "predictor", "own"))));
    }
}
