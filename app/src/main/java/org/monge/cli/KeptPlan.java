package org.monge.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.monge.engine.WholeFile;
import org.monge.metric.Direction;
import org.monge.metric.EarthMoverDistance;
import org.monge.metric.Features;
import org.monge.metric.Metric;
import org.monge.metric.SampleSet;
import org.monge.metric.TransportPlan;
import org.monge.metric.TransportPlan.Shipment;

/** The earth mover's distance, which keeps the plan that proves it. */
final class KeptPlan implements Metric {
    private final EarthMoverDistance distance = new EarthMoverDistance();
    private TransportPlan plan;

    @Override
    public String name() {
        return distance.name();
    }

    @Override
    public Direction direction() {
        return distance.direction();
    }

    @Override
    public int most() {
        return distance.most();
    }

    @Override
    public Map<String, Double> measure(Features generated, Features real, long seed) {
        plan = distance.plan(generated, real);
        return distance.numbers(plan);
    }

    /** Replaces {@code file} by the plan that was kept: a line for each pair between which there is mass. */
    void write(Path file, SampleSet samples, SampleSet real) throws IOException {
        StringBuilder lines = new StringBuilder("sample,real,mass,cost\n");
        for (Shipment shipment : plan.shipments()) {
            lines.append(samples.place(shipment.source())).append(',');
            lines.append(real.place(shipment.sink())).append(',');
            lines.append(shipment.mass()).append(',').append(shipment.cost()).append('\n');
        }
        WholeFile.write(file, lines.toString());
    }
}
