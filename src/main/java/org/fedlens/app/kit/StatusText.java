package org.fedlens.app.kit;

import org.fedlens.app.prediction.PredictionJob;
import org.fedlens.app.shell.Desk;

/** What is said while there is nothing to show of a run. */
final class StatusText {
    private StatusText() {}

    static String of(Desk desk, PredictionJob<?> trial) {
        return trial.problem()
                .map(problem -> problem.say(desk.surroundings().words()))
                .orElse(trial.progress().isPresent() ? desk.say("ui.predictions.reading") : "");
    }
}
