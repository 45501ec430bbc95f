/**
 * The federation map: clients, server and what travels between them. What may not: it knows no other feature. Begin
 * with {@link org.fedlens.app.map.FederationMap}.
 */
package org.fedlens.app.map;
