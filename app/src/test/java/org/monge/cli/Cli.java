package org.monge.cli;

import java.io.DataOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine;

/** Runs the program, inside this process or in one of its own, on data and a recipe small enough for tests. */
final class Cli {
    /** Twelve steps of a second or less in all. */
    private static final String RECIPE =
            """
            extends: wgan-gp-small
            name: tiny
            description: for tests
            steps: 12
            data: {images: {source: %s, split: train, size: 8, channels: 1, unreadable: refuse}}
            latent: {normal: {size: 8}}
            generator:
              initializer: glorot-uniform
              layers:
                - dense: {units: 64, bias: true}
                - batch-norm: {epsilon: 0.001, momentum: 0.1}
                - relu
                - reshape: {channels: 4, height: 4, width: 4}
                - upsample: {factor: 2}
                - convolution: {filters: 1, kernel: 3, stride: 1, padding: 1, bias: true}
                - tanh
            discriminator:
              initializer: glorot-uniform
              layers:
                - convolution: {filters: 8, kernel: 3, stride: 2, padding: 1, bias: true}
                - leaky-relu: {slope: 0.2}
                - flatten
                - dense: {units: 1, bias: true}
            training:
              batch-size: 8
              alternation: {discriminator-steps: 2}
            output: {report-every: 2, sample-every: 5, checkpoint-every: 3, samples: 4}
            """;

    /** What turns the recipe's images into three digits, one a color. */
    static final List<String> STACKED = List.of(
            "--set",
            "data.images.source=stacked-mnist",
            "--set",
            "data.images.channels=3",
            "--set",
            "generator.layers[5].convolution.filters=3");

    private Cli() {}

    /** How a command ended and what it said. */
    record Result(int code, String out, String err) {}

    /** Runs a command in this process. */
    static Result run(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine line = Main.commandLine();
        line.setOut(new PrintWriter(out));
        line.setErr(new PrintWriter(err));
        int code = line.execute(arguments);
        return new Result(code, out.toString(), err.toString());
    }

    /** Starts a command in a process of its own, its output in {@code log}. */
    static Process start(Path log, String... arguments) throws IOException {
        return new ProcessBuilder(command(arguments))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
    }

    static List<String> command(String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-Djava.awt.headless=true",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
        command.addAll(List.of(arguments));
        return command;
    }

    /** Waits for a process, at most two minutes, and returns its exit code. */
    static int await(Process process) throws InterruptedException {
        if (!process.waitFor(2, TimeUnit.MINUTES)) {
            process.destroyForcibly();
            throw new AssertionError("the program did not end within two minutes");
        }
        return process.exitValue();
    }

    /** Writes a recipe, and data for it, into {@code folder}. */
    static Path recipe(Path folder) throws IOException {
        Path images = images(folder, 1);
        Path recipe = folder.resolve("tiny.yaml");
        Files.writeString(recipe, RECIPE.formatted("'" + images + "'"));
        return recipe;
    }

    /** Fifty images of noise, 8 by 8, in an IDX file. */
    static Path images(Path folder, long seed) throws IOException {
        return images(folder, seed, 50);
    }

    /** So many images of noise, 8 by 8, in an IDX file. */
    static Path images(Path folder, long seed, int count) throws IOException {
        byte[] pixels = new byte[count * 64];
        new Random(seed).nextBytes(pixels);
        return idx(folder.resolve("noise-" + seed + "-idx3-ubyte"), pixels, count, 8, 8);
    }

    /** A folder of fifty labelled images of noise. */
    static Path digits(Path folder) throws IOException {
        Files.createDirectories(folder);
        byte[] labels = new byte[50];
        for (int i = 0; i < 50; i++) {
            labels[i] = (byte) (i % 10);
        }
        idx(folder.resolve("train-images-idx3-ubyte"), new byte[50 * 64], 50, 8, 8);
        idx(folder.resolve("train-labels-idx1-ubyte"), labels, 50);
        return folder;
    }

    private static Path idx(Path file, byte[] values, int... extents) throws IOException {
        try (DataOutputStream out = new DataOutputStream(Files.newOutputStream(file))) {
            out.writeInt(0x0800 | extents.length);
            for (int extent : extents) {
                out.writeInt(extent);
            }
            out.write(values);
        }
        return file;
    }
}
