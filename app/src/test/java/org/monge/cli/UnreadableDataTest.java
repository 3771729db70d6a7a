package org.monge.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A folder of images of which one is broken. */
class UnreadableDataTest {
    @TempDir
    private Path folder;

    private Path photos;

    @BeforeEach
    void takePhotos() throws IOException {
        photos = Files.createDirectory(folder.resolve("photos"));
        for (int i = 10; i < 30; i++) {
            BufferedImage image = new BufferedImage(8, 8, BufferedImage.TYPE_BYTE_GRAY);
            ImageIO.write(image, "png", photos.resolve(i + ".png").toFile());
        }
        Files.write(photos.resolve("17.png"), new byte[] {1, 2, 3});
    }

    private Cli.Result train(String unreadable) throws IOException {
        return Cli.run(
                "train",
                Cli.recipe(folder).toString(),
                "--data",
                photos.toString(),
                "--out",
                folder.resolve("run").toString(),
                "--steps",
                "2",
                "--set",
                "data.images.unreadable=" + unreadable);
    }

    @Test
    void isRefusedByTheNameOfTheImageBeforeAnythingIsMade() throws IOException {
        Cli.Result result = train("refuse");
        assertEquals(2, result.code());
        assertEquals(
                "monge: " + photos.resolve("17.png")
                        + ": content must be PNG, JPEG, GIF, BMP or WebP, got none of them",
                result.err().strip());
        assertFalse(Files.exists(folder.resolve("run")));
    }

    @Test
    void isUsedWithoutItWhenAskedAndTheRunSaysSo() throws IOException {
        Cli.Result result = train("skip");
        assertEquals(0, result.code(), result.err());
        String told = photos + " (1 unreadable of 20 left out)";
        assertTrue(result.out().contains(told + ", 19 images"), result.out());
        assertTrue(Files.readString(folder.resolve("run/run.json")).contains(told));
    }
}
