package org.monge.optimize;
/** S. */
public interface Schedule {
    /** S. */
    double at(long step);
    /** S. */
    record Constant() implements Schedule {
        @Override
        public double at(long step) {
            return 1;
        }
    }
}
