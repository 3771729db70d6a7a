package org.monge.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs on points in the plane. */
class PointsTest {
    private static final String RECIPE =
            """
            extends: wgan-gp-small
            name: ring
            steps: 12
            data: {points: {source: 8-gaussians}}
            latent: {normal: {size: 2}}
            generator:
              initializer: he-uniform
              layers:
                - dense: {units: 16, bias: true}
                - relu
                - dense: {units: 2, bias: true}
            discriminator:
              initializer: he-uniform
              layers:
                - dense: {units: 16, bias: true}
                - relu
                - dense: {units: 1, bias: true}
            output: {report-every: 2, sample-every: 5, checkpoint-every: 3, samples: 40}
            """;

    @TempDir
    private Path folder;

    private String recipe() throws IOException {
        return Files.writeString(folder.resolve("ring.yaml"), RECIPE).toString();
    }

    private String out(String name) {
        return folder.resolve(name).toString();
    }

    @Test
    void runLeavesScatterPlotsAnAnimationAndAPage() throws IOException {
        Cli.Result result = Cli.run("train", recipe(), "--out", out("run"));
        assertEquals(0, result.code(), result.err());
        assertTrue(result.out().contains("data    8-gaussians, drawn from the seed, endless"), result.out());
        Path run = folder.resolve("run");
        assertEquals(
                600,
                ImageIO.read(run.resolve("samples/step-000012.png").toFile()).getWidth());
        assertTrue(Files.exists(run.resolve("samples.gif")));
        assertTrue(Files.readString(run.resolve("report.html")).contains("8-gaussians, endless samples of 2"));
        assertTrue(Files.readString(run.resolve("run.json")).contains("\"count\" : 0"));
        Cli.Result sampled = Cli.run("sample", out("run"), "-n", "30", "--out", out("a.png"));
        assertEquals(0, sampled.code(), sampled.err());
        assertEquals(640, ImageIO.read(folder.resolve("a.png").toFile()).getHeight());
    }

    @Test
    void aRunInTwoSittingsEqualsARunInOne() throws IOException {
        assertEquals(0, Cli.run("train", recipe(), "--out", out("one"), "-q").code());
        assertEquals(
                0,
                Cli.run("train", recipe(), "--out", out("two"), "-q", "--steps", "7")
                        .code());
        assertEquals(
                0,
                Cli.run("train", "--resume", out("two"), "-q", "--steps", "12").code());
        for (String file : new String[] {"metrics.jsonl", "checkpoints/step-00000012.safetensors"}) {
            assertArrayEquals(
                    Files.readAllBytes(folder.resolve("one").resolve(file)),
                    Files.readAllBytes(folder.resolve("two").resolve(file)),
                    file);
        }
    }

    @Test
    void dataOptionIsRefusedInOneLine() throws IOException {
        Cli.Result result = Cli.run("train", recipe(), "--data", out("photos"), "--out", out("run"));
        assertEquals(2, result.code());
        assertEquals(
                "monge: --data must come with a recipe whose data are images, got ring,"
                        + " whose data are points drawn from the seed",
                result.err().strip());
    }

    @Test
    void networksThatDoNotFitPointsAreRefusedInOneLine() throws IOException {
        Cli.Result result = Cli.run("train", recipe(), "--set", "generator.layers[2].dense.units=3", "--dry-run");
        assertEquals(2, result.code());
        assertEquals(
                "monge: generator: must end in the data's two coordinates, 2, got 3",
                result.err().strip());
    }
}
