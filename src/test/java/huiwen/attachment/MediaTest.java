package huiwen.attachment;

import static huiwen.support.Sounds.box;
import static huiwen.support.Sounds.joined;
import static huiwen.support.Sounds.letters;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.drew.imaging.ImageMetadataReader;
import com.drew.imaging.ImageProcessingException;
import com.drew.metadata.Directory;
import com.drew.metadata.exif.ExifIFD0Directory;
import com.drew.metadata.exif.GpsDirectory;
import huiwen.limits.Bounds;
import huiwen.problem.Problem;
import huiwen.support.Photos;
import huiwen.support.Sounds;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Pictures and sounds are what their bytes are, and nothing is left in them but what one sees or hears. */
class MediaTest {

  private static final byte[] PAGE = letters("<html><script>alert(document.cookie)</script></html>");

  static Stream<Arguments> whatIsTaken() {
    return Stream.of(
        Arguments.of("a photograph", Photos.ofCamera(40, 30, 1), "image/jpeg"),
        Arguments.of("a screenshot", Photos.png(40, 30), "image/jpeg"),
        Arguments.of("a WebP", Photos.webp(), "image/jpeg"),
        Arguments.of("MP3", Sounds.mp3(5), "audio/mpeg"),
        Arguments.of("MP3 with tags", joined(letters("ID3\4\0\0\0\0\0\5"), letters("ABCDE"), Sounds.mp3(5), letters("TAG"), new byte[125]), "audio/mpeg"),
        Arguments.of("AAC", Sounds.aac(5), "audio/aac"),
        Arguments.of("AAC in MP4", Sounds.m4a(), "audio/mp4"),
        Arguments.of("samples", Sounds.wav(1), "audio/wav"),
        Arguments.of("samples of 8 bits", Sounds.wav(1, 8, new byte[800]), "audio/wav"),
        Arguments.of("Opus in Ogg", Sounds.ogg(), "audio/ogg"),
        Arguments.of("Opus in WebM", Sounds.webm(), "audio/webm"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("whatIsTaken")
  void whatPhonesShowAndPlayIsTaken(String name, byte[] sent, String type) {
    Media media = Media.of(sent);
    assertThat(media.type()).isEqualTo(type);
    assertThat(media.bytes()).isNotEmpty();
    assertThat(Media.of(media.bytes()).type()).as("what was made can be taken again").isEqualTo(type);
  }

  static Stream<Arguments> whatIsRefused() {
    return Stream.of(
        Arguments.of("a page", PAGE, "attachment.type"),
        Arguments.of("nothing much", new byte[] {1}, "attachment.type"),
        Arguments.of("a drawing with a script", letters("<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>"), "attachment.type"),
        Arguments.of("a GIF that is a script", joined(letters("GIF89a/*"), PAGE), "attachment.type"),
        Arguments.of("a program", letters("MZ\u0090\0\3"), "attachment.type"),
        Arguments.of("a PDF", letters("%PDF-1.7"), "attachment.type"),
        Arguments.of("a page that begins like a photograph", joined(new byte[] {-1, -40, -1, -32}, PAGE), "attachment.broken"),
        Arguments.of("half a photograph", Arrays.copyOf(Photos.jpeg(400, 300), 400), "attachment.broken"),
        Arguments.of("half a screenshot", Arrays.copyOf(Photos.png(400, 300), 60), "attachment.broken"),
        Arguments.of("a page that begins like a sound", joined(letters("ID3\4\0\0\0\0\0\5"), letters("ABCDE"), PAGE), "attachment.broken"),
        Arguments.of("a sound that goes on as a page", joined(Sounds.mp3(5), PAGE), "attachment.broken"),
        Arguments.of("AAC that goes on as a page", joined(Sounds.aac(5), PAGE), "attachment.broken"),
        Arguments.of("MP4 that goes on as a page", joined(Sounds.m4a(), PAGE), "attachment.broken"),
        Arguments.of("MP4 of another codec", Sounds.m4a("Opus", 0x40, "soun"), "attachment.broken"),
        Arguments.of("MP4 of MP3", Sounds.m4a("mp4a", 0x6B, "soun"), "attachment.broken"),
        Arguments.of("a film", Sounds.m4a("mp4a", 0x40, "vide"), "attachment.broken"),
        Arguments.of("an empty MP4", joined(box("ftyp", letters("M4A ")), box("moov"), box("mdat", PAGE)), "attachment.broken"),
        Arguments.of("a box without an end", joined(box("ftyp", letters("M4A \0\0\0\0")), letters("\177\377\377\377moov")), "attachment.broken"),
        Arguments.of("boxes in boxes", nested(200), "attachment.broken"),
        Arguments.of("samples that are compressed", Sounds.wav(0x11, 16, new byte[800]), "attachment.broken"),
        Arguments.of("no samples", Sounds.wav(1, 16, new byte[0]), "attachment.broken"),
        Arguments.of("Ogg that goes on as a page", joined(Sounds.ogg(), PAGE), "attachment.broken"),
        Arguments.of("Ogg of no Opus", letters("OggS" + "\0".repeat(60)), "attachment.broken"),
        Arguments.of("WebM without an end", Arrays.copyOf(Sounds.webm(), 60), "attachment.broken"),
        Arguments.of("EBML that is a page", joined(letters("\u001aE\u00df\u00a3"), PAGE), "attachment.broken"),
        Arguments.of("an iPhone's picture", joined(letters("\0\0\0\030ftypheic\0\0\0\0"), new byte[90]), "attachment.heic"),
        Arguments.of("a dictaphone's in 3GP", Sounds.m4a("samr", 0x40, "soun"), "attachment.amr"),
        Arguments.of("a dictaphone's", letters("#!AMR\n12345"), "attachment.amr"));
  }

  private static byte[] nested(int times) {
    byte[] inner = new byte[0];
    for (int i = 0; i < times; i++) {
      inner = box(i % 2 == 0 ? "trak" : "moov", inner);
    }
    return joined(box("ftyp", letters("M4A \0\0\0\0")), inner);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("whatIsRefused")
  void whatIsNoneIsRefusedInWords(String name, byte[] sent, String key) {
    assertThatThrownBy(() -> Media.of(sent)).isInstanceOfSatisfying(Problem.class, problem -> {
      assertThat(problem.key()).isEqualTo(key);
      assertThat(problem.type()).isEqualTo(Problem.Type.UNSUPPORTED_MEDIA);
    });
  }

  @Test
  void nothingIsLeftOfAPhotographButThePicture() throws Exception {
    byte[] sent = joined(Photos.ofCamera(80, 60, 6), PAGE);
    assertThat(metadata(sent, GpsDirectory.class)).as("it had a place").isTrue();
    byte[] kept = Media.of(sent).bytes();
    assertThat(metadata(kept, GpsDirectory.class)).isFalse();
    assertThat(metadata(kept, ExifIFD0Directory.class)).isFalse();
    assertThat(text(kept)).doesNotContain("Exif", "script");
  }

  private static boolean metadata(byte[] picture, Class<? extends Directory> of)
      throws IOException, ImageProcessingException {
    return ImageMetadataReader.readMetadata(new ByteArrayInputStream(picture)).getFirstDirectoryOfType(of) != null;
  }

  /** Red is left in the file: where a viewer would see it, by how the camera was held. */
  @ParameterizedTest
  @CsvSource({"1, left", "2, right", "3, right", "4, left", "5, top", "6, top", "7, bottom", "8, bottom"})
  void aPhotographStandsUpright(int orientation, String red) throws IOException {
    BufferedImage seen = ImageIO.read(new ByteArrayInputStream(Media.of(Photos.ofCamera(80, 40, orientation)).bytes()));
    boolean isTurned = orientation >= 5;
    assertThat(seen.getWidth()).isEqualTo(isTurned ? 40 : 80);
    assertThat(seen.getHeight()).isEqualTo(isTurned ? 80 : 40);
    int x = red.equals("right") ? seen.getWidth() - 3 : 2;
    int y = red.equals("bottom") ? seen.getHeight() - 3 : 2;
    int there = seen.getRGB(x, y);
    assertThat(there >> 16 & 0xFF).as("red at the %s", red).isGreaterThan(200);
    assertThat(there & 0xFF).isLessThan(60);
  }

  @Test
  void aLargePictureIsMadeSmaller() throws IOException {
    BufferedImage seen = ImageIO.read(new ByteArrayInputStream(Media.of(Photos.jpeg(4_000, 1_000)).bytes()));
    assertThat(seen.getWidth()).isEqualTo(Bounds.PICTURE_SIDE);
    assertThat(seen.getHeight()).isEqualTo(Bounds.PICTURE_SIDE / 4);
  }

  @Test
  void whatWasTransparentLiesOnWhite() throws IOException {
    var clear = new BufferedImage(20, 20, BufferedImage.TYPE_INT_ARGB);
    var png = new ByteArrayOutputStream();
    ImageIO.write(clear, "png", png);
    int seen = ImageIO.read(new ByteArrayInputStream(Media.of(png.toByteArray()).bytes())).getRGB(10, 10);
    assertThat(seen & 0xFF).isGreaterThan(250);
  }

  static Stream<Arguments> bombs() {
    byte[] jpeg = Photos.jpeg(40, 30);
    int size = indexOf(jpeg, (byte) 0xC0);
    byte[] wide = jpeg.clone();
    ByteBuffer.wrap(wide).putShort(size + 4, (short) 60_000).putShort(size + 6, (short) 60_000);
    return Stream.of(
        Arguments.of("a JPEG that says that it is huge", wide),
        Arguments.of("a PNG that does", pngThatSays(50_000, 50_000)),
        Arguments.of("a WebP that does", joined(letters("RIFF\u0026\0\0\0WEBPVP8X\n\0\0\0\0\0\0\0"), new byte[] {-1, -1, 0, -1, -1, 0})),
        Arguments.of("a WebP whose picture is larger than its canvas", joined(letters("RIFF\u0050\0\0\0WEBPVP8L\n\0\0\0\u002f"),
            new byte[] {-1, -1, -1, 15}, new byte[10])));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("bombs")
  void whatWouldFillTheMemoryIsNotEvenUnpacked(String name, byte[] bomb) {
    assertThatThrownBy(() -> Media.of(bomb)).isInstanceOfSatisfying(Problem.class, problem -> {
      assertThat(problem.key()).isEqualTo("attachment.pixels");
      assertThat(problem.type()).isEqualTo(Problem.Type.TOO_LARGE);
    });
  }

  @Test
  void aJpegThatIsGoneOverThousandsOfTimesIsRefused() {
    byte[] jpeg = Photos.jpeg(40, 30);
    int scan = indexOf(jpeg, (byte) 0xDA) - 1;
    byte[] once = Arrays.copyOfRange(jpeg, scan, jpeg.length - 2);
    byte[][] parts = new byte[1_000][];
    Arrays.fill(parts, once);
    byte[] often = joined(Arrays.copyOf(jpeg, scan), joined(parts), new byte[] {-1, (byte) 0xD9});
    assertThatThrownBy(() -> Media.of(often)).isInstanceOfSatisfying(Problem.class,
        problem -> assertThat(problem.key()).isEqualTo("attachment.broken"));
  }

  private static int indexOf(byte[] jpeg, byte marker) {
    for (int i = 2; i < jpeg.length; i++) {
      if (jpeg[i - 1] == (byte) 0xFF && jpeg[i] == marker) {
        return i;
      }
    }
    throw new AssertionError("no such marker");
  }

  private static byte[] pngThatSays(int width, int height) {
    byte[] png = Photos.png(40, 30);
    ByteBuffer.wrap(png).putInt(16, width).putInt(20, height);
    var sum = new CRC32();
    sum.update(png, 12, 17);
    ByteBuffer.wrap(png).putInt(29, (int) sum.getValue());
    return png;
  }

  @Test
  void nothingIsLeftInASoundThatTellsAPlaceOrAName() {
    assertThat(text(Media.of(Sounds.m4a()).bytes())).hasSameSizeAs(text(Sounds.m4a()))
        .doesNotContain("+46.0761", "script", "named track", "a handler's name", "udta", "uuid");
    assertThat(text(Media.of(Sounds.webm()).bytes())).hasSameSizeAs(text(Sounds.webm())).doesNotContain("my village", "a tag");
    assertThat(text(Media.of(Sounds.ogg()).bytes())).doesNotContain("LOCATION", "here");
    byte[] listed = joined(Sounds.wav(1), letters("LIST\20\0\0\0INFOIART\4\0\0\0\u0057ang"));
    assertThat(text(Media.of(listed).bytes())).doesNotContain("LIST", "ang");
    byte[] tagged = joined(letters("ID3\4\0\0\0\0\0\5"), letters("WangF"), Sounds.mp3(5));
    assertThat(text(Media.of(tagged).bytes())).doesNotContain("ID3", "WangF");
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }
}
