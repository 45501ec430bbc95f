package org.fedlens.clustering;

import java.util.List;

/** Whoever does a job that can be cut up; results never depend on who that is. */
public interface Crew {
    /** The calling thread does everything. */
    Crew ALONE = jobs -> jobs.forEach(Runnable::run);

    /** Returns when all jobs are done. */
    void run(List<Runnable> jobs);
}
