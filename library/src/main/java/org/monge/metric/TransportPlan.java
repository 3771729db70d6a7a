package org.monge.metric;

import java.util.List;

/**
 * How all mass of one set of points gets to another at the least cost, and the proof that it is the least.
 *
 * <p>The potentials are feasible for the dual problem, u_i + v_j at most c_ij, so that {@code bound}, sum a_i u_i + sum
 * b_j v_j, is at most the cost of any plan (Villani, 2009, theorem 5.10). The arrays belong to the plan.
 *
 * @param shipments all that are not empty, by source and then by sink; at most n + m - 1
 * @param cost sum of c_ij x_ij over the shipments, where all mass is 1
 * @param bound below the cost of any plan; equals {@code cost} but for rounding
 * @param sourcePotentials u_i, Kantorovich's potential at each source
 * @param sinkPotentials v_j
 */
@SuppressWarnings("ArrayRecordComponent")
public record TransportPlan(
        List<Shipment> shipments, double cost, double bound, double[] sourcePotentials, double[] sinkPotentials) {
    public TransportPlan {
        shipments = List.copyOf(shipments);
    }

    /**
     * This part of all mass goes from this source to this sink.
     *
     * @param cost c_ij, of a unit of mass
     */
    public record Shipment(int source, int sink, double mass, double cost) {}
}
