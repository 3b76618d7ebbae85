package huiwen.embedding;

import ai.djl.huggingface.tokenizers.Encoding;
import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;
import java.util.Map;

/**
 * Meanings by the sentence-embedding model BGE-small-zh 1.5, run in this process on one thread a call.
 *
 * <p>Source: Xiao et al., C-Pack, 2023; its authors take the first token's vector, normalised.
 */
public final class SentenceEmbedder implements Meanings, AutoCloseable {

  private static final String MODEL = "/bge-small-zh-v1.5-q.onnx";
  private static final String TOKENIZER = "/bge-small-zh-v1.5-q-tokenizer.json";
  private static final String LIBRARIES = "/ai/onnxruntime/native/%s/%s";
  /** Tokens, nearly the same as letters: what a villager wants stands near the beginning. */
  private static final String LONGEST = "64";

  private final OrtEnvironment environment;
  private final OrtSession session;
  private final HuggingFaceTokenizer tokenizer;

  private SentenceEmbedder(OrtEnvironment environment, OrtSession session, HuggingFaceTokenizer tokenizer) {
    this.environment = environment;
    this.session = session;
    this.tokenizer = tokenizer;
  }

  /**
   * Loads the model: half a second, and a hundred megabytes outside the heap.
   *
   * @param libraries folder for the native libraries, which are unpacked once
   * @throws IOException where this machine cannot run it
   */
  public static SentenceEmbedder load(Path libraries) throws IOException {
    Path folder = Files.createDirectories(libraries.toAbsolutePath());
    System.setProperty("DJL_CACHE_DIR", folder.toString());
    System.setProperty("OPT_OUT_TRACKING", "true");
    System.setProperty("onnxruntime.native.path", folder.toString());
    String machine = System.getProperty("os.arch").toLowerCase(Locale.ROOT).contains("aarch64")
        ? "linux-aarch64" : "linux-x64";
    unpack(LIBRARIES.formatted(machine, "libonnxruntime.so"), folder);
    unpack(LIBRARIES.formatted(machine, "libonnxruntime4j_jni.so"), folder);
    Path model = unpack(MODEL, folder);
    try (InputStream words = resource(TOKENIZER).openStream()) {
      var environment = OrtEnvironment.getEnvironment();
      var options = new OrtSession.SessionOptions();
      options.setIntraOpNumThreads(1);
      options.setInterOpNumThreads(1);
      return new SentenceEmbedder(environment, environment.createSession(model.toString(), options),
          HuggingFaceTokenizer.newInstance(words,
              Map.of("padding", "false", "truncation", "true", "maxLength", LONGEST, "modelMaxLength", LONGEST)));
    } catch (OrtException | RuntimeException | LinkageError e) {
      throw new IOException("the sentence-embedding model cannot be run here", e);
    }
  }

  /** Copies it out of its jar where it is not there yet, piece by piece: a small heap has no room for the whole. */
  private static Path unpack(String name, Path folder) throws IOException {
    Path file = folder.resolve(name.substring(name.lastIndexOf('/') + 1));
    URLConnection packed = resource(name).openConnection();
    packed.setUseCaches(false);
    if (!Files.exists(file) || Files.size(file) != packed.getContentLengthLong()) {
      Path part = Files.createTempFile(folder, "unpacked", ".part");
      try (InputStream bytes = packed.getInputStream()) {
        Files.copy(bytes, part, StandardCopyOption.REPLACE_EXISTING);
      }
      Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
    return file;
  }

  private static URL resource(String name) throws FileNotFoundException {
    URL resource = SentenceEmbedder.class.getResource(name);
    if (resource == null) {
      throw new FileNotFoundException(name);
    }
    return resource;
  }

  @Override
  public float[] of(String text) {
    Encoding encoded = tokenizer.encode(text);
    try (var ids = tensor(encoded.getIds());
        var mask = tensor(encoded.getAttentionMask());
        var types = tensor(encoded.getTypeIds());
        OrtSession.Result result = session.run(Map.of(
            "input_ids", ids, "attention_mask", mask, "token_type_ids", types))) {
      float[][][] tokens = (float[][][]) result.get(0).getValue();
      return Meanings.normalised(tokens[0][0]);
    } catch (OrtException e) {
      throw new IllegalStateException(e);
    }
  }

  private OnnxTensor tensor(long[] values) throws OrtException {
    return OnnxTensor.createTensor(environment, new long[][] {values});
  }

  @Override
  public void close() {
    try {
      session.close();
    } catch (OrtException e) {
      throw new IllegalStateException(e);
    }
    tokenizer.close();
  }
}
