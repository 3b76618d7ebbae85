package huiwen.http;

import huiwen.support.ApiDocument;
import huiwen.support.ApiDocument.Call;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What Redocly's rules “recommended” and Spectral's rules “oas” ask of an OpenAPI document, as far as it applies to
 * ours, under their names; and that who may call stands there without contradiction. So the build needs no Node.
 *
 * @see <a href="https://redocly.com/docs/cli/rules/recommended">Redocly: recommended</a>
 * @see <a href="https://docs.stoplight.io/docs/spectral/4dec24461f3af-open-api-rules">Spectral: oas</a>
 */
final class ContractLint {

  static final Set<String> ROLES = Set.of("anyone", "asker", "volunteer", "translator", "expert", "kiosk", "organizer");
  private static final Set<String> STAFF = Set.of("volunteer", "translator", "expert", "kiosk", "organizer");
  private static final Pattern PLACE = Pattern.compile("\\{(\\w+)}");

  private final ApiDocument document;
  private final JsonObject root;
  private final List<String> faults = new ArrayList<>();

  private ContractLint(JsonObject root) {
    this.root = root;
    this.document = new ApiDocument(root);
  }

  /** What is wrong, each as the rule's name and the place; empty where nothing is. */
  static List<String> faults(JsonObject document) {
    var lint = new ContractLint(document);
    lint.checkHead();
    lint.checkTags();
    lint.checkPaths();
    lint.document.calls().forEach(lint::checkCall);
    lint.checkReferences();
    lint.checkSchemas("#", document);
    return lint.faults;
  }

  private void must(boolean holds, String rule, Object place) {
    if (!holds) {
      faults.add(rule + " at " + place);
    }
  }

  private static boolean says(JsonObject object, String key) {
    return object != null && object.getValue(key) instanceof String text && !text.isBlank();
  }

  private void checkHead() {
    JsonObject info = root.getJsonObject("info", new JsonObject());
    must(says(info, "title") && says(info, "version"), "struct", "info");
    must(says(info, "description"), "info-description", "info");
    must(says(info.getJsonObject("contact"), "name"), "info-contact", "info");
    JsonObject license = info.getJsonObject("license");
    must(says(license, "name"), "info-license", "info");
    must(says(license, "url"), "license-url", "info");
    JsonArray servers = root.getJsonArray("servers", new JsonArray());
    must(!servers.isEmpty(), "oas3-api-servers", "servers");
    servers.forEach(server -> {
      String url = ((JsonObject) server).getString("url", "");
      must(!url.matches(".+/"), "oas3-server-trailing-slash", url);
      must(!url.contains("example."), "no-server-example.com", url);
    });
  }

  private List<JsonObject> objects(JsonArray array) {
    return array == null ? List.of() : array.stream().map(JsonObject.class::cast).toList();
  }

  private void checkTags() {
    var names = new HashSet<String>();
    for (JsonObject tag : objects(root.getJsonArray("tags"))) {
      must(says(tag, "description"), "tag-description", tag.getString("name"));
      must(names.add(tag.getString("name")), "openapi-tags-uniqueness", tag.getString("name"));
    }
    for (Call call : document.calls()) {
      must(!call.tags().isEmpty(), "operation-tags", call);
      must(names.containsAll(call.tags()), "operation-tag-defined", call);
    }
  }

  private void checkPaths() {
    List<String> paths = List.copyOf(root.getJsonObject("paths").fieldNames());
    var shapes = new HashSet<String>();
    for (String path : paths) {
      must(!path.endsWith("/"), "path-keys-no-trailing-slash", path);
      must(!path.contains("?"), "path-not-include-query", path);
      must(shapes.add(path.replaceAll("\\{\\w+}", "{}")), "no-identical-paths", path);
      for (String other : paths) {
        must(path.compareTo(other) >= 0 || !isAmbiguous(path.split("/"), other.split("/")), "no-ambiguous-paths",
            path + " and " + other);
      }
    }
  }

  /** Two paths that some address fits both of, as `/a/{b}/c` and `/a/b/{c}` are; one with a fixed word goes before. */
  private static boolean isAmbiguous(String[] one, String[] other) {
    boolean wider = false;
    boolean narrower = false;
    for (int i = 0; i < one.length && one.length == other.length; i++) {
      boolean open = one[i].startsWith("{");
      boolean otherOpen = other[i].startsWith("{");
      if (!open && !otherOpen && !one[i].equals(other[i])) {
        return false;
      }
      wider |= open && !otherOpen;
      narrower |= otherOpen && !open;
    }
    return one.length == other.length && wider && narrower;
  }

  private void checkCall(Call call) {
    must(says(call.described(), "operationId"), "operation-operationId", call);
    must(String.valueOf(call.id()).matches("[a-z][A-Za-z0-9]*"), "operation-operationId-valid-in-url", call);
    must(document.calls().stream().filter(other -> String.valueOf(call.id()).equals(other.id())).count() == 1,
        "operation-operationId-unique", call);
    must(says(call.described(), "summary"), "operation-summary", call);
    must(says(call.described(), "description"), "operation-description", call);
    checkParameters(call);
    checkSecurity(call);
    checkResponses(call);
    JsonObject body = call.described().getJsonObject("requestBody");
    must(body == null || !body.getJsonObject("content", new JsonObject()).isEmpty(), "request-body-content", call);
  }

