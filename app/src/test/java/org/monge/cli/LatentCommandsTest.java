package org.monge.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import org.jcodec.api.FrameGrab;
import org.jcodec.common.io.NIOUtils;
import org.jcodec.scale.AWTUtil;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code monge walk}, {@code latent}, {@code invert} and {@code features} on a run of two steps. */
class LatentCommandsTest {
    @TempDir
    private static Path folder;

    private static String run;
    private static String stacked;
    private static String digits;

    @BeforeAll
    static void train() throws IOException {
        run = folder.resolve("run").toString();
        digits = Cli.digits(folder.resolve("digits")).toString();
        stacked = folder.resolve("stacked").toString();
        String recipe = Cli.recipe(folder).toString();
        train("train", recipe, "--out", run, "-q", "--steps", "2");
        List<String> ofDigits = new ArrayList<>(Cli.STACKED);
        ofDigits.addAll(0, List.of("train", recipe, "--out", stacked, "-q", "--steps", "1", "--data", digits));
        train(ofDigits.toArray(String[]::new));
    }

    private static void train(String... arguments) {
        Cli.Result result = Cli.run(arguments);
        assertEquals(0, result.code(), result.err());
    }

    private static Path ok(String file, String... arguments) {
        Cli.Result result = Cli.run(arguments);
        assertEquals(0, result.code(), result.err());
        return Path.of(run, file);
    }

    private static void assertRefused(String message, String... arguments) {
        Cli.Result result = Cli.run(arguments);
        assertEquals("monge: " + message + System.lineSeparator(), result.err());
        assertEquals(2, result.code());
    }

    @Test
    void walkGoesFromSampleToSample() throws Exception {
        ok(
                "walk.png",
                "sample",
                run,
                "-n",
                "64",
                "--out",
                folder.resolve("grid.png").toString());
        Path grid = ok(
                "walk.png",
                "walk",
                run,
                "--through",
                "5,0,62",
                "--frames",
                "9",
                "--path",
                "lerp",
                "--speed",
                "per-leg");
        BufferedImage walk = ImageIO.read(grid.toFile());
        BufferedImage samples = ImageIO.read(folder.resolve("grid.png").toFile());
        assertArrayEquals(cell(samples, 5, 0), cell(walk, 0, 0), "sample 5 begins");
        assertArrayEquals(cell(samples, 0, 0), cell(walk, 1, 1), "the middle frame is sample 0");
        assertArrayEquals(cell(samples, 6, 7), cell(walk, 2, 2), "sample 62 ends");
        assertTrue(Files.size(Path.of(run, "walk.gif")) > 0);
        FrameGrab film = FrameGrab.createFrameGrab(
                NIOUtils.readableChannel(Path.of(run, "walk.mp4").toFile()));
        int frames = 0;
        BufferedImage last = null;
        for (var picture = film.getNativeFrame(); picture != null; picture = film.getNativeFrame()) {
            frames++;
            last = AWTUtil.toBufferedImage(picture);
        }
        assertEquals(9, frames);
        assertEquals(0, last.getWidth() % 16);
        int expected = cell(samples, 6, 7)[4 * 64 + 4] & 0xff;
        int shown = last.getRGB((last.getWidth() - 204) / 2 + 3 * (2 + 4), (last.getHeight() - 204) / 2 + 3 * (2 + 4))
                & 0xff;
        assertEquals(expected, shown, 40, "sample 62, as H.264 keeps it");
    }

    /** The pixels of one sample, 64 by 64. */
    private static int[] cell(BufferedImage grid, int column, int row) {
        return grid.getRGB(2 + column * 66, 2 + row * 66, 64, 64, null, 0, 64);
    }

    @Test
    void comparisonShowsBothWays() throws IOException {
        Path compared = ok("walk-compare.png", "walk", run, "--through", "0,1", "--frames", "5", "--compare");
        assertTrue(ImageIO.read(compared.toFile()).getHeight() > 2 * 66 + 200);
    }

    @Test
    void mapsAreDrawn() throws IOException {
        for (String features : List.of("critic", "pixels", "random")) {
            Path map =
                    ok("map-tsne.png", "latent", "map", run, "--features", features, "-n", "20", "--perplexity", "4");
            assertEquals(1000, ImageIO.read(map.toFile()).getWidth());
            assertTrue(Files.exists(Path.of(run, "map-pca.png")));
        }
    }

    @Test
    void sumOfOneSampleIsThatSample() throws IOException {
        ok("", "sample", run, "-n", "64", "--out", folder.resolve("samples.png").toString());
        Path sum = ok("arithmetic.png", "latent", "arithmetic", run, "3 - 7,8 + 8,7");
        BufferedImage picture = ImageIO.read(sum.toFile());
        BufferedImage samples = ImageIO.read(folder.resolve("samples.png").toFile());
        int top = picture.getHeight() - 3 * 66 - 2;
        BufferedImage result = picture.getSubimage(0, top, 200, picture.getHeight() - top);
        assertArrayEquals(cell(samples, 3, 0), cell(result, 1, 1));
        assertFalse(java.util.Arrays.equals(cell(samples, 3, 0), cell(result, 0, 0)), "a neighbour is another");
    }

