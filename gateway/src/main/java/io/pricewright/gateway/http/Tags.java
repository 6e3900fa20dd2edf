package io.pricewright.gateway.http;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The chapters of the document, and the first words of paths that stand in them. */
final class Tags {
  /**
   * A chapter.
   *
   * @param name its heading
   * @param description what it is about
   * @param words first words of the paths in it
   */
  record Tag(String name, String description, List<String> words) {}

  static final List<Tag> ALL =
      List.of(
          tag("Events", "Usage facts: sent, previewed, read, amended.", "events", "preview"),
          tag("Tasks", "Durable work behind a change, such as counting again.", "tasks"),
          tag("Customers", "Who is billed.", "customers"),
          tag("Meters", "Filter and aggregation over events.", "meters"),
          tag("Features", "What is sold.", "features"),
          tag("Plans", "What customers subscribe to.", "plans"),
          tag("Prices", "What a plan asks for a meter, version by version.", "prices"),
          tag("Scripts", "Pricing in JavaScript: checked, gated, published.", "scripts"),
          tag("Entitlements", "Rights of plans and subscriptions to features.", "entitlements"),
          tag("Subscriptions", "Customers on plans.", "subscriptions"),
          tag("Access", "May a customer use this now? Reservations.", "access"),
          tag("Invoices", "What a customer is to pay, line by line.", "invoices", "settings"),
          tag("Charges", "Priced amounts, and how they came about.", "charges"),
          tag("Wallets", "Prepaid balances, and what moved them.", "wallets"),
          tag("Holds", "Credit reserved before the work.", "holds"),
          tag("Credit grants", "Credits that come by themselves.", "creditgrants"),
          tag("Budgets", "Bounds of what a customer spends.", "budgets"),
          tag("Alerts", "Balances that were crossed.", "alerts"),
          tag("Ledger", "Accounts, statements, whether all adds up.", "ledger", "reconciliation"),
          tag("Billing", "What closes and credits do by themselves, and who is held.", "billing"),
          tag("Simulations", "Prices tried out on recorded or made-up usage.", "simulations"),
          tag("Rollouts", "New price versions, a share of the line items at a time.", "rollouts"),
          tag("API keys", "Who may call, and what a key may do.", "secrets"),
          tag("Clock", "The environment's time.", "clock"),
          tag(
              "Operations",
              "For operators and their machines.",
              "check",
              "healthz",
              "readyz",
              "metrics",
              "openapi.json"));

  private static final Map<String, String> BY_WORD = byWord();

  private Tags() {}

  private static Tag tag(String name, String description, String... words) {
    return new Tag(name, description, List.of(words));
  }

  private static Map<String, String> byWord() {
    Map<String, String> names = new LinkedHashMap<>();
    ALL.forEach(tag -> tag.words().forEach(word -> names.put(word, tag.name())));
    return names;
  }

  /** Returns the chapter of a route. */
  static String of(Route route) {
    String chosen = route.about().tag();
    if (chosen != null) {
      return chosen;
    }
    String word = route.path().replaceFirst("^/(v1/)?", "").replaceFirst("/.*", "");
    return BY_WORD.getOrDefault(word, "Operations");
  }
}
