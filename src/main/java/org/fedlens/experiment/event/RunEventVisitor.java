package org.fedlens.experiment.event;

/**
 * Does something of its own for each kind of event of a run. No method has a default: with a new kind of event nobody
 * compiles who has not decided what to do with it. Who cares for a few kinds only is a {@link SelectiveVisitor}, who cares
 * for a single one asks {@link TimedEvent#as}.
 */
public interface RunEventVisitor {
    void started(RunEvent.Started event);

    void roundOpened(RunEvent.RoundOpened event);

    void clientStarted(RunEvent.ClientStarted event);

    void clientProgress(RunEvent.ClientProgress event);

    void clientDone(RunEvent.ClientDone event);

    void clientDropped(RunEvent.ClientDropped event);

    void roundClosed(RunEvent.RoundClosed event);

    void clocked(RunEvent.Clocked event);

    void drifted(RunEvent.Drifted event);

    void evaluated(RunEvent.Evaluated event);

    void embedded(RunEvent.Embedded event);

    void changed(RunEvent.Changed event);

    void saved(RunEvent.Saved event);

    void paused(RunEvent.Paused event);

    void resumed(RunEvent.Resumed event);

    void ended(RunEvent.Ended event);
}
