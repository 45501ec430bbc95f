package org.fedlens.federated;

/**
 * An update on its way to the server.
 *
 * @param update as the server reads it
 * @param kept what the client keeps, left-over of the code included
 * @param bytes that travelled
 */
public record Upload(ClientUpdate update, MethodMemory kept, long bytes) {}
