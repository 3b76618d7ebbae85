package huiwen.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SchemaTest {

  @ParameterizedTest
  @CsvSource(delimiter = '|', quoteCharacter = '\0', value = {
      "{'type':'string','maxLength':2}         | '𠮷𠮷'   |",
      "{'type':'string','maxLength':2}         | '𠮷𠮷𠮷' | v field.maxLength [2]",
      "{'type':'string','minLength':1}         | ''       | v field.minLength [1]",
      "{'type':'string'}                       | 1        | v field.type []",
      "{'type':'string'}                       | null     | v field.type []",
      "{'type':['string','null']}              | null     |",
      "{'pattern':'[^\\\\s\\\\p{Z}\\\\p{C}]'}  | ' '      | v field.blank []",
      "{'pattern':'^a+$'}                      | 'b'      | v field.pattern []",
      "{'enum':['a','b']}                      | 'b'      |",
      "{'enum':['a','b']}                      | 'c'      | v field.enum []",
      "{'type':'integer','minimum':1}          | 0        | v field.minimum [1.0]",
      "{'type':'integer','maximum':5}          | 6        | v field.maximum [5.0]",
      "{'type':'integer'}                      | 1.5      | v field.type []",
      "{'type':'array','maxItems':1}           | [1,2]    | v field.maxItems [1]",
      "{'items':{'type':'string'}}             | ['a',1]  | v/1 field.type []",
      "{'required':['a','b']}                  | {'a':1}  | v/b field.required []",
      "{'properties':{'a':{'type':'boolean'}}} | {'a':1}  | v/a field.type []",
  })
  void namesWhatIsWrong(String schema, String value, String expected) {
    Object given = new JsonObject("{\"v\":" + value.replace('\'', '"') + "}").getValue("v");
    var errors = new Schema(new JsonObject(schema.replace('\'', '"'))).errors("v", given);
    assertThat(errors.stream().map(error -> error.field() + " " + error.key() + " " + error.args()).toList())
        .isEqualTo(expected == null ? List.of() : List.of(expected));
  }

  @Test
  void refusesADocumentWithAKeywordThatItWouldNotCheck() {
    assertThatThrownBy(() -> new Schema(new JsonObject("{\"type\":\"string\",\"uniqueItems\":true}")))
        .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("uniqueItems");
  }
}
