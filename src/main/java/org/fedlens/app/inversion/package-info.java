/**
 * The dialog that shows what a gradient gives away. What may not: the attack itself is in experiment.inversion.
 * Begin with {@link org.fedlens.app.inversion.InversionSheet}.
 */
package org.fedlens.app.inversion;
