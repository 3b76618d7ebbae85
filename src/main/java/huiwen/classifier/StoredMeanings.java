package huiwen.classifier;

import huiwen.embedding.Meanings;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Meanings of examples as they are kept: a byte a number, found by what the example says. Immutable. */
public final class StoredMeanings {

  private final Map<Long, byte[]> byText;

  private StoredMeanings(Map<Long, byte[]> byText) {
    this.byText = byText;
  }

  /** Null where it is not kept. */
  float[] of(String text) {
    byte[] packed = byText.get(key(text));
    return packed == null ? null : Meanings.unpacked(packed, 0, packed.length);
  }

  /** Keeps the meanings of {@link Examples#MEANT_EACH} of each department. @param examples with their meanings */
  public static void write(DataOutputStream out, List<Example> examples) throws IOException {
    Set<Example> chosen = Examples.chosen(examples, Examples.MEANT_EACH);
    List<Example> meant = examples.stream().filter(chosen::contains).toList();
    out.writeInt(meant.size());
    for (Example example : meant) {
      out.writeLong(key(example.text()));
      out.write(Meanings.packed(example.meaning()));
    }
  }

  static StoredMeanings read(DataInputStream in) throws IOException {
    Map<Long, byte[]> byText = new HashMap<>();
    for (int left = in.readInt(); left > 0; left--) {
      long key = in.readLong();
      var packed = new byte[Meanings.SIZE];
      in.readFully(packed);
      byText.put(key, packed);
    }
    return new StoredMeanings(byText);
  }

  /** Of thirty thousand texts no two share it, but by a chance of one in forty thousand million. */
  private static long key(String text) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return ByteBuffer.wrap(hash).getLong();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
