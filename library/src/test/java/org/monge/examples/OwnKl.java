package org.monge.examples;

import org.bytedeco.pytorch.Scalar;
import org.monge.objective.Divergence;
import org.monge.objective.Elementary;
import org.monge.objective.OwnDivergence;

final class OwnKl {
    private OwnKl() {}

    static Divergence divergence() {
        // begins
        return new OwnDivergence(
                "my-kl",
                u -> u.mul(u.log()), // f(u) = u log u
                u -> u.log().add(new Scalar(1.0)), // f'(u) = log u + 1
                t -> t.sub(new Scalar(1.0)).exp(), // f*(t) = exp(t - 1)
                v -> Elementary.exponent(v.sub(new Scalar(1.0))).add(new Scalar(1.0))); // g_f(v) = v, bent beyond 31
        // ends
    }
}
