package huiwen.classifier;

/**
 * A text of which is known to which department it goes.
 *
 * @param meaning of the text; null where meanings are not used
 * @param times how often it counts
 */
public record Example(String department, String text, float[] meaning, int times) {

  public Example(String department, String text) {
    this(department, text, null, 1);
  }

  public Example withMeaning(float[] itsMeaning) {
    return new Example(department, text, itsMeaning, times);
  }
}
