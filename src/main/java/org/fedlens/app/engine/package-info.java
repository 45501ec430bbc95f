/**
 * What the window asks of the program below it: runs, data, sweeps, ready experiments. What may not: no view and no
 * JavaFX node. Begin with {@link org.fedlens.app.engine.Engine}.
 */
package org.fedlens.app.engine;
