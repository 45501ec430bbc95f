package org.fedlens.app.run;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.fedlens.experiment.event.RunEvent;
import org.fedlens.experiment.settings.ExperimentFile;
import org.fedlens.report.CurvePoints;
import org.fedlens.report.RunTable;
import org.fedlens.report.XAxis;
import org.fedlens.settings.FormEntry;
import org.fedlens.settings.SettingField;

/**
 * What clients compare their divergence with to decide about their predictor. It may be changed while a run goes on.
 *
 * @param first its value when the run began
 */
public record DivergenceThreshold(double first) {
    private static final String MU = "algorithm.mu";
    private static final String DECIDES = "algorithm.predictor";

    /** That of a run with these settings, written or not; nothing where the divergence decides nothing. */
    public static Optional<DivergenceThreshold> of(Map<String, Object> settings) {
        if (settings.isEmpty()) {
            return Optional.empty();
        }
        List<FormEntry> entries = ExperimentFile.entries(settings);
        boolean decides =
                value(entries, DECIDES).filter("by-divergence"::equals).isPresent();
        return decides
                ? value(entries, MU).map(mu -> new DivergenceThreshold(Double.parseDouble(mu)))
                : Optional.empty();
    }

    private static Optional<String> value(List<FormEntry> entries, String path) {
        return entries.stream()
                .filter(entry -> entry.path().equals(path))
                .map(entry -> entry instanceof FormEntry.Scalar scalar
                        ? SettingField.spell(scalar.value())
                        : ((FormEntry.Choice) entry).value())
                .findFirst();
    }

    /** Its value from the beginning to the last round that is over. */
    public CurvePoints over(RunTable table, List<RunEvent.Changed> changes, XAxis axis) {
        List<RunEvent.Changed> own =
                changes.stream().filter(change -> change.setting().equals(MU)).toList();
        double[] rounds = table.global(RunTable.TRAIN_LOSS, XAxis.ROUND).x();
        double[] places = table.global(RunTable.TRAIN_LOSS, axis).x();
        double[] x = new double[rounds.length + 1];
        double[] y = new double[rounds.length + 1];
        y[0] = own.isEmpty() ? first : Double.parseDouble(own.get(0).before());
        for (int i = 0; i < rounds.length; i++) {
            x[i + 1] = places[i];
            y[i + 1] = y[0];
            for (RunEvent.Changed change : own) {
                if (change.round() <= rounds[i]) {
                    y[i + 1] = Double.parseDouble(change.after());
                }
            }
        }
        return new CurvePoints(x, y);
    }
}
