package org.monge.report;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.monge.engine.Shape;
import org.monge.engine.WholeFile;
import org.monge.report.RunInfo.Status;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;

class HtmlReportTest {
    private static final String RECIPE = "description: <script>alert('x')</script> & \"more\" ]]>\u0001\n";
    private static final List<Table> NETWORKS = List.of(
            new Table("Generator", List.of("layer", "parameters"), List.of(List.of("Dense[<units>=8]", "1,234"))),
            new Table("Discriminator", List.of("layer", "parameters"), List.of(List.of("Conv[5]", "567"))));

    @TempDir
    Path path;

    private RunFolder folder;

    @BeforeEach
    void fillFolder() throws IOException {
        folder = new RunFolder(path);
        WholeFile.write(folder.recipe(), RECIPE);
        RunInfoTest.info().reached(Status.INTERRUPTED, 1500, 3_725_000, 812.4).write(folder.info());
    }

    @Test
    void pageHoldsEveryPart() throws Exception {
        fillPictures(30);
        Document page = page();
        assertEquals("en", page.getDocumentElement().getAttribute("lang"));
        assertEquals("wgan-gp-small", text(page, "h1"));
        assertEquals(
                List.of("Facts", "Losses", "Samples", "Samples over time", "Networks", "Recipe"), texts(page, "h2"));
        assertTrue(text(page, "p").contains("interrupted after 1,500 of 5,000 steps"));
        List<String> facts = texts(page, "td");
        for (String fact : List.of(
                "42",
                "1,500 of 5,000",
                "1:02:05",
                "812 images/s",
                "cpu, fp32, 2 threads",
                "fashion-mnist, 10,000 images of 1x28x28",
                "embedded",
                "ab12",
                "0.1.0",
                "abc",
                "2.10.0-1.5.13",
                "17.0.1 (Maker)",
                "Linux 6.1 amd64",
                "Dense[<units>=8]",
                "1,234",
                "Conv[5]")) {
            assertTrue(facts.contains(fact), fact + " in " + facts);
        }
        assertEquals(List.of("Generator", "Discriminator"), texts(page, "caption"));
        assertEquals(RunInfo.read(folder.info()).json(), texts(page, "pre").get(1));
        assertEquals(
                "details",
                page.getElementsByTagName("pre").item(1).getParentNode().getNodeName());
    }

    @Test
    void picturesAreInsideThePageAndDescribed() throws Exception {
        fillPictures(30);
        NodeList images = page().getElementsByTagName("img");
        assertEquals(3 + 12, images.getLength());
        assertImage(folder.losses(), "image/png", images.item(0));
        assertImage(folder.sample(3000), "image/png", images.item(1));
        assertImage(folder.animation(), "image/gif", images.item(2));
        assertImage(folder.sample(100), "image/png", images.item(3));
        assertImage(folder.sample(3000), "image/png", images.item(14));
        for (int i = 0; i < images.getLength(); i++) {
            assertFalse(((Element) images.item(i)).getAttribute("alt").isBlank());
        }
        assertFalse(Files.readString(folder.page()).contains("http"), "nothing is fetched");
    }

    @Test
    void textOfTheRecipeIsShownAndNotRun() throws Exception {
        Document page = page();
        assertEquals(0, page.getElementsByTagName("script").getLength());
        assertEquals(RECIPE.replace('\u0001', '\ufffd'), text(page, "pre"));
        assertFalse(Files.readString(folder.page()).contains("<script"));
    }

    @Test
    void runWithoutPicturesHasAPageToo() throws Exception {
        Document page = page();
        assertEquals(0, page.getElementsByTagName("img").getLength());
        assertEquals(List.of("Facts", "Networks", "Recipe"), texts(page, "h2"));
    }

    private void fillPictures(int grids) throws IOException {
        WholeFile.write(folder.losses(), LossChart.png(MetricsLogTest.reports(3)));
        for (int i = 1; i <= grids; i++) {
            float[] samples = {i / 30f};
            ImageGrid.of(Shape.of(1, 1, 1)).write(folder.sample(100L * i), samples);
        }
        SampleAnimation.write(folder.animation(), folder.samples());
    }

    private Document page() throws Exception {
        HtmlReport.write(folder, NETWORKS);
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(folder.page().toFile());
    }

    private static void assertImage(Path file, String type, Node image) throws IOException {
        String source = ((Element) image).getAttribute("src");
        String prefix = "data:" + type + ";base64,";
        assertTrue(source.startsWith(prefix));
        assertArrayEquals(Files.readAllBytes(file), Base64.getDecoder().decode(source.substring(prefix.length())));
    }

    private static String text(Document page, String tag) {
        return texts(page, tag).get(0);
    }

    private static List<String> texts(Document page, String tag) {
        NodeList nodes = page.getElementsByTagName(tag);
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < nodes.getLength(); i++) {
            texts.add(nodes.item(i).getTextContent());
        }
        return texts;
    }
}
