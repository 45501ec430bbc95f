package org.fedlens.experiment;

import java.util.Optional;

/** The program's own version, from the jar it was packed in. */
public final class Version {
    private Version() {}

    public static String number() {
        return Optional.ofNullable(Version.class.getPackage().getImplementationVersion())
                .orElse("development");
    }
}
