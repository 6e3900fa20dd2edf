package io.pricewright.gateway.http.body;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;

/** Makes examples of keys; knows the records it stands in, so that none holds itself. */
final class Examples {
  private static final String ULID = "01JD8X2M4T7Q9VBN3KRC5ZHW6E";
  private static final Map<String, String> PREFIXES =
      Map.ofEntries(
          Map.entry("customer", "cust"),
          Map.entry("environment", "env"),
          Map.entry("feature", "feat"),
          Map.entry("subscription", "subs"),
          Map.entry("line_item", "subs_line"),
          Map.entry("subscription_line_item", "subs_line"),
          Map.entry("entitlement", "ent"),
          Map.entry("credit_grant", "cg"),
          Map.entry("reservation", "resv"),
          Map.entry("rollout", "roll"),
          Map.entry("simulation", "sim"),
          Map.entry("wallet_transaction", "wtxn"),
          Map.entry("lineage", "price"),
          Map.entry("entity", "plan"),
          Map.entry("api_key", "key"),
          Map.entry("secret", "key"));
  private static final Map<String, String> TEXTS =
      Map.ofEntries(
          Map.entry("name", "Tokens"),
          Map.entry("description", "Every token of every model."),
          Map.entry("email", "billing@acme.example"),
          Map.entry("external_id", "acme"),
          Map.entry("external_customer_id", "acme"),
          Map.entry("event_name", "tokens.used"),
          Map.entry("event_id", "req-7f3a"),
          Map.entry("lookup_key", "tokens"),
          Map.entry("currency", "usd"),
          Map.entry("status", "published"),
          Map.entry("timezone", "Europe/Berlin"),
          Map.entry("reason", "Agreed with the customer."),
          Map.entry("message", "Done."),
          Map.entry("created_by", "key_" + ULID),
          Map.entry("updated_by", "key_" + ULID));

  private final Deque<ObjectKind> around = new ArrayDeque<>();
  private final boolean input;

  Examples(boolean input) {
    this.input = input;
  }

  boolean input() {
    return input;
  }

  /** Returns whether an example of a kind would hold itself, or go too deep. */
  boolean endless(Kind kind) {
    return switch (kind) {
      case ObjectKind object -> around.contains(object) || around.size() > 6;
      case Lists list -> endless(list.item());
      case Maps map -> endless(map.item());
      default -> false;
    };
  }

  void enter(ObjectKind kind) {
    around.push(kind);
  }

  void leave() {
    around.pop();
  }

  /** Returns an example of an id. */
  String id(String key, Class<?> type) {
    if (TEXTS.containsKey(key)) {
      return text(key);
    }
    String word = Names.snake(type.getSimpleName().replaceAll("Id$", ""));
    return word.equals("external") || word.equals("event") ? text(word + "_id") : prefixed(word);
  }

  /** Returns an example of a text. */
  String text(String key) {
    String known = TEXTS.get(key);
    if (known != null) {
      return known;
    }
    if (key.equals("id")) {
      ObjectKind owner = around.peek();
      return prefixed(owner == null ? "id" : Names.snake(owner.name()));
    }
    return key.endsWith("_id") ? prefixed(key.substring(0, key.length() - 3)) : "text";
  }

  private static String prefixed(String word) {
    return PREFIXES.getOrDefault(word, word) + "_" + ULID;
  }
}
