package huiwen.http;

import huiwen.problem.Problem.FieldError;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * One schema of a request, as the OpenAPI document states it, made ready once. Names every field that is wrong by a key
 * of the text catalogue, one error a field. Knows the keywords that the document's requests use, and no others.
 */
final class Schema {

  private static final Set<String> CHECKED = Set.of("type", "minLength", "maxLength", "pattern", "enum", "minimum",
      "maximum", "minItems", "maxItems", "required", "properties", "items");
  private static final Set<String> SAID = Set.of("description", "example", "examples", "default", "title");
  /** The pattern by which the document asks for at least one character that can be seen. */
  private static final String NOT_BLANK = "[^\\s\\p{Z}\\p{C}]";

  private final Set<String> types;
  private final Integer minLength;
  private final Integer maxLength;
  private final Pattern pattern;
  private final Set<Object> choices;
  private final Double minimum;
  private final Double maximum;
  private final Integer minItems;
  private final Integer maxItems;
  private final List<String> required;
  private final Map<String, Schema> properties;
  private final Schema items;

  /** @throws IllegalArgumentException where the document uses a keyword that would not be checked */
  Schema(JsonObject document) {
    for (String keyword : document.fieldNames()) {
      if (!CHECKED.contains(keyword) && !SAID.contains(keyword)) {
        throw new IllegalArgumentException("the OpenAPI document uses " + keyword + ", which is not checked");
      }
    }
    types = document.getValue("type") instanceof JsonArray several
        ? Set.copyOf(strings(several))
        : document.containsKey("type") ? Set.of(document.getString("type")) : Set.of();
    minLength = document.getInteger("minLength");
    maxLength = document.getInteger("maxLength");
    pattern = document.containsKey("pattern") ? pattern(document.getString("pattern")) : null;
    choices = document.containsKey("enum")
        ? document.getJsonArray("enum").stream().collect(Collectors.toUnmodifiableSet())
        : null;
    minimum = document.getDouble("minimum");
    maximum = document.getDouble("maximum");
    minItems = document.getInteger("minItems");
    maxItems = document.getInteger("maxItems");
    required = strings(document.getJsonArray("required", new JsonArray()));
    properties = document.getJsonObject("properties", new JsonObject()).stream().collect(Collectors.toMap(
        Map.Entry::getKey, property -> new Schema((JsonObject) property.getValue()), (a, b) -> a, LinkedHashMap::new));
    items = document.containsKey("items") ? new Schema(document.getJsonObject("items")) : null;
  }

  /** As the document's language has it: there a {@code $} is the end, here it would let a line break stand before it. */
  private static Pattern pattern(String document) {
    return Pattern.compile(document.endsWith("$") && !document.endsWith("\\$")
        ? document.substring(0, document.length() - 1) + "\\z" : document);
  }

  private static List<String> strings(JsonArray array) {
    return array.stream().map(Object::toString).toList();
  }

  /** What is wrong with a value; empty where nothing is. @param field its JSON name; empty for a whole body */
  List<FieldError> errors(String field, Object value) {
    var errors = new ArrayList<FieldError>(0);
    check(field, value, errors);
    return errors;
  }

  private void check(String field, Object value, List<FieldError> errors) {
    if (!types.isEmpty() && types.stream().noneMatch(type -> isOf(type, value))) {
      errors.add(FieldError.of(field, "field.type"));
    } else if (choices != null && !choices.contains(value)) {
      errors.add(FieldError.of(field, "field.enum"));
    } else if (value instanceof String text) {
      checkText(field, text, errors);
    } else if (value instanceof Number number) {
      checkNumber(field, number.doubleValue(), errors);
    } else if (value instanceof JsonArray array) {
      checkItems(field, array, errors);
    } else if (value instanceof JsonObject object) {
      checkProperties(field, object, errors);
    }
  }

  private static boolean isOf(String type, Object value) {
    return switch (type) {
      case "string" -> value instanceof String;
      case "boolean" -> value instanceof Boolean;
      case "integer" -> value instanceof Integer || value instanceof Long;
      case "number" -> value instanceof Number;
      case "array" -> value instanceof JsonArray;
      case "object" -> value instanceof JsonObject;
      case "null" -> value == null;
      default -> throw new IllegalArgumentException("no JSON type: " + type);
    };
  }

  private void checkText(String field, String text, List<FieldError> errors) {
    int length = text.codePointCount(0, text.length());
    if (minLength != null && length < minLength) {
      errors.add(FieldError.of(field, "field.minLength", minLength));
    } else if (maxLength != null && length > maxLength) {
      errors.add(FieldError.of(field, "field.maxLength", maxLength));
    } else if (pattern != null && !pattern.matcher(text).find()) {
      errors.add(FieldError.of(field, pattern.pattern().equals(NOT_BLANK) ? "field.blank" : "field.pattern"));
    }
  }

  private void checkNumber(String field, double number, List<FieldError> errors) {
    if (minimum != null && number < minimum) {
      errors.add(FieldError.of(field, "field.minimum", minimum));
    } else if (maximum != null && number > maximum) {
      errors.add(FieldError.of(field, "field.maximum", maximum));
    }
  }

  private void checkItems(String field, JsonArray array, List<FieldError> errors) {
    if (minItems != null && array.size() < minItems) {
      errors.add(FieldError.of(field, "field.minItems", minItems));
    } else if (maxItems != null && array.size() > maxItems) {
      errors.add(FieldError.of(field, "field.maxItems", maxItems));
    } else if (items != null) {
      for (int i = 0; i < array.size(); i++) {
        items.check(field + "/" + i, array.getValue(i), errors);
      }
    }
  }

  private void checkProperties(String field, JsonObject object, List<FieldError> errors) {
    String path = field.isEmpty() ? "" : field + "/";
    for (String name : required) {
      if (!object.containsKey(name)) {
        errors.add(FieldError.of(path + name, "field.required"));
      }
    }
    properties.forEach((name, schema) -> {
      if (object.containsKey(name)) {
        schema.check(path + name, object.getValue(name), errors);
      }
    });
  }

  /** The names of the properties that an object may have. */
  Set<String> names() {
    return properties.keySet();
  }

  /** A parameter's text as the value that it stands for. */
  Object typed(String raw) {
    if (types.contains("boolean") && (raw.equals("true") || raw.equals("false"))) {
      return Boolean.valueOf(raw);
    }
    return types.contains("integer") && raw.matches("-?\\d{1,9}") ? (Object) Integer.valueOf(raw) : raw;
  }

  /** The same of a property of this object. */
  Object typed(String property, String raw) {
    return properties.get(property).typed(raw);
  }
}
