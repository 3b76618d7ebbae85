package huiwen.text;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.zip.GZIPInputStream;

/**
 * What is known of each Chinese letter: its simplified form, and how it sounds without its tone. The table is made from
 * Unicode's own data by {@code src/learn}, and committed.
 */
public final class Letters {

  /** Where the table is among the resources. */
  public static final String TABLE = "/learned/letters.bin.gz";
  /** The first and the last letter of the table: the blocks of unified ideographs of the basic plane. */
  public static final char FIRST = '\u3400';
  public static final char LAST = '\u9fff';

  private static final char[] SIMPLIFIED = new char[LAST - FIRST + 1];
  private static final short[] SOUNDS = new short[LAST - FIRST + 1];

  static {
    try (InputStream file = Letters.class.getResourceAsStream(TABLE)) {
      if (file == null) {
        throw new FileNotFoundException(TABLE);
      }
      var in = new DataInputStream(new BufferedInputStream(new GZIPInputStream(file)));
      for (int i = 0; i < SIMPLIFIED.length; i++) {
        SIMPLIFIED[i] = in.readChar();
        SOUNDS[i] = in.readShort();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Letters() {
  }

  public static boolean isChinese(char letter) {
    return letter >= FIRST && letter <= LAST;
  }

  /** The text with each traditional letter replaced by its simplified form. */
  public static String simplified(String text) {
    char[] letters = null;
    for (int i = 0; i < text.length(); i++) {
      char letter = text.charAt(i);
      if (isChinese(letter) && SIMPLIFIED[letter - FIRST] != letter) {
        if (letters == null) {
          letters = text.toCharArray();
        }
        letters[i] = SIMPLIFIED[letter - FIRST];
      }
    }
    return letters == null ? text : new String(letters);
  }

  /** A number that letters of the same sound share, from 1; 0 where the letter has none. */
  public static int sound(char letter) {
    return isChinese(letter) ? SOUNDS[letter - FIRST] : 0;
  }
}
