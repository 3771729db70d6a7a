package org.monge.train;

import org.monge.network.Discriminator;
import org.monge.network.Generator;
import org.monge.optimize.Descent;

/** The two networks, and how each moves. */
public record Players(
        Generator generator, Discriminator discriminator, Descent generatorDescent, Descent discriminatorDescent) {}
