package org.fedlens.experiment.inversion;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;
import org.fedlens.experiment.Experiment;
import org.fedlens.experiment.Prepared;
import org.fedlens.experiment.Runs;
import org.fedlens.text.Problem;
import org.fedlens.text.Text;
import org.fedlens.text.Words;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class InversionTest {
    private static final Experiment DIGITS = Runs.small("FedAvg", Map.of());

    private final UniformRandomProvider random = RandomSource.XO_RO_SHI_RO_128_PP.create(3L);

    private double[][] images(int count, int size) {
        double[][] images = new double[count][size];
        for (double[] image : images) {
            Arrays.setAll(image, i -> random.nextDouble());
        }
        return images;
    }

    private static double loss(OneHiddenLayer network, double[][] x, int[] labels, double[] seen) {
        double[] now = network.gradient(x, labels);
        double sum = 0;
        double ss = 0;
        for (int i = 0; i < now.length; i++) {
            sum += (now[i] - seen[i]) * (now[i] - seen[i]);
            ss += seen[i] * seen[i];
        }
        return sum / ss;
    }

    private static double distance(double[] now, double[] seen) {
        double dot = 0;
        double nn = 0;
        double ss = 0;
        for (int i = 0; i < now.length; i++) {
            dot += now[i] * seen[i];
            nn += now[i] * now[i];
            ss += seen[i] * seen[i];
        }
        return 1 - dot / Math.sqrt(nn * ss);
    }

    @ParameterizedTest
    @EnumSource(
            value = Matching.class,
            names = {"COSINE", "EUCLID"})
    void the_slope_by_hand_is_that_of_differences(Matching matching) {
        OneHiddenLayer network = OneHiddenLayer.drawn(7, 5, 4, random);
        int[] labels = {2, 0, 3};
        double[] seen = network.gradient(images(3, 7), labels);
        double[][] x = images(3, 7);
        double[][] slope = network.pulled(x, labels, matching.slope(network.gradient(x, labels), seen));
        double small = 1e-6;
        for (int i = 0; i < 3; i++) {
            for (int k = 0; k < 7; k++) {
                double at = x[i][k];
                x[i][k] = at + small;
                double above = matching == Matching.EUCLID
                        ? loss(network, x, labels, seen)
                        : distance(network.gradient(x, labels), seen);
                x[i][k] = at - small;
                double below = matching == Matching.EUCLID
                        ? loss(network, x, labels, seen)
                        : distance(network.gradient(x, labels), seen);
                x[i][k] = at;
                double wanted = (above - below) / (2 * small);
                assertEquals(wanted, slope[i][k], 1e-6 * Math.max(1, Math.abs(wanted)), i + " " + k);
            }
        }
    }

    private static Inversion.Outcome play(Inversion inversion) {
        return inversion.play(DIGITS, Path.of(""), share -> {}, () -> false).orElseThrow();
    }

    @Test
    void one_division_gives_the_image_of_a_batch_of_one_and_clipping_does_not_help() {
        Inversion.Outcome outcome = play(new Inversion(2, 1, 32, Matching.EXACT, 1, 0, 0.01, 0.05));
        assertTrue(outcome.attempts().get(0).meanPsnr() > 100);
        assertTrue(outcome.attempts().get(1).meanPsnr() > 100);
        assertTrue(outcome.attempts().get(2).meanPsnr() < 20);
    }

    @ParameterizedTest
    @EnumSource(
            value = Matching.class,
            names = {"COSINE", "EUCLID"})
    void a_digit_is_won_back_from_its_gradient_and_noise_hides_it(Matching matching) {
        Inversion.Outcome outcome = play(new Inversion(1, 1, 64, matching, 400, 1e-5, 1e6, 1e-3));
        double plain = outcome.attempts().get(0).meanPsnr();
        double clipped = outcome.attempts().get(1).meanPsnr();
        double noised = outcome.attempts().get(2).meanPsnr();
        assertTrue(plain > 30, "plain " + plain);
        assertEquals(plain, clipped, 1e-6);
        assertTrue(noised < 12, "noised " + noised);
    }

    @Test
    void the_same_seed_wins_back_the_same_pixels_and_two_images_are_told_apart() {
        Inversion two = new Inversion(3, 2, 64, Matching.COSINE, 300, 1e-5, 0.1, 0.01);
        Inversion.Outcome first = play(two);
        assertEquals(2, first.originals().size());
        assertTrue(Arrays.equals(
                first.attempts().get(0).images().get(1),
                play(two).attempts().get(0).images().get(1)));
        assertTrue(
                first.attempts().get(0).meanPsnr() > 15,
                "two " + first.attempts().get(0).meanPsnr());
    }

    @Test
    void it_tells_how_far_it_is_and_stops_when_asked() {
        List<Double> told = new ArrayList<>();
        Optional<Inversion.Outcome> cut =
                Inversion.standard().play(DIGITS, Path.of(""), told::add, () -> told.size() >= 5);
        assertEquals(Optional.empty(), cut);
        assertEquals(5, told.size());
        assertEquals(told.stream().sorted().toList(), told);
    }

    @Test
    void a_client_that_is_not_there_is_named() {
        int clients = Prepared.of(DIGITS, Path.of("")).clients().size();
        Inversion far = new Inversion(clients + 1, 1, 8, Matching.EXACT, 1, 0, 1, 0);
        Problem problem = assertThrows(Problem.class, () -> play(far));
        assertEquals(Text.of("inversion.noClient", Words.client(clients)), problem.reason());
        assertEquals(Text.of("inversion.noClient.mend", clients), problem.remedy());
    }
}
