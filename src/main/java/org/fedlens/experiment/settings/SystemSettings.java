package org.fedlens.experiment.settings;

import org.fedlens.federated.clock.AggregationSchedule;
import org.fedlens.federated.clock.Devices;
import org.fedlens.federated.participation.Stragglers;
import org.fedlens.federated.robust.Attack;
import org.fedlens.federated.transport.Compression;
import org.fedlens.federated.transport.SecureAggregation;
import org.fedlens.settings.Setting;

/**
 * What goes wrong on the way, and how often progress is saved.
 *
 * @param dropOut probability that a drawn client sends nothing in a round
 * @param checkpoint save everything after every so many rounds; 1 means a crash costs the round in flight only
 * @param compression what is done to each change before it travels up
 * @param attack what malicious clients do
 * @param stragglers who does not finish its local work
 * @param devices what clients compute and send with, on a simulated clock
 * @param pacing when the server aggregates
 * @param secrecy how uploads are hidden from the server
 * @param away clients that are left out, see {@link ClientNumbers}
 * @param silent clients that send nothing in any round they are drawn for, in the same way
 * @param slowed clients that train {@link #SLOWER} times as long on the simulated clock, in the same way
 */
public record SystemSettings(
        @Setting(standard = "0.0", min = 0, max = 0.9, live = true) double dropOut,
        @Setting(standard = "1", min = 1, max = 1000, live = true) int checkpoint,
        Compression compression,
        Attack attack,
        Stragglers stragglers,
        Devices devices,
        AggregationSchedule pacing,
        SecureAggregation secrecy,
        @Setting(standard = "", live = true) String away,
        @Setting(standard = "", live = true) String silent,
        @Setting(standard = "", live = true) String slowed) {
    /** Where the clients that are left out stand in an experiment file. */
    public static final String AWAY = "system.away";

    /** Where those that are drawn and do not answer stand. */
    public static final String SILENT = "system.silent";

    /** Where those that are slowed down stand. */
    public static final String SLOWED = "system.slowed";

    /** How many times as long a client trains that is slowed down. */
    public static final int SLOWER = 4;

    public SystemSettings {
        ClientNumbers.read(AWAY, away);
        ClientNumbers.read(SILENT, silent);
        ClientNumbers.read(SLOWED, slowed);
    }

    /** Whom nobody draws. */
    ClientNumbers absent() {
        return ClientNumbers.read(AWAY, away);
    }

    /** True if a client was made to drop out by hand. */
    boolean dropsOut(int client) {
        return ClientNumbers.read(SILENT, silent).has(client);
    }

    /** The factor by which a client was slowed down by hand. */
    double slowness(int client) {
        return ClientNumbers.read(SLOWED, slowed).has(client) ? SLOWER : 1;
    }
}
