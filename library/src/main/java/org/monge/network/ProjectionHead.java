package org.monge.network;

import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.monge.engine.Require;
import org.monge.engine.Shape;
import org.monge.network.Weight.Role;

/**
 * The score of a conditional discriminator, w·phi + b + E[label]·phi, from {@code (features)} to {@code (1)}: how real the
 * features phi look, and how much like their class. Miyato and Koyama (2018), eq. 3.
 */
public record ProjectionHead(long classes) implements LabelledLayer {
    /** @throws IllegalArgumentException if {@code classes} is less than 1 */
    public ProjectionHead {
        Require.positive("classes", classes);
    }

    @Override
    public Shape output(Shape input) {
        Fit.flat("projection", input);
        return Shape.of(1);
    }

    @Override
    public List<Weight> weights(Shape input) {
        long features = input.size();
        return List.of(
                Weight.kernel(Shape.of(1, features), features, 1).named("linear.weight"),
                Weight.of("linear.bias", Role.BIAS, 1),
                Weight.kernel(Shape.of(classes, features), features, 1).named("embedding.weight"));
    }

    @Override
    public Tensor forward(Tensor samples, Tensor labels, Weights weights, Mode mode) {
        Tensor score = torch.linear(samples, weights.get("linear.weight"), weights.optional("linear.bias"));
        Tensor embedded = torch.embedding(weights.get("embedding.weight"), labels); // (N, features)
        return score.add(embedded.mul(samples).sum(1).unsqueeze(1));
    }
}
