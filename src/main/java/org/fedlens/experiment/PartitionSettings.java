package org.fedlens.experiment;

import org.fedlens.data.Partitioner;
import org.fedlens.settings.Inline;
import org.fedlens.settings.Setting;

/** How the training images are dealt to clients; the scheme's own keys stand beside {@code clients}. */
public record PartitionSettings(
        @Inline("scheme") Partitioner scheme, @Setting(standard = "10", min = 1, max = 10_000) int clients) {}
