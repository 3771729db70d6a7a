/** Floor 2: priors over latents, p(z). */
package org.monge.latent;
