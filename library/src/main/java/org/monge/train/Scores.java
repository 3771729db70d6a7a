package org.monge.train;

import static org.monge.network.Mode.TRAINING;

import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.monge.network.Discriminator;

/** What a discriminator thinks of both kinds of samples, {@code (N, 1)} each. */
record Scores(Tensor real, Tensor fake) {
    static Scores of(Discriminator discriminator, Tensor real, Tensor fake) {
        if (!discriminator.scoresEachAlone()) {
            return new Scores(discriminator.score(real, TRAINING), discriminator.score(fake, TRAINING));
        }
        Tensor both = discriminator.score(torch.cat(new TensorVector(real, fake)), TRAINING);
        return new Scores(both.narrow(0, 0, real.size(0)), both.narrow(0, real.size(0), fake.size(0)));
    }
}
