package org.monge.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.monge.engine.Shape;
import org.monge.network.Activations;
import org.monge.network.Architecture;
import org.monge.network.DenseLayers;
import org.monge.network.Initializer;
import org.monge.network.Layer;
import org.monge.network.Residual;

class TableTest {
    @Test
    void layersComeWithTheirShapesAndParameters() {
        Architecture architecture = new Architecture(
                new Initializer.GlorotUniform(),
                List.of(new DenseLayers.Dense(1000, true), new Activations.Relu(), new DenseLayers.Dense(10, false)));
        Table table = Table.layers("Generator", architecture, Shape.of(128));
        assertEquals("Generator", table.caption());
        assertEquals(List.of("#", "layer", "output", "parameters"), table.columns());
        assertEquals(
                List.of(
                        List.of("", "input", "128", ""),
                        List.of("0", "Dense units=1000, bias=true", "1000", "129,000"),
                        List.of("1", "Relu", "1000", "0"),
                        List.of("2", "Dense units=10, bias=false", "10", "10,000"),
                        List.of("", "all", "", "139,000")),
                table.rows());
    }

    @Test
    void blockIsToldByTheKindsOfItsLayers() {
        Layer block = new Residual(List.of(new Activations.Relu(), new DenseLayers.Dense(4, false)), List.of());
        Architecture architecture = new Architecture(new Initializer.GlorotUniform(), List.of(block));
        assertEquals(
                List.of("0", "Residual of Relu, Dense", "4", "16"),
                Table.layers("Generator", architecture, Shape.of(4)).rows().get(1));
    }

    @Test
    void rowOfAnotherLengthIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> new Table("a", List.of("b"), List.of(List.of("c", "d"))));
    }
}
