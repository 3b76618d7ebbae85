package huiwen.attachment;

import com.drew.imaging.jpeg.JpegMetadataReader;
import com.drew.imaging.jpeg.JpegProcessingException;
import com.drew.metadata.MetadataException;
import com.drew.metadata.exif.ExifIFD0Directory;
import com.drew.metadata.exif.ExifReader;
import huiwen.limits.Bounds;
import huiwen.problem.Problem;
import java.awt.Color;
import java.awt.Dimension;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.ImageOutputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/**
 * Draws a picture anew, upright and no larger than a screen, as a JPEG: nothing is left of what was sent but what one sees. How
 * large it is, is read before any of it is unpacked.
 */
final class Pictures {

  private static final float QUALITY = 0.8f;

  private Pictures() {
  }

  /** @throws Problem 415 where it cannot be drawn, 413 where it has too many pixels */
  static byte[] redrawn(byte[] sent) throws IOException {
    boolean isJpeg = Media.starts(sent, 0, "\u00ff\u00d8\u00ff");
    boolean isWebp = Media.starts(sent, 0, "RIFF");
    if (isJpeg) {
      JpegPasses.check(sent);
    }
    if (isWebp) {
      WebpSize.check(sent);
    }
    ImageReader reader = reader(isJpeg ? "jpeg" : isWebp ? "webp" : "png");
    try (ImageInputStream in = new MemoryCacheImageInputStream(new ByteArrayInputStream(sent))) {
      reader.setInput(in, true, true); // what stands beside the picture is not even read
      BufferedImage drawn = read(reader, isWebp);
      return written(upright(drawn, isJpeg ? orientation(sent) : 1));
    } catch (RuntimeException e) {
      if (e instanceof Problem) {
        throw e;
      }
      throw new IOException(e); // readers throw whatever they like at what is no picture
    } finally {
      reader.dispose();
    }
  }

  private static ImageReader reader(String format) throws IOException {
    Iterator<ImageReader> readers = ImageIO.getImageReadersByFormatName(format);
    if (!readers.hasNext()) {
      throw new IOException("nobody reads " + format);
    }
    return readers.next();
  }

  /** Of what is much larger than it will be, only every other pixel, or fewer. */
  private static BufferedImage read(ImageReader reader, boolean isWebp) throws IOException {
    int width = reader.getWidth(0);
    int height = reader.getHeight(0);
    mayHave(width, height, isWebp ? Bounds.WEBP_PIXELS : Bounds.PICTURE_PIXELS);
    int step = Math.max(1, Math.max(width, height) / Bounds.PICTURE_SIDE);
    var how = reader.getDefaultReadParam();
    how.setSourceSubsampling(step, step, 0, 0);
    return reader.read(0, how);
  }

  /** @throws Problem 413 where these are too many */
  static void mayHave(int width, int height, int most) throws IOException {
    if (width < 1 || height < 1) {
      throw new IOException("a picture without a pixel");
    }
    if ((long) width * height > most) {
      throw Problem.of(Problem.Type.TOO_LARGE, "attachment.pixels");
    }
  }

  /** How the camera was held, 1 to 8, by TIFF 6.0 and Exif 2.32, tag 0x0112; 1 where it does not say. */
  private static int orientation(byte[] sent) {
    try {
      ExifIFD0Directory camera = JpegMetadataReader.readMetadata(new ByteArrayInputStream(sent), List.of(new ExifReader()))
          .getFirstDirectoryOfType(ExifIFD0Directory.class);
      int said = camera == null || !camera.containsTag(ExifIFD0Directory.TAG_ORIENTATION) ? 1
          : camera.getInt(ExifIFD0Directory.TAG_ORIENTATION);
      return said >= 1 && said <= 8 ? said : 1;
    } catch (JpegProcessingException | MetadataException | IOException | RuntimeException e) {
      return 1;
    }
  }

  private static BufferedImage upright(BufferedImage drawn, int orientation) {
    boolean isTurned = orientation >= 5;
    Dimension held = fitting(drawn.getWidth(), drawn.getHeight());
    var upright = new BufferedImage(isTurned ? held.height : held.width, isTurned ? held.width : held.height,
        BufferedImage.TYPE_INT_RGB);
    Graphics2D pen = upright.createGraphics();
    try {
      pen.setColor(Color.WHITE); // what was transparent lies on paper
      pen.fillRect(0, 0, upright.getWidth(), upright.getHeight());
      pen.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
      AffineTransform turned = turned(orientation, held.width, held.height);
      turned.scale((double) held.width / drawn.getWidth(), (double) held.height / drawn.getHeight());
      pen.drawImage(drawn, turned, null);
    } finally {
      pen.dispose();
    }
    return upright;
  }

  private static Dimension fitting(int width, int height) {
    double scale = Math.min(1, (double) Bounds.PICTURE_SIDE / Math.max(width, height));
    return new Dimension(Math.max(1, (int) Math.round(width * scale)), Math.max(1, (int) Math.round(height * scale)));
  }

  /** From how a picture of this size lies to how it was seen. */
  private static AffineTransform turned(int orientation, int w, int h) {
    return switch (orientation) {
      case 2 -> new AffineTransform(-1, 0, 0, 1, w, 0);
      case 3 -> new AffineTransform(-1, 0, 0, -1, w, h);
      case 4 -> new AffineTransform(1, 0, 0, -1, 0, h);
      case 5 -> new AffineTransform(0, 1, 1, 0, 0, 0);
      case 6 -> new AffineTransform(0, 1, -1, 0, h, 0);
      case 7 -> new AffineTransform(0, -1, -1, 0, h, w);
      case 8 -> new AffineTransform(0, -1, 1, 0, 0, w);
      default -> new AffineTransform();
    };
  }

  private static byte[] written(BufferedImage picture) throws IOException {
    ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    var bytes = new ByteArrayOutputStream();
    try (ImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
      writer.setOutput(out);
      ImageWriteParam how = writer.getDefaultWriteParam();
      how.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
      how.setCompressionQuality(QUALITY);
      writer.write(null, new IIOImage(picture, null, null), how);
    } finally {
      writer.dispose();
    }
    return bytes.toByteArray();
  }
}
