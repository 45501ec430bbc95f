/**
 * The run on the screen: its events in, what views show out, and what buttons do with it. What may not: it knows no
 * feature. Begin with {@link org.fedlens.app.run.RunModel}.
 */
package org.fedlens.app.run;
