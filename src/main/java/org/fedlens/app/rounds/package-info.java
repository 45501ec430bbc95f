/**
 * The Rounds view: what happened in a round, what it cost, what left each client. What may not: drawings are the
 * report's. Begin with {@link org.fedlens.app.rounds.RoundsView}.
 */
package org.fedlens.app.rounds;