    @Test
    void directionLeavesSamplesInTheMiddle() throws IOException {
        ok("", "sample", run, "-n", "64", "--out", folder.resolve("middle.png").toString());
        Path moved = ok("direction.png", "latent", "direction", run, "--with", "1,2", "--without", "3", "--reach", "2");
        BufferedImage picture = ImageIO.read(moved.toFile());
        int top = picture.getHeight() - 6 * 66 - 2;
        BufferedImage grid = picture.getSubimage(0, top, 9 * 66 + 2, picture.getHeight() - top);
        BufferedImage samples = ImageIO.read(folder.resolve("middle.png").toFile());
        assertArrayEquals(cell(samples, 1, 0), cell(grid, 4, 1));
    }

    @Test
    void invertFindsBetterThanChance() throws IOException {
        Path image = folder.resolve("one.png");
        ok("", "sample", run, "-n", "1", "--out", image.toString());
        BufferedImage sample = ImageIO.read(image.toFile()).getSubimage(2, 2, 64, 64);
        ImageIO.write(sample, "png", image.toFile());
        Cli.Result found = Cli.run("invert", run, image.toString(), "--steps", "60", "--starts", "4", "--prior", "0");
        assertEquals(0, found.code(), found.err());
        double psnr = Double.parseDouble(found.out().replaceAll("(?s).*psnr ([0-9.]+) dB.*", "$1"));
        assertTrue(psnr > 25, found.out());
        assertTrue(Files.exists(Path.of(run, "inverted.png")));
    }

    /** Digits of which one pixel is another. */
    private static String others(String name) throws IOException {
        Path others = Cli.digits(folder.resolve(name));
        Path pixels = others.resolve("train-images-idx3-ubyte");
        byte[] bytes = Files.readAllBytes(pixels);
        bytes[20] = 1;
        Files.write(pixels, bytes);
        return others.toString();
    }

    @Test
    void featuresAreMeasuredOnLabelledImages() throws IOException {
        Cli.Result result = Cli.run("features", run, "--data", digits, "--test", others("others"));
        assertEquals(0, result.code(), result.err());
        for (String part : List.of("50 labelled", "pixels", "64", "untrained", "trained", "128", "%")) {
            assertTrue(result.out().contains(part), part + " is not in:\n" + result.out());
        }
    }

    @Test
    void stackedDigitsHaveNoNumberedImages() {
        assertRefused(
                "IMAGE must be a file where digits are stacked as colors, got test:7", "invert", stacked, "test:7");
    }

    @Test
    void stackedDigitsHaveNoLabelsToTrainOn() {
        assertRefused(
                "--data must name labelled images where digits are stacked as colors, got nothing",
                "features",
                stacked);
    }

    @Test
    void featuresOfStackedDigitsAreMeasuredOnOtherImages() throws IOException {
        Cli.Result result = Cli.run("features", stacked, "--data", digits, "--test", others("colored"));
        assertEquals(0, result.code(), result.err());
        assertTrue(result.out().contains("192"), "three colors of 8 by 8:\n" + result.out());
    }

    @Test
    void mistakesGetOneLine() {
        assertRefused(
                "--through must be numbers of samples from 0 to 63 with commas between, got '1,64'",
                "walk",
                run,
                "--through",
                "1,64");
        assertRefused("--through must be at least 2 samples, got '1'", "walk", run, "--through", "1");
        assertRefused("--path must be one of lerp, slerp, great-circle, got 'slurp'", "walk", run, "--path", "slurp");
        assertRefused("--frames must be from 2 to 2000, got 1", "walk", run, "--frames", "1");
        assertRefused("--label must be left out: the run is not conditional, got 1", "walk", run, "--label", "1");
        assertRefused(
                "--features must be critic, classifier, pixels, random or a file that exists, got x",
                "latent",
                "map",
                run,
                "--features",
                "x");
        assertRefused(
                "--input, --resize and --range must come with --features FILE, got critic",
                "latent",
                "map",
                run,
                "--range",
                "0:1");
        assertRefused("EXPRESSION must be terms with ' + ' or ' - ' between, got ''", "latent", "arithmetic", run, "");
        assertRefused("--starts must be at most 256, got 257", "invert", run, "a.png", "--starts", "257");
        assertRefused("--steps must be at least 1, got 0", "invert", run, "a.png", "--steps", "0");
        assertRefused("--images must be at least 20, got 2", "features", run, "--images", "2");
        assertRefused(
                "test images must be others than the training's (--test names them), got " + digits + " for both",
                "features",
                run,
                "--data",
                digits,
                "--test",
                digits);
        assertRefused("run folder must exist, got nowhere", "walk", "nowhere");
    }
}
