package huiwen.http;

import io.nayuki.qrcodegen.QrCode;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** QR codes: as a picture for a page, and as letters for a terminal. */
public final class QrCodes {

  /** Light modules around the code, as the standard asks (ISO/IEC 18004, 4 modules). */
  private static final int BORDER = 4;

  private QrCodes() {
  }

  /** An SVG picture as a {@code data:} address, for the {@code src} of an image. */
  public static String dataUri(String text) {
    byte[] svg = svg(text).getBytes(StandardCharsets.UTF_8);
    return "data:image/svg+xml;base64," + Base64.getEncoder().encodeToString(svg);
  }

  /** An SVG picture, black on white. */
  public static String svg(String text) {
    QrCode code = encode(text);
    int size = code.size + 2 * BORDER;
    var path = new StringBuilder();
    for (int y = 0; y < code.size; y++) {
      for (int x = 0; x < code.size; x++) {
        if (code.getModule(x, y)) {
          path.append('M').append(x + BORDER).append(',').append(y + BORDER).append("h1v1h-1z");
        }
      }
    }
    return """
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" shape-rendering="crispEdges">\
        <path fill="#fff" d="M0,0h%dv%dH0z"/><path d="%s"/></svg>""".formatted(size, size, size, size, path);
  }

  /** Half blocks: one line of text shows two rows of modules. Light on dark, as most terminals are. */
  public static String terminal(String text) {
    QrCode code = encode(text);
    var lines = new StringBuilder();
    for (int y = -2; y < code.size + 2; y += 2) {
      for (int x = -2; x < code.size + 2; x++) {
        boolean upper = !code.getModule(x, y);
        boolean lower = !code.getModule(x, y + 1);
        lines.append(upper ? lower ? '█' : '▀' : lower ? '▄' : ' ');
      }
      lines.append('\n');
    }
    return lines.toString();
  }

  private static QrCode encode(String text) {
    return QrCode.encodeText(text, QrCode.Ecc.MEDIUM);
  }
}
