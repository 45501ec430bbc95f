/**
 * The cryptography of secure aggregation. What may not: knows no model: whole numbers only. Begin with {@link
 * org.fedlens.federated.secure.Masking}.
 */
package org.fedlens.federated.secure;
