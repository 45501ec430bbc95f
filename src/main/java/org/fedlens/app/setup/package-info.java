/**
 * The setup panel, built from the lines of the form, and the draft that it edits. What may not: it knows of a run
 * only whether one is on. Begin with {@link org.fedlens.app.setup.Setup}.
 */
package org.fedlens.app.setup;
