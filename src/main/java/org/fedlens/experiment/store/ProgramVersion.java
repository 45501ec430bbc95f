package org.fedlens.experiment.store;

import java.util.Optional;

/** The program's own version, from the jar it was packed in. */
public final class ProgramVersion {
    private ProgramVersion() {}

    public static String number() {
        return Optional.ofNullable(ProgramVersion.class.getPackage().getImplementationVersion())
                .orElse("development");
    }
}
