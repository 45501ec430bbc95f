package org.fedlens.federated.clock;

/**
 * What one client computes and sends with.
 *
 * @param imagesPerSecond in training
 * @param download bytes per second
 * @param upload bytes per second
 */
public record Device(double imagesPerSecond, double download, double upload) {}
