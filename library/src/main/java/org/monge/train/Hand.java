package org.monge.train;

import java.util.Optional;
import org.bytedeco.pytorch.Tensor;
import org.monge.data.Batch;
import org.monge.data.SampleStream;
import org.monge.engine.RandomStream;
import org.monge.latent.Source;
import org.monge.network.Discriminator;
import org.monge.network.Generator;

/** What one update is played with. The real batch is drawn when something first asks for it. */
final class Hand {
    private final Players players;
    private final SampleStream reals;
    private Optional<Batch> batch = Optional.empty();

    Hand(Players players, SampleStream reals) {
        this.players = players;
        this.reals = reals;
    }

    private Batch batch() {
        if (batch.isEmpty()) {
            batch = Optional.of(reals.next());
        }
        return batch.get();
    }

    /** Real samples, {@code (N, ...)}. */
    Tensor real() {
        return batch().samples();
    }

    /** The generator, told the labels of the real samples if it is conditional. */
    Generator generator() {
        Generator generator = players.generator();
        return generator.isConditional() ? generator.given(requiredLabels()) : generator;
    }

    /** The discriminator, told the labels of the real samples if it is conditional. */
    Discriminator discriminator() {
        Discriminator discriminator = players.discriminator();
        return discriminator.isConditional() ? discriminator.given(requiredLabels()) : discriminator;
    }

    /** The labels of the real samples, {@code (N)}, where the data has them. */
    Optional<Tensor> labels() {
        return batch().labels();
    }

    private Tensor requiredLabels() {
        return labels().orElseThrow(
                        () -> new IllegalArgumentException("data must have labels for a conditional network"));
    }

    /** What the generator starts from, {@code (n, ...)}. */
    Tensor starts(Source source, int n, RandomStream random) {
        return source.draw(n, this::real, random);
    }
}
