/**
 * The command line over the same engine as the window. What may not: no figure is computed here. Begin with {@link
 * org.fedlens.cli.CommandLine}.
 */
package org.fedlens.cli;
