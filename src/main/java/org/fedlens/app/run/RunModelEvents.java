package org.fedlens.app.run;

import org.fedlens.experiment.event.RunEvent;
import org.fedlens.experiment.event.RunEventVisitor;

/** What the run on the screen does with each kind of event. */
record RunModelEvents(RunModel model) implements RunEventVisitor {
    @Override
    public void started(RunEvent.Started event) {
        model.started(event);
    }

    @Override
    public void roundOpened(RunEvent.RoundOpened event) {
        model.opened(event);
    }

    @Override
    public void clientStarted(RunEvent.ClientStarted event) {
        model.trains(event.client());
    }

    @Override
    public void clientProgress(RunEvent.ClientProgress event) {
        model.progress(event);
    }

    @Override
    public void clientDone(RunEvent.ClientDone event) {
        model.done(event);
    }

    @Override
    public void clientDropped(RunEvent.ClientDropped event) {
        model.dropped(event);
    }

    @Override
    public void roundClosed(RunEvent.RoundClosed event) {
        model.closed(event);
    }

    @Override
    public void evaluated(RunEvent.Evaluated event) {
        model.evaluated(event);
    }

    @Override
    public void changed(RunEvent.Changed event) {
        model.changed(event);
    }

    @Override
    public void paused(RunEvent.Paused event) {
        model.paused();
    }

    @Override
    public void resumed(RunEvent.Resumed event) {
        model.resumed();
    }

    @Override
    public void ended(RunEvent.Ended event) {
        model.ended(event);
    }

    /** The table keeps the simulated clock. */
    @Override
    public void clocked(RunEvent.Clocked event) {}

    /** The table keeps how updates lie to each other. */
    @Override
    public void drifted(RunEvent.Drifted event) {}

    /** The view of embeddings hears of it from the run's control. */
    @Override
    public void embedded(RunEvent.Embedded event) {}

    /** Nothing on the screen tells of checkpoints. */
    @Override
    public void saved(RunEvent.Saved event) {}
}
