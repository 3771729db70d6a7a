package org.monge.train;

import org.monge.engine.Device;
import org.monge.engine.Require;
import org.monge.network.Discriminator;
import org.monge.network.Generator;
import org.monge.optimize.Descent;

/** The two networks, and how each moves. */
public record Players(
        Generator generator, Discriminator discriminator, Descent generatorDescent, Descent discriminatorDescent) {
    /** @throws IllegalArgumentException if the networks are on different devices */
    public Players {
        Device device = generator.device();
        Device other = discriminator.device();
        Require.that(other.equals(device), "device of the discriminator", "that of the generator, " + device, other);
    }

    /** Where both are. */
    Device device() {
        return generator.device();
    }
}
