package org.fedlens.federated;

/** A promise that the result would look nearly the same without any one client, and what it has cost so far. */
public interface PrivacyGuarantee {
    /** Length to which every client's change is cut, or where that length starts. */
    double clip();

    /** How much noise covers a client; without it nothing is promised. */
    double noise();

    /** Epsilon that may be spent at most; 0 for no bound. */
    double budget();

    /** Epsilon that will have been spent once this round is played. */
    double after(RoundContext round);
}
