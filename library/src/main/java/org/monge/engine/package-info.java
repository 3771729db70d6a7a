/**
 * Floor 1: the one door to libtorch, and the ground that every floor stands on.
 *
 * <p>The preset's {@link org.bytedeco.pytorch.Tensor} is the vocabulary of every floor above; only what hurts is wrapped
 * here: start-up, native lifetime, gradients, random streams, and the state that a run carries from one process to the
 * next. Beside them stand the shape of a sample, the wording of broken rules, hashes, and files that are there whole or
 * not at all.
 */
package org.monge.engine;
