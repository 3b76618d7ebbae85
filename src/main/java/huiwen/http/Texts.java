package huiwen.http;

import java.text.MessageFormat;
import java.util.List;
import java.util.Locale;
import java.util.MissingResourceException;
import java.util.ResourceBundle;

/** The words of the hub's own messages in one of its languages; {@code zh-Hans} unless the reader asks otherwise. */
public final class Texts {

  private static final String CATALOGUE = "text.problems";
  private static final List<Locale> LANGUAGES = List.of(Locale.forLanguageTag("zh-Hans"), Locale.ENGLISH);
  private static final ResourceBundle.Control EXACT =
      ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES);

  private final Locale language;
  private final ResourceBundle words;

  private Texts(Locale language) {
    this.language = language;
    this.words = ResourceBundle.getBundle(CATALOGUE, language, EXACT);
  }

  private static final List<Texts> ALL = LANGUAGES.stream().map(Texts::new).toList();

  /** The best match for an {@code Accept-Language} header, which may be missing or nonsense. */
  public static Texts accepting(String acceptLanguage) {
    if (acceptLanguage != null && acceptLanguage.length() <= 200) {
      try {
        Locale best = best(Locale.LanguageRange.parse(acceptLanguage));
        if (best != null) {
          return ALL.get(LANGUAGES.indexOf(best));
        }
      } catch (IllegalArgumentException e) {
        // not a list of languages: as if it were not there
      }
    }
    return ALL.get(0);
  }

  private static Locale best(List<Locale.LanguageRange> wanted) {
    for (Locale.LanguageRange range : wanted) {
      String language = range.getRange().split("-")[0];
      for (Locale ours : LANGUAGES) {
        if (range.getWeight() > 0 && (language.equals("*") || ours.getLanguage().equals(language))) {
          return ours;
        }
      }
    }
    return null;
  }

  /** The text of a key with its arguments filled in; the key itself where the catalogue lacks it. */
  public String of(String key, Object... args) {
    try {
      return new MessageFormat(words.getString(key), language).format(args);
    } catch (MissingResourceException e) {
      return key;
    }
  }

  public String languageTag() {
    return language.toLanguageTag();
  }
}
