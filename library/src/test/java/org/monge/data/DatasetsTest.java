package org.monge.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.monge.engine.Shape;

class DatasetsTest {
    private static final ImageShape SHAPE = new ImageShape(2, 1);

    @TempDir
    Path root;

    private Datasets datasets() throws IOException {
        URL[] resources = {root.resolve("resources").toUri().toURL()};
        return new Datasets(
                Map.of("XDG_CACHE_HOME", root.resolve("xdg").toString()),
                root.resolve("home"),
                root.resolve("packages"),
                new URLClassLoader(resources, null));
    }

    /** Both splits, filled with one value, which tells later from where they came. */
    private static void fill(Path folder, int value, int count) throws IOException {
        byte[] pixels = new byte[4 * count];
        Arrays.fill(pixels, (byte) value);
        for (String split : List.of("train", "t10k")) {
            DataFiles.write(
                    folder.resolve(split + "-images-idx3-ubyte.gz"),
                    DataFiles.gzip(DataFiles.idx(pixels, count, 2, 2)));
            DataFiles.write(
                    folder.resolve(split + "-labels-idx1-ubyte.gz"),
                    DataFiles.gzip(DataFiles.idx(new byte[count], count)));
        }
    }

    private void fillEverything() throws IOException {
        fill(root.resolve("data"), 1, 5);
        fill(root.resolve("xdg/monge/fashion-mnist"), 2, 5);
        fill(root.resolve("packages/fashion-mnist"), 3, 5);
        fill(root.resolve("resources/datasets/fashion-mnist"), 4, 5);
    }

    private static int value(Dataset dataset) {
        return DataFiles.values(dataset, 0)[0];
    }

    @Test
    void explicitPathComesFirst() throws IOException {
        fillEverything();
        String path = root.resolve("data").toString();
        Dataset dataset = datasets().open(path, Split.TRAIN, SHAPE);
        assertEquals(1, value(dataset));
        assertEquals(path, dataset.source());
    }

    @Test
    void cacheFolderComesSecond() throws IOException {
        fillEverything();
        Dataset dataset = datasets().open("fashion-mnist", Split.TRAIN, SHAPE);
        assertEquals(2, value(dataset));
        assertEquals(root.resolve("xdg/monge/fashion-mnist").toString(), dataset.source());
    }

    @Test
    void packageOfTheSystemComesThird() throws IOException {
        fill(root.resolve("packages/fashion-mnist"), 3, 5);
        fill(root.resolve("resources/datasets/fashion-mnist"), 4, 5);
        Dataset dataset = datasets().open("fashion-mnist", Split.TEST, SHAPE);
        assertEquals(3, value(dataset));
        assertEquals(root.resolve("packages/fashion-mnist").toString(), dataset.source());
    }

    @Test
    void embeddedTestSplitComesLastAndSaysSo() throws IOException {
        fill(root.resolve("resources/datasets/fashion-mnist"), 4, 1234);
        Dataset train = datasets().open("fashion-mnist", Split.TRAIN, SHAPE);
        assertEquals(4, value(train));
        assertEquals("embedded (the test split, 1,234 images, standing in for the training split)", train.source());
        Dataset test = datasets().open("fashion-mnist", Split.TEST, SHAPE);
        assertEquals("embedded (the test split, 1,234 images)", test.source());
        assertEquals(train.sha256(), test.sha256());
        assertEquals("T-shirt/top", test.classes().get(test.label(0)));
    }

    @Test
    void cacheThatLacksTheSplitIsPassedOver() throws IOException {
        fill(root.resolve("packages/fashion-mnist"), 3, 5);
        DataFiles.write(
                root.resolve("xdg/monge/fashion-mnist/train-images-idx3-ubyte"), DataFiles.idx(new byte[4], 1, 2, 2));
        assertEquals(3, value(datasets().open("fashion-mnist", Split.TRAIN, SHAPE)));
    }

    @Test
    void damagedCacheIsRefusedAndNotPassedOver() throws IOException {
        fillEverything();
        Path file = root.resolve("xdg/monge/fashion-mnist/train-images-idx3-ubyte.gz");
        DataFiles.write(file, new byte[] {1, 2, 3, 4});
        IOException e =
                assertThrows(InvalidDataException.class, () -> datasets().open("fashion-mnist", Split.TRAIN, SHAPE));
        assertTrue(e.getMessage().startsWith(file.toString()), e.getMessage());
    }

