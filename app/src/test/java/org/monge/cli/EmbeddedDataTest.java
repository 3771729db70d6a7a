package org.monge.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.monge.data.Dataset;
import org.monge.data.Datasets;
import org.monge.data.ImageShape;
import org.monge.data.Split;

/** The data that a machine without any dataset trains on. */
class EmbeddedDataTest {
    @TempDir
    Path empty;

    @Test
    void programCarriesTheTestSplitOfFashionMnist() throws IOException {
        Datasets datasets = new Datasets(Map.of(), empty, empty, EmbeddedDataTest.class.getClassLoader());
        Dataset dataset = datasets.open("fashion-mnist", Split.TRAIN, new ImageShape(28, 1));
        assertEquals(10_000, dataset.count());
        assertEquals("embedded (the test split, 10,000 images, standing in for the training split)", dataset.source());
        for (int kind = 0; kind < 10; kind++) {
            int label = kind;
            long members = IntStream.range(0, (int) dataset.count())
                    .filter(i -> dataset.label(i) == label)
                    .count();
            assertEquals(1000, members, dataset.classes().get(kind));
        }
        assertEquals("Ankle boot", dataset.classes().get(dataset.label(0)));
    }

    @Test
    void itsLicenceLiesBesideIt() throws IOException {
        try (InputStream in =
                EmbeddedDataTest.class.getClassLoader().getResourceAsStream("datasets/fashion-mnist/LICENSE")) {
            String licence = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            assertTrue(licence.contains("Copyright (c) 2017 Zalando SE, https://tech.zalando.com"), licence);
            assertTrue(licence.contains("Permission is hereby granted, free of charge"), licence);
        }
    }
}
