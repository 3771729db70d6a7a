package org.monge.metric;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.monge.metric.TransportPlan.Shipment;

/**
 * The simplex method on the transportation problem, min sum c_ij x_ij with row sums a and column sums b, x at least 0:
 * Dantzig (1951); in the words of Ahuja, Magnanti and Orlin (1993), chapter 11. A basis is a spanning tree of sources
 * and sinks. Each pivot brings in the arc of the most negative reduced cost c_ij - u_i - v_j of a source and drops the
 * arc of the cycle that empties first.
 *
 * <p>Masses are whole numbers, and each source has 1/(n + 1) more than it should, the last sink all of that (Orden,
 * 1956). So no sum of some masses equals another, no arc of a tree is ever empty, every pivot gains, and none comes
 * twice. The final tree is optimal without the surplus too, and its shipments are computed without it.
 *
 * <p>Nodes are the sources, 0..n-1, and the sinks, n..n+m-1. The root is node 0.
 */
final class TransportationSimplex {
    /** Reduced costs above this part of the greatest cost, with its sign changed, count as rounding. */
    private static final double ROUNDING = 1e-12;

    private static final int NONE = -1;

    private final int sources;
    private final int sinks;
    private final double[] cost;
    private final long[] masses;
    private final double tolerance;

    private final int[] parent;
    private final int[] depth;
    private final int[] child;
    private final int[] next;
    private final int[] previous;
    private final long[] flow; // on the arc to the parent
    private final double[] potential; // u of sources, v of sinks; c - u - v = 0 on the arcs of the tree

    /**
     * @param cost c_ij at i m + j
     * @param masses of the sources, then of the sinks, all at least 1, with equal sums below 2^62 / (n + 1)
     */
    TransportationSimplex(double[] cost, long[] masses, int sources) {
        this.sources = sources;
        this.sinks = masses.length - sources;
        this.cost = cost;
        this.masses = masses;
        double greatest = 0;
        for (double c : cost) {
            greatest = Math.max(greatest, Math.abs(c));
        }
        tolerance = ROUNDING * greatest;
        int nodes = masses.length;
        parent = new int[nodes];
        depth = new int[nodes];
        child = new int[nodes];
        next = new int[nodes];
        previous = new int[nodes];
        flow = new long[nodes];
        potential = new double[nodes];
        Arrays.fill(parent, NONE);
        Arrays.fill(child, NONE);
    }

    /** Pivots until no reduced cost is negative. */
    void solve() {
        hang(greedyShipments());
        do {
            setPotentials();
        } while (improve());
    }

    /** Sources in turn fill the cheapest sinks that still have room; the shipments' arcs are a spanning tree. */
    private List<long[]> greedyShipments() {
        long[] left = new long[masses.length];
        for (int k = 0; k < masses.length; k++) {
            left[k] = masses[k] * (sources + 1) + (k < sources ? 1 : 0);
        }
        left[masses.length - 1] += sources;
        List<long[]> shipments = new ArrayList<>();
        for (int i = 0; i < sources; i++) {
            while (left[i] > 0) {
                int j = cheapestWithRoom(i, left);
                long mass = Math.min(left[i], left[sources + j]);
                left[i] -= mass;
                left[sources + j] -= mass;
                shipments.add(new long[] {i, sources + j, mass});
            }
        }
        return shipments;
    }

    private int cheapestWithRoom(int i, long[] left) {
        int best = NONE;
        for (int j = 0; j < sinks; j++) {
            if (left[sources + j] > 0 && (best == NONE || cost[i * sinks + j] < cost[i * sinks + best])) {
                best = j;
            }
        }
        return best;
    }

    /** Hangs the tree of these arcs from the root. */
    private void hang(List<long[]> arcs) {
        List<List<long[]>> at = new ArrayList<>();
        for (int node = 0; node < masses.length; node++) {
            at.add(new ArrayList<>());
        }
        for (long[] arc : arcs) {
            at.get((int) arc[0]).add(arc);
            at.get((int) arc[1]).add(arc);
        }
        int[] queue = new int[masses.length];
        int reached = 1;
        for (int head = 0; head < reached; head++) {
            int node = queue[head];
            for (long[] arc : at.get(node)) {
                int other = (int) (arc[0] == node ? arc[1] : arc[0]);
                if (other != parent[node]) {
                    attach(other, node, arc[2]);
                    depth[other] = depth[node] + 1;
                    queue[reached++] = other;
                }
            }
        }
    }

    private void setPotentials() {
        potential[0] = 0;
        for (int node = following(0, 0); node != NONE; node = following(node, 0)) {
            potential[node] = cost(node, parent[node]) - potential[parent[node]];
        }
    }

    private double cost(int node, int other) {
        int source = Math.min(node, other);
        int sink = Math.max(node, other) - sources;
        return cost[source * sinks + sink];
    }

