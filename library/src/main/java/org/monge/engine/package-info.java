/**
 * Floor 1: the one door to libtorch.
 *
 * <p>The preset's {@link org.bytedeco.pytorch.Tensor} is the vocabulary of every floor above; only what hurts is wrapped
 * here: start-up, native lifetime, gradients, random streams, and the state that a run carries from one process to the
 * next.
 */
package org.monge.engine;
