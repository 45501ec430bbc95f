/**
 * The Compare view: several runs held against each other. What may not: statistics are the report's; this only shows
 * them. Begin with {@link org.fedlens.app.compare.CompareView}.
 */
package org.fedlens.app.compare;
