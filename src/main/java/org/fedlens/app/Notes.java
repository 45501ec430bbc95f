package org.fedlens.app;

/** What is said while there is nothing to show of a run. */
final class Notes {
    private Notes() {}

    static String of(Desk desk, Predicting<?> trial) {
        return trial.problem()
                .map(problem -> problem.say(desk.surroundings().words()))
                .orElse(trial.progress().isPresent() ? desk.say("ui.predictions.reading") : "");
    }
}
