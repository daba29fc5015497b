package org.vigil.page;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Makes the pictures of the page in {@code docs/images}, of the sample corpus: {@code mvn -q test
 * -Dtest=Screenshots -Dexcluded.tags= -Dincluded.tags=screenshots}. The machine needs a font with
 * Chinese and Arabic letters, such as fonts-wqy-microhei and fonts-dejavu of Debian.
 */
@Tag("screenshots")
class Screenshots extends BrowserTest {

  private static final Path FOLDER = Path.of("docs/images");
  private static final int COLOURS = 256;

  @Test
  void ofTheMainViews() throws IOException {
    Files.createDirectories(FOLDER);
    take("search", "/?q=obwanda", 1200, 820, ColorScheme.LIGHT);
    take("map", "/?q=genocide&map=1", 1200, 820, ColorScheme.LIGHT);
    take("event", "/?story=" + event("Duroquet"), 1200, 820, ColorScheme.LIGHT);
    take("entity", "/?entity=group/uyghur", 1200, 820, ColorScheme.DARK);
    take("quotes", "/?view=quotes&stance=denies", 1200, 820, ColorScheme.DARK);
    take("desk", "/?view=desk", 1200, 620, ColorScheme.LIGHT);
    arriveWith(1200, 820, ColorScheme.LIGHT);
    open("/?q=bulldozers");
    page().locator("#results .title").first().click();
    visit().settled();
    save("report");
    take("phone", "/?q=obwanda", 390, 780, ColorScheme.DARK);
  }

  private String event(String q) {
    open("/?q=" + q);
    return page()
        .locator("#results .more a")
        .first()
        .getAttribute("href")
        .replaceAll(".*story=([^&]+).*", "$1");
  }

  private void take(String name, String path, int width, int height, ColorScheme colours)
      throws IOException {
    arriveWith(width, height, colours);
    open(path);
    save(name);
  }

  private void save(String name) throws IOException {
    // The keyboard's mark would catch the eye.
    page().evaluate("document.activeElement.blur()");
    byte[] png = page().screenshot(new Page.ScreenshotOptions());
    BufferedImage picture = ImageIO.read(new ByteArrayInputStream(png));
    ImageIO.write(indexed(picture), "png", FOLDER.resolve(name + ".png").toFile());
  }

  /**
   * The same in few colours: of each sixteenth of red, green and blue the most frequent one, of the
   * most frequent of these parts. Every other colour becomes the nearest.
   */
  private static BufferedImage indexed(BufferedImage picture) {
    Map<Integer, Map<Integer, Integer>> counts = new HashMap<>();
    for (int y = 0; y < picture.getHeight(); y++) {
      for (int x = 0; x < picture.getWidth(); x++) {
        int colour = picture.getRGB(x, y) & 0xffffff;
        counts
            .computeIfAbsent(colour & 0xf0f0f0, part -> new HashMap<>())
            .merge(colour, 1, Integer::sum);
      }
    }
    List<Integer> palette =
        counts.values().stream()
            .sorted(Comparator.comparingInt(part -> -part.values().stream().mapToInt(n -> n).sum()))
            .limit(COLOURS)
            .map(part -> Collections.max(part.entrySet(), Map.Entry.comparingByValue()).getKey())
            .toList();
    int[] colours = palette.stream().mapToInt(Integer::intValue).toArray();
    IndexColorModel model =
        new IndexColorModel(
            8, colours.length, colours, 0, false, -1, java.awt.image.DataBuffer.TYPE_BYTE);
    BufferedImage out =
        new BufferedImage(
            picture.getWidth(), picture.getHeight(), BufferedImage.TYPE_BYTE_INDEXED, model);
    Map<Integer, Integer> nearest = new HashMap<>();
    for (int y = 0; y < picture.getHeight(); y++) {
      for (int x = 0; x < picture.getWidth(); x++) {
        int at =
            nearest.computeIfAbsent(
                picture.getRGB(x, y) & 0xffffff, colour -> nearest(colour, colours));
        out.getRaster().setSample(x, y, 0, at);
      }
    }
    return out;
  }

  private static int nearest(int colour, int[] colours) {
    int best = 0;
    int least = Integer.MAX_VALUE;
    for (int i = 0; i < colours.length; i++) {
      int red = (colour >> 16 & 0xff) - (colours[i] >> 16 & 0xff);
      int green = (colour >> 8 & 0xff) - (colours[i] >> 8 & 0xff);
      int blue = (colour & 0xff) - (colours[i] & 0xff);
      int distance = red * red + green * green + blue * blue;
      if (distance < least) {
        least = distance;
        best = i;
      }
    }
    return best;
  }
}
