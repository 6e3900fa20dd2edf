package io.pricewright.gateway.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Names operations as a person would: createHold, listHolds, getHold, settleHold. */
final class OperationIds {
  /** Names that method and path do not give. */
  private static final Map<String, String> IRREGULAR =
      Map.ofEntries(
          Map.entry("POST /v1/events", "ingestEvent"),
          Map.entry("POST /v1/events/bulk", "ingestEvents"),
          Map.entry("POST /v1/preview", "previewEvents"),
          Map.entry("POST /v1/events/query", "queryEvents"),
          Map.entry("POST /v1/events/counts", "countEvents"),
          Map.entry("POST /v1/events/usage/meter", "measureUsage"),
          Map.entry("POST /v1/events/rerate", "rerateEvents"),
          Map.entry("GET /v1/events/receipt", "getEventReceiptByQuery"),
          Map.entry("PUT /v1/customers", "updateCustomerByQuery"),
          Map.entry("GET /v1/customers/lookup", "getCustomerByQuery"),
          Map.entry("GET /v1/customers/usage", "getCustomerUsageByQuery"),
          Map.entry("GET /v1/customers/wallets", "getCustomerWalletsByQuery"),
          Map.entry(
              "GET /v1/customers/external/{external_id}/entitlements",
              "getCustomerEntitlementsByExternalId"),
          Map.entry("GET /v1/customers/{id}/grants/upcoming", "listUpcomingCustomerGrants"),
          Map.entry("GET /v1/subscriptions/{id}/grants/upcoming", "listUpcomingSubscriptionGrants"),
          Map.entry("POST /v1/prices/bulk", "createPrices"),
          Map.entry("POST /v1/entitlements/bulk", "createEntitlements"),
          Map.entry("POST /v1/access", "checkAccess"),
          Map.entry("GET /v1/access/reservations/{id}", "getReservation"),
          Map.entry("POST /v1/access/reservations/{id}/settle", "settleReservation"),
          Map.entry("POST /v1/access/reservations/{id}/release", "releaseReservation"),
          Map.entry("POST /v1/simulations/files", "createSimulationFile"),
          Map.entry("GET /v1/simulations/files/{id}", "getSimulationFile"),
          Map.entry("PUT /v1/simulations/files/{id}/parts/{part}", "putSimulationFilePart"),
          Map.entry("POST /v1/alerts/setting", "createAlertSetting"),
          Map.entry("GET /v1/alerts/setting/{id}", "getAlertSetting"),
          Map.entry("PUT /v1/alerts/setting/{id}", "updateAlertSetting"),
          Map.entry("DELETE /v1/alerts/setting/{id}", "deleteAlertSetting"),
          Map.entry("POST /v1/alerts/setting/search", "searchAlertSettings"),
          Map.entry("POST /v1/wallets/transactions/search", "searchWalletTransactions"),
          Map.entry("GET /v1/wallets/{id}/balance/real-time", "getWalletBalance"),
          Map.entry("GET /v1/wallets/{id}/balance/real-time-cached", "getCachedWalletBalance"),
          Map.entry("GET /v1/charges/summary", "summarizeCharges"),
          Map.entry("GET /v1/charges/{id}/explain", "explainCharge"),
          Map.entry("GET /v1/ledger/trial-balance", "getTrialBalance"),
          Map.entry("POST /v1/check", "checkBooks"),
          Map.entry("POST /v1/rollouts/{id}/simulated", "recordRolloutSimulation"),
          Map.entry("GET /healthz", "getHealth"),
          Map.entry("GET /readyz", "getReadiness"));

  private OperationIds() {}

  /** Returns the name of a route's operation. */
  static String of(Route route) {
    String chosen = route.about().operationId();
    if (chosen != null) {
      return chosen;
    }
    String irregular = IRREGULAR.get(route.method().name() + " " + route.path());
    return irregular == null ? derived(route) : irregular;
  }

  private static String derived(Route route) {
    List<String> parts = new ArrayList<>(List.of(route.path().substring(1).split("/", -1)));
    parts.remove("v1");
    parts.replaceAll(part -> part.equals("creditgrants") ? "credit-grants" : part);
    String first = parts.getFirst();
    String last = parts.getLast();
    if (parts.size() == 1) {
      return collection(route, first);
    }
    String owner = pascal(singular(first));
    if (isParameter(last)) {
      String name = last.substring(1, last.length() - 1);
      return verb(route) + owner + (parts.size() == 2 ? "" : "By" + pascal(name));
    }
    if (last.equals("search")) {
      return "search" + pascal(String.join("-", words(parts.subList(0, parts.size() - 1))));
    }
    if (route.method().name().equals("POST")) {
      return camel(last) + owner;
    }
    return reading(route) + owner + pascal(String.join("-", words(parts.subList(1, parts.size()))));
  }

  private static String collection(Route route, String word) {
    return switch (route.method().name()) {
      case "GET" -> reading(route) + pascal(word);
      case "POST" -> "create" + pascal(singular(word));
      default -> verb(route) + pascal(singular(word));
    };
  }

  private static String reading(Route route) {
    return switch (route.method().name()) {
      case "GET" -> route.response().isPaged() ? "list" : "get";
      default -> verb(route);
    };
  }

  private static String verb(Route route) {
    return switch (route.method().name()) {
      case "GET" -> "get";
      case "PUT" -> "update";
      case "DELETE" -> "delete";
      default -> "create";
    };
  }

  private static List<String> words(List<String> parts) {
    return parts.stream().filter(part -> !isParameter(part)).toList();
  }

  private static boolean isParameter(String part) {
    return part.startsWith("{");
  }

  private static String singular(String word) {
    if (word.endsWith("ies")) {
      return word.substring(0, word.length() - 3) + "y";
    }
    return word.endsWith("s") && !word.endsWith("ss") ? word.substring(0, word.length() - 1) : word;
  }

  private static String pascal(String words) {
    StringBuilder name = new StringBuilder();
    for (String word : words.split("[-_.]", -1)) {
      if (!word.isEmpty()) {
        name.append(Character.toUpperCase(word.charAt(0))).append(word, 1, word.length());
      }
    }
    return name.toString();
  }

  private static String camel(String words) {
    String name = pascal(words);
    return Character.toLowerCase(name.charAt(0)) + name.substring(1);
  }
}
