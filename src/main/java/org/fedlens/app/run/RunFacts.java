package org.fedlens.app.run;

/**
 * What a run is called where it is shown.
 *
 * @param name of the experiment
 * @param data its data set
 * @param method its algorithm
 * @param seed its seed
 */
public record RunFacts(String name, String data, String method, String seed) {
    public static RunFacts none() {
        return new RunFacts("", "", "", "");
    }
}
