package org.fedlens.experiment.event;

/**
 * Cares for some kinds of events and lets the others pass. Which ones each such class handles and which it ignores is
 * listed in a test, so that with a new kind of event nobody forgets it by oversight.
 */
public interface SelectiveVisitor extends RunEventVisitor {
    @Override
    default void started(RunEvent.Started event) {}

    @Override
    default void roundOpened(RunEvent.RoundOpened event) {}

    @Override
    default void clientStarted(RunEvent.ClientStarted event) {}

    @Override
    default void clientProgress(RunEvent.ClientProgress event) {}

    @Override
    default void clientDone(RunEvent.ClientDone event) {}

    @Override
    default void clientDropped(RunEvent.ClientDropped event) {}

    @Override
    default void roundClosed(RunEvent.RoundClosed event) {}

    @Override
    default void clocked(RunEvent.Clocked event) {}

    @Override
    default void drifted(RunEvent.Drifted event) {}

    @Override
    default void evaluated(RunEvent.Evaluated event) {}

    @Override
    default void embedded(RunEvent.Embedded event) {}

    @Override
    default void changed(RunEvent.Changed event) {}

    @Override
    default void saved(RunEvent.Saved event) {}

    @Override
    default void paused(RunEvent.Paused event) {}

    @Override
    default void resumed(RunEvent.Resumed event) {}

    @Override
    default void ended(RunEvent.Ended event) {}
}
