/**
 * Rules that stand malicious clients, and the attacks to try them with. What may not: nothing else. Begin with
 * {@link org.fedlens.federated.robust.Krum}.
 */
package org.fedlens.federated.robust;
