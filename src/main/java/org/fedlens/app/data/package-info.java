/**
 * The Data view: who holds what, and moves by hand. What may not: files are not read here, see app.engine. Begin
 * with {@link org.fedlens.app.data.DataView}.
 */
package org.fedlens.app.data;