    /** Pivots until a look at all sources finds no negative reduced cost; whether there was a pivot at all. */
    private boolean improve() {
        boolean improved = false;
        int source = 0;
        for (int quiet = 0; quiet < sources; quiet++) {
            int sink = mostNegative(source);
            double reduced = cost[source * sinks + sink] - potential[source] - potential[sources + sink];
            if (reduced < -tolerance) {
                pivot(source, sources + sink, reduced);
                improved = true;
                quiet = -1;
            }
            source = source + 1 == sources ? 0 : source + 1;
        }
        return improved;
    }

    private int mostNegative(int source) {
        int row = source * sinks;
        int best = 0;
        double least = Double.POSITIVE_INFINITY;
        for (int j = 0; j < sinks; j++) {
            double reduced = cost[row + j] - potential[sources + j];
            if (reduced < least) {
                least = reduced;
                best = j;
            }
        }
        return best;
    }

    /** Ships as much as it can from {@code source} to {@code sink}; the tree loses the arc that this empties. */
    private void pivot(int source, int sink, double reduced) {
        int a = source;
        int b = sink;
        int leaving = NONE; // the lower node of the arc
        boolean onSourceSide = true;
        long least = Long.MAX_VALUE;
        while (a != b) {
            if (depth[a] >= depth[b]) {
                if (a < sources && flow[a] < least) {
                    least = flow[a];
                    leaving = a;
                    onSourceSide = true;
                }
                a = parent[a];
            } else {
                if (b >= sources && flow[b] < least) {
                    least = flow[b];
                    leaving = b;
                    onSourceSide = false;
                }
                b = parent[b];
            }
        }
        for (int node = source; node != a; node = parent[node]) {
            flow[node] += node < sources ? -least : least;
        }
        for (int node = sink; node != a; node = parent[node]) {
            flow[node] += node < sources ? least : -least;
        }
        if (onSourceSide) {
            rehang(source, sink, leaving, least);
            shift(source, reduced);
        } else {
            rehang(sink, source, leaving, least);
            shift(sink, -reduced);
        }
    }

    /** Cuts {@code leaving} from its parent and hangs what was below it on {@code holder} by {@code first}. */
    private void rehang(int first, int holder, int leaving, long mass) {
        int node = first;
        int newParent = holder;
        long newFlow = mass;
        boolean whole = false;
        while (!whole) {
            int oldParent = parent[node];
            long oldFlow = flow[node];
            detach(node);
            attach(node, newParent, newFlow);
            whole = node == leaving;
            newParent = node;
            newFlow = oldFlow;
            node = oldParent;
        }
    }

    /** Sets depths below {@code top} anew, adds {@code change} to potentials of sources, takes it from those of sinks. */
    private void shift(int top, double change) {
        for (int node = top; node != NONE; node = following(node, top)) {
            depth[node] = depth[parent[node]] + 1;
            potential[node] += node < sources ? change : -change;
        }
    }

    /** The node after {@code node} in a walk through the tree below {@code top}, parents first. */
    private int following(int node, int top) {
        if (child[node] != NONE) {
            return child[node];
        }
        int at = node;
        while (at != top && next[at] == NONE) {
            at = parent[at];
        }
        return at == top ? NONE : next[at];
    }

    private void attach(int below, int above, long mass) {
        parent[below] = above;
        flow[below] = mass;
        previous[below] = NONE;
        next[below] = child[above];
        if (child[above] != NONE) {
            previous[child[above]] = below;
        }
        child[above] = below;
    }

    private void detach(int node) {
        if (previous[node] == NONE) {
            child[parent[node]] = next[node];
        } else {
            next[previous[node]] = next[node];
        }
        if (next[node] != NONE) {
            previous[next[node]] = previous[node];
        }
    }

    /** What the tree's arcs carry, in the masses' units and without the surplus; empty arcs are left out. */
    List<Shipment> shipments() {
        int[] order = new int[masses.length];
        int count = 0;
        for (int node = 0; node != NONE; node = following(node, 0)) {
            order[count++] = node;
        }
        long[] below = masses.clone(); // what sources of a subtree have beyond its sinks' needs
        for (int node = sources; node < masses.length; node++) {
            below[node] = -below[node];
        }
        List<Shipment> shipments = new ArrayList<>();
        for (int k = order.length - 1; k > 0; k--) {
            int node = order[k];
            int above = parent[node];
            below[above] += below[node];
            if (below[node] != 0) {
                int source = Math.min(node, above);
                int sink = Math.max(node, above) - sources;
                shipments.add(new Shipment(source, sink, Math.abs(below[node]), cost[source * sinks + sink]));
            }
        }
        return shipments;
    }

    /** A u_i of each source. */
    double[] sourcePotentials() {
        return Arrays.copyOf(potential, sources);
    }
}
