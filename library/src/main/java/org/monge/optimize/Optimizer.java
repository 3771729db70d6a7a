package org.monge.optimize;

import org.bytedeco.pytorch.TensorVector;

/** A rule for moving parameters, as a value: its settings. */
public interface Optimizer {
    /** The rule at work on these parameters, which must outlive it. Call outside every scope. */
    Descent over(TensorVector parameters);

    /** What a step is multiplied with. */
    double learningRate();

    /** The share of earlier gradients in a step's direction: beta1 for Adam; 0 for none. */
    double momentum();
}
