/** Floor 2: what a generator starts from: priors over latents p(z), paths between latents, degraded samples. */
package org.monge.latent;
