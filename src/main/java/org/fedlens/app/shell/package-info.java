/**
 * The frame: pages of the rail, keys, dialogs, status bar, presentation, and the place where everything is put
 * together. What may not: nothing below may know it. Begin with {@link org.fedlens.app.shell.CompositionRoot}.
 */
package org.fedlens.app.shell;
