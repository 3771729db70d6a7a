package org.monge.train;

import java.util.Map;

/**
 * What the meters say.
 *
 * @param step steps since the run's beginning
 * @param imagesSeen real images that the discriminator has been shown since then
 * @param meters means over the steps since the last report, by name, in a fixed order
 */
public record Report(long step, long imagesSeen, Map<String, Double> meters) {}
