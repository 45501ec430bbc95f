package org.fedlens.federated;

/**
 * What travels, and how a client merges what it receives with what it kept.
 *
 * @param up what leaves the client
 * @param personalization what its next visit starts from
 */
public record Exchange(Traffic up, Personalization personalization) {}
