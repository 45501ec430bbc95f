/**
 * With which model a client starts its visit. What may not: nothing is trained here. Begin with {@link
 * org.fedlens.federated.personalization.DivergenceAware}.
 */
package org.fedlens.federated.personalization;
