package org.fedlens.report;

import java.util.Arrays;
import java.util.List;

/** Figures that belong into one picture beside accuracy and loss. Which of them a run has depends on its method. */
public enum MetricFamily {
    /** How unequally the clients are served. */
    SERVED("served-median"),
    /** How far embeddings lie apart: 0 where they collapse. */
    SPREAD("spread"),
    /** How many dimensions embeddings use. It has no end that runs share, hence an axis of its own. */
    RANK("effective-rank"),
    /** How far a visit carried each client's encoder. */
    DIVERGENCE("divergence"),
    /** How much of its own model each client goes on with. */
    OWN_SHARE("own-share"),
    /** Degrees between embeddings of one class, and of several. */
    ANGLES("angle-within");

    private final String metric;

    MetricFamily(String metric) {
        this.metric = metric;
    }

    /** The figure by which a run is known to have it. */
    public String metric() {
        return metric;
    }

    /** True if its figures are the clients', not the global model's. */
    public boolean ofClients() {
        return this == DIVERGENCE || this == OWN_SHARE;
    }

    private boolean isIn(RunTable table) {
        return ofClients()
                ? !table.clients(metric).isEmpty()
                : !table.global(metric, XAxis.ROUND).isEmpty();
    }

    /** What a run has so far. */
    public static List<MetricFamily> of(RunTable table) {
        return Arrays.stream(values()).filter(family -> family.isIn(table)).toList();
    }

    /** The wanted one where the run has it; otherwise the first that it has. */
    public static MetricFamily shown(List<MetricFamily> offered, MetricFamily wanted) {
        return offered.isEmpty() || offered.contains(wanted) ? wanted : offered.get(0);
    }
}
