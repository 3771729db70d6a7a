package org.monge.objective;

import org.bytedeco.pytorch.Tensor;

/** Which slopes a penalty is for. */
public enum Sides {
    /** Those above and below the target: (slope - target)^2. */
    TWO_SIDED {
        @Override
        Tensor excess(Tensor difference) {
            return difference;
        }
    },
    /** Only those above it: max(0, slope - target)^2, Petzka et al. (2018); Gulrajani et al. (2017), appendix C. */
    ONE_SIDED {
        @Override
        Tensor excess(Tensor difference) {
            return difference.relu();
        }
    };

    /** What is squared of slope - target. */
    abstract Tensor excess(Tensor difference);
}
