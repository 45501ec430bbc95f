/**
 * Images, labels, masks and the data sets made of them, on the heap or read when they are asked for. What may not:
 * no file format and no partition. Begin with {@link org.fedlens.data.DataSet}.
 */
package org.fedlens.data;
