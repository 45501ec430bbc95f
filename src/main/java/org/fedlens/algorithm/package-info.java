/**
 * The methods, each a recipe of parts from federated and training, with the settings that differ from the standards.
 * What may not: no numbers are computed here and nothing asks for a method by name. Begin with {@link
 * org.fedlens.algorithm.Catalog}.
 */
package org.fedlens.algorithm;
