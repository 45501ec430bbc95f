/**
 * Sentences to be put into words, problems with their remedy, tables as text. What may not: knows no screen. Begin
 * with {@link org.fedlens.text.Problem}.
 */
package org.fedlens.text;