  private void checkParameters(Call call) {
    Set<String> declared = new TreeSet<>();
    for (JsonObject parameter : document.parameters(call)) {
      String name = parameter.getString("name");
      must(says(parameter, "name") && parameter.containsKey("schema"), "struct", call + " " + name);
      must(declared.add(parameter.getString("in") + " " + name), "operation-parameters-unique", call + " " + name);
      must(!"path".equals(parameter.getString("in")) || parameter.getBoolean("required", false),
          "path-parameters-required", call + " " + name);
    }
    Set<String> inPath = PLACE.matcher(call.path()).results().map(place -> "path " + place.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
    declared.removeIf(parameter -> !parameter.startsWith("path "));
    must(declared.equals(inPath), "path-parameters-defined", call);
  }

  /** Who may call: said, by known names, and the same by the schemes as by the roles. */
  private void checkSecurity(Call call) {
    JsonArray security = call.described().getJsonArray("security");
    must(security != null && !security.isEmpty(), "security-defined", call);
    Set<String> schemes = objects(security).stream().flatMap(one -> one.fieldNames().stream())
        .collect(Collectors.toSet());
    JsonObject defined = root.getJsonObject("components", new JsonObject())
        .getJsonObject("securitySchemes", new JsonObject());
    must(defined.fieldNames().containsAll(schemes), "operation-security-defined", call);
    Set<String> roles = call.roles();
    must(!roles.isEmpty() && ROLES.containsAll(roles), "x-roles-known", call);
    boolean staffOnly = !roles.isEmpty() && STAFF.containsAll(roles);
    must(roles.stream().noneMatch(STAFF::contains) || schemes.contains("session"), "x-roles-fit-security", call);
    must(!roles.contains("asker") || schemes.contains("asker"), "x-roles-fit-security", call);
    must(staffOnly != objects(security).contains(new JsonObject()), "x-roles-fit-security", call);
    must(staffOnly == call.statuses().contains("401") || call.id().equals("openSession"), "x-roles-fit-401", call);
  }

  private void checkResponses(Call call) {
    Set<String> statuses = call.statuses();
    must(statuses.stream().anyMatch(status -> status.startsWith("2")), "operation-2xx-response", call);
    must(statuses.stream().anyMatch(status -> status.startsWith("4")), "operation-4xx-response", call);
    must(statuses.containsAll(Set.of("429", "503")), "says-when-it-is-too-much", call);
    must(call.method().equals("GET") || statuses.contains("403"), "says-that-foreign-origins-are-refused", call);
    must(!call.path().contains("{") || statuses.contains("404"), "says-that-it-may-not-be-there", call);
    JsonObject responses = call.described().getJsonObject("responses");
    for (String status : statuses) {
      JsonObject response = document.followed(responses.getJsonObject(status));
      must(says(response, "description"), "struct", call + " " + status);
      must(!status.startsWith("4") || response != null && response.getJsonObject("content", new JsonObject())
          .containsKey("application/problem+json"), "operation-4xx-problem-details-rfc7807", call + " " + status);
    }
  }

  private void checkReferences() {
    var used = new HashSet<String>();
    collectReferences(root, used);
    for (String reference : used) {
      must(document.followed(new JsonObject().put("$ref", reference)) != null, "no-unresolved-refs", reference);
    }
    document.calls().stream().flatMap(call -> objects(call.described().getJsonArray("security")).stream())
        .forEach(one -> one.fieldNames().forEach(scheme -> used.add("#/components/securitySchemes/" + scheme)));
    root.getJsonObject("components", new JsonObject()).forEach(kind ->
        ((JsonObject) kind.getValue()).fieldNames().forEach(name -> {
          String component = "#/components/" + kind.getKey() + "/" + name;
          must(used.contains(component), "no-unused-components", component);
        }));
  }

  private void collectReferences(Object value, Set<String> used) {
    if (value instanceof JsonObject object && object.getValue("$ref") instanceof String reference) {
      used.add(reference);
      must(object.size() == 1, "no-$ref-siblings", reference);
    }
    members(value).forEach(member -> collectReferences(member.getValue(), used));
  }

  private static Stream<Map.Entry<String, Object>> members(Object value) {
    if (value instanceof JsonObject object) {
      return object.stream();
    }
    return value instanceof JsonArray array
        ? array.stream().map(item -> Map.entry(String.valueOf(array.getList().indexOf(item)), item))
        : Stream.of();
  }

  private void checkSchemas(String place, Object value) {
    if (value instanceof JsonObject schema && schema.getValue("type") instanceof String type) {
      must(!type.equals("array") || schema.containsKey("items"), "array-items", place);
    }
    if (value instanceof JsonObject schema && schema.getValue("enum") instanceof JsonArray choices) {
      must(schema.containsKey("type"), "typed-enum", place);
      must(choices.stream().allMatch(String.class::isInstance), "typed-enum", place);
      must(choices.stream().distinct().count() == choices.size(), "duplicated-entry-in-enum", place);
    }
    members(value).forEach(member -> checkSchemas(place + "/" + member.getKey(), member.getValue()));
  }
}
