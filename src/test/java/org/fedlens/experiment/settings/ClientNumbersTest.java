package org.fedlens.experiment.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.fedlens.experiment.event.RunEvent;
import org.fedlens.experiment.run.Runs;
import org.fedlens.text.Problem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClientNumbersTest {
    @Test
    void numbers_are_those_on_the_map() {
        ClientNumbers absent = ClientNumbers.read(SystemSettings.AWAY, "07, 2,2");
        assertTrue(absent.has(6) && absent.has(1));
        assertEquals("2, 7", absent.spell());
        assertEquals(List.of(0, 2, 3), absent.others(4));
    }

    @Test
    void toggling_twice_changes_nothing() {
        ClientNumbers nobody = ClientNumbers.read(SystemSettings.AWAY, "");
        assertEquals("4", nobody.toggled(3).spell());
        assertEquals("", nobody.toggled(3).toggled(3).spell());
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "two", "1,,2", "1.5", "9999999"})
    void anything_but_numbers_is_a_problem_of_the_setting(String said) {
        assertEquals(
                SystemSettings.AWAY,
                assertThrows(Problem.class, () -> ClientNumbers.read(SystemSettings.AWAY, said))
                        .where());
    }

    @Test
    void an_experiment_file_with_a_wrong_number_is_refused_at_its_field() {
        Problem problem = assertThrows(
                Problem.class,
                () -> ExperimentFile.require(ExperimentFile.parse("fedlens: 1\nsystem: {away: \"x\"}\n", "file")));
        assertTrue(problem.getMessage().contains("x"), problem.getMessage());
    }

    @Test
    void nobody_draws_who_is_left_out_and_a_round_without_anybody_changes_nothing(@TempDir Path folder)
            throws Exception {
        Map<String, Object> some = Map.of("system.away", "1, 3", "system.dropOut", 0.0, "training.participation", 1.0);
        Runs.Told told = Runs.play(Runs.small("FedAvg", some), folder.resolve("some"), 2);
        int clients = told.all(RunEvent.Started.class).get(0).clients().size();
        List<Integer> others = ClientNumbers.read(SystemSettings.AWAY, "1, 3").others(clients);
        told.all(RunEvent.RoundOpened.class).forEach(round -> assertEquals(others, round.cohort()));

        String everybody =
                IntStream.rangeClosed(1, clients).mapToObj(Integer::toString).collect(Collectors.joining(","));
        Runs.Told nobody = Runs.play(
                Runs.small("FedAvg", Map.of("system.away", everybody, "system.dropOut", 0.0)),
                folder.resolve("nobody"),
                2);
        List<Double> losses = nobody.all(RunEvent.Evaluated.class).stream()
                .map(round -> round.global("loss"))
                .distinct()
                .toList();
        assertEquals(1, losses.size(), "the model stays as it was");
    }

    @Test
    void who_drops_out_by_hand_is_drawn_and_sends_nothing(@TempDir Path folder) throws Exception {
        Map<String, Object> some = Map.of("system.silent", "2", "system.dropOut", 0.0, "training.participation", 1.0);
        Runs.Told told = Runs.play(Runs.small("FedAvg", some), folder.resolve("some"), 2);
        List<RunEvent.RoundOpened> rounds = told.all(RunEvent.RoundOpened.class);
        assertTrue(rounds.stream().allMatch(round -> round.cohort().contains(1)));
        List<RunEvent.ClientDropped> dropped = told.all(RunEvent.ClientDropped.class);
        assertEquals(rounds.size(), dropped.size());
        assertTrue(dropped.stream().allMatch(one -> one.client() == 1));
        assertTrue(told.all(RunEvent.ClientDone.class).stream().noneMatch(one -> one.client() == 1));
    }
}
