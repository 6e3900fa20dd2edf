package io.pricewright.gateway.http.body;

import io.pricewright.rules.json.Json;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The schemas of a document by name. A record that is both sent and answered has two, as what has
 * to be there differs: the one that is sent ends in {@code Input}.
 */
public final class Schemas {
  private static final String AT = "#/components/schemas/";

  private final Map<String, Json> definitions = new TreeMap<>();
  private final Map<String, Component> owners = new LinkedHashMap<>();
  private final Set<String> answered;
  private boolean input;

  private Schemas(Set<String> answered, boolean input) {
    this.answered = answered;
    this.input = input;
  }

  /** Makes schemas of all the bodies of a document. */
  public static Schemas of(Collection<Body<?>> answers) {
    Schemas first = new Schemas(Set.of(), false);
    answers.forEach(first::answer);
    return new Schemas(new HashSet<>(first.definitions.keySet()), false);
  }

  /** Returns schemas of values without a name. */
  static Schemas ofQuery() {
    return new Schemas(Set.of(), true);
  }

  /** Returns the schema of a body that is sent. */
  public Json request(Body<?> body) {
    input = true;
    return body.kind().schema(this);
  }

  /** Returns the schema of a body that is answered. */
  public Json answer(Body<?> body) {
    input = false;
    return body.kind().schema(this);
  }

  /** Returns whether an empty object, which an absent body stands for, is as the schema says. */
  public boolean mayBeAbsent(Json schema) {
    String reference = schema instanceof Json.Obj object ? object.string("$ref") : null;
    Json whole =
        reference == null
            ? schema
            : definitions.getOrDefault(reference.substring(AT.length()), schema);
    return whole instanceof Json.Obj object
        && "object".equals(object.string("type"))
        && !(object.get("required") instanceof Json.Arr required && !required.items().isEmpty());
  }

  /** Returns all schemas that were referred to, by name. */
  public Map<String, Json> definitions() {
    return definitions;
  }

  boolean input() {
    return input;
  }

  Json.Obj reference(Component component) {
    String plain = component.name();
    String name = input && answered.contains(plain) ? plain + "Input" : plain;
    Component owner = owners.putIfAbsent(name, component);
    if (owner != null && !owner.equals(component)) {
      throw new IllegalStateException(
          "two schemas are called %s: %s and %s".formatted(name, owner, component));
    }
    if (!definitions.containsKey(name)) {
      definitions.put(name, Json.Obj.EMPTY); // So that a record may hold itself.
      definitions.put(name, component.definition(this));
    }
    return Obj.of("$ref", AT + name);
  }
}