    @Test
    void absentDatasetIsRefusedWithBothWaysToGetIt() {
        IOException fashion =
                assertThrows(InvalidDataException.class, () -> datasets().open("fashion-mnist", Split.TRAIN, SHAPE));
        assertEquals(
                "Fashion-MNIST must be on this machine, found none: get it by ./monge data fetch fashion-mnist,"
                        + " or name its folder with --data",
                fashion.getMessage());
        IOException digits =
                assertThrows(InvalidDataException.class, () -> datasets().open("mnist", Split.TRAIN, SHAPE));
        assertTrue(digits.getMessage().startsWith("MNIST must be on this machine"), digits.getMessage());
    }

    @Test
    void fashionNeverStandsInForDigits() throws IOException {
        fillEverything();
        fill(root.resolve("packages/mnist"), 3, 5);
        assertThrows(InvalidDataException.class, () -> datasets().open("mnist", Split.TEST, SHAPE));
        fill(root.resolve("xdg/monge/mnist"), 9, 5);
        Dataset dataset = datasets().open("mnist", Split.TEST, SHAPE);
        assertEquals(9, value(dataset));
        assertEquals("7", dataset.classes().get(7));
    }

    @Test
    void cacheIsInTheHomeFolderWithoutXdg() throws IOException {
        Path home = root.resolve("home");
        Path expected = home.resolve(".cache/monge/mnist");
        for (String xdg : List.of("", "relative/cache")) {
            Datasets datasets =
                    new Datasets(Map.of("XDG_CACHE_HOME", xdg), home, root, ClassLoader.getPlatformClassLoader());
            assertEquals(expected, datasets.cacheFolder("mnist"));
        }
        Datasets datasets = new Datasets(Map.of(), home, root, ClassLoader.getPlatformClassLoader());
        assertEquals(expected, datasets.cacheFolder("mnist"));
    }

    @Test
    void pathOfAFileIsASource() throws IOException {
        fill(root.resolve("data"), 1, 5);
        Path file = root.resolve("data/t10k-images-idx3-ubyte.gz");
        Dataset dataset = datasets().open(file.toString(), Split.TRAIN, SHAPE);
        assertEquals(file.toString(), dataset.name());
        assertEquals(5, dataset.count());
    }

    @Test
    void pathOfAnImageFolderIsASource() throws IOException {
        DataFiles.write(root.resolve("pictures/a/1.png"), DataFiles.plain(77, 9, 5));
        Dataset dataset = datasets().open(root.resolve("pictures").toString(), Split.TRAIN, new ImageShape(4, 3));
        assertEquals(77, value(dataset));
        assertEquals(Shape.of(3, 4, 4), dataset.shape());
        assertEquals(List.of("a"), dataset.classes());
    }

    @Test
    void unknownSourceIsRefused() {
        for (String source : List.of("fashion", "", "no\0path")) {
            IOException e =
                    assertThrows(InvalidDataException.class, () -> datasets().open(source, Split.TRAIN, SHAPE));
            assertEquals(
                    "data source must be fashion-mnist, mnist, or a file or folder that exists (--data names one), got "
                            + source,
                    e.getMessage());
        }
    }

    @Test
    void digitsAreStackedFromTheirNameOrAPath() throws IOException {
        fill(root.resolve("xdg/monge/mnist"), 9, 5);
        fill(root.resolve("data"), 1, 5);
        StackedDigits named = datasets().stacked("mnist", Split.TRAIN, 8);
        assertEquals(Shape.of(3, 8, 8), named.shape());
        assertEquals(root.resolve("xdg/monge/mnist").toString(), named.source());
        String path = root.resolve("data").toString();
        assertEquals(path, datasets().stacked(path, Split.TRAIN, 8).source());
        String loose = root.resolve("data/images").toString();
        DataFiles.write(root.resolve("data/images"), DataFiles.idx(new byte[4], 1, 2, 2));
        IOException e =
                assertThrows(InvalidDataException.class, () -> datasets().stacked(loose, Split.TRAIN, 8));
        assertEquals(loose + ": digits to stack must be labelled, got " + loose + " without labels", e.getMessage());
    }

    @Test
    void namedDatasetsComeInTheSizeAskedFor() throws IOException {
        fillEverything();
        Dataset dataset = datasets().open("fashion-mnist", Split.TRAIN, new ImageShape(8, 3));
        assertEquals(Shape.of(3, 8, 8), dataset.shape());
    }
}
