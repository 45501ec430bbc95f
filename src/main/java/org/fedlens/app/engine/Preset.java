package org.fedlens.app.engine;

import java.nio.file.Path;
import java.util.Map;

/**
 * A ready experiment.
 *
 * @param name as the preset menu shows it
 * @param tree its settings
 * @param base folder at which relative data folders start
 */
public record Preset(String name, Map<String, Object> tree, Path base) {}
