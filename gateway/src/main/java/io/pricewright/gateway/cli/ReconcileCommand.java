package io.pricewright.gateway.cli;

import io.pricewright.gateway.cli.script.CliException;
import io.pricewright.gateway.cli.script.ScriptStep;
import io.pricewright.gateway.cli.script.ServerOptions;
import io.pricewright.rules.json.Json;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Has a running server reconcile customers' books page by page, and prints what differs. */
@Command(
    name = "reconcile",
    mixinStandardHelpOptions = true,
    description =
        "Holds usage, charges, invoices and the ledger of each customer against each other. What"
            + " differs is explained; what nothing explains is wrong.",
    exitCodeListHeading = "Exit codes:%n",
    exitCodeList = {
      "0:everything is explained",
      "1:something is not",
      "2:the command was not understood, or there is no key",
      "3:it could not be reconciled: no server, or a refusal"
    })
@SuppressWarnings("NullAway.Init") // picocli fills the required fields
final class ReconcileCommand extends ScriptStep {
  private static final int PAGE = 50;
  private static final int DIFFERS = 1;
  private static final int MISUSED = 2;
  private static final int NOT_RECONCILED = 3;

  @Mixin private ServerOptions server;

  @Option(
      names = "--customer",
      paramLabel = "EXTERNAL_ID",
      description = "this customer alone; default: all")
  private @Nullable String customer;

  @Option(
      names = "--currency",
      paramLabel = "CODE",
      description = "books in this currency alone; default: all")
  private @Nullable String currency;

  private final Map<String, Sum> explained = new TreeMap<>();
  private int failure = MISUSED;
  private long customers;
  private long events;
  private long differing;

  /** What is explained by one reason. */
  private record Sum(BigDecimal amount, BigDecimal count) {
    Sum plus(Sum other) {
      return new Sum(amount.add(other.amount), count.add(other.count));
    }
  }

  @Override
  protected int failed() {
    return failure;
  }

  @Override
  protected int run() throws InterruptedException {
    server.key(); // Without one nobody is asked.
    failure = NOT_RECONCILED;
    int seen = 0;
    List<Json.Obj> page;
    do {
      Json.Obj answer = server.get(path(seen));
      page = objects(answer, "items");
      page.forEach(this::take);
      seen += page.size();
    } while (page.size() == PAGE);
    say("%d customers, %d events reconciled".formatted(customers, events));
    explained.forEach((what, sum) -> say("  explained: " + told(what, sum)));
    say(differing == 0 ? "clean: everything is explained" : differing + " differences");
    return differing == 0 ? 0 : DIFFERS;
  }

  private String path(int offset) {
    StringBuilder path =
        new StringBuilder("/v1/reconciliation?limit=%d&offset=%d".formatted(PAGE, offset));
    if (customer != null) {
      path.append("&external_customer_id=").append(ServerOptions.encoded(customer));
    }
    if (currency != null) {
      path.append("&currency=").append(ServerOptions.encoded(currency));
    }
    return path.toString();
  }

  private void take(Json.Obj books) {
    customers++;
    String whose = ServerOptions.text(books, "external_customer_id");
    if (!(books.get("events") instanceof Json.Obj counts)) {
      throw new CliException("the server tells of no books.");
    }
    events += number(counts, "amount").longValueExact();
    held(whose, "", counts);
    for (Json.Obj one : objects(books, "currencies")) {
      for (Json.Obj comparison : objects(one, "comparisons")) {
        held(whose, " " + ServerOptions.text(one, "currency"), comparison);
      }
    }
  }

  private void held(String whose, String unit, Json.Obj comparison) {
    String compared = ServerOptions.text(comparison, "compared");
    for (Json.Obj part : objects(comparison, "explained")) {
      explained.merge(
          "%s%s %s".formatted(compared, unit, ServerOptions.text(part, "reason")),
          new Sum(number(part, "amount"), number(part, "count")),
          Sum::plus);
    }
    if (number(comparison, "unexplained").signum() != 0) {
      differing++;
      say(
          "  differs: customer %s%s: %s is %s against %s, and nothing explains %s"
              .formatted(
                  whose,
                  unit,
                  compared,
                  ServerOptions.text(comparison, "amount"),
                  ServerOptions.text(comparison, "against"),
                  ServerOptions.text(comparison, "unexplained")));
    }
  }

  private static String told(String what, Sum sum) {
    return what.startsWith("events ")
        ? "%s of %s".formatted(sum.count().toPlainString(), what)
        : "%s of %s, by %s"
            .formatted(
                sum.amount().stripTrailingZeros().toPlainString(),
                what,
                sum.count().toPlainString());
  }

  private static BigDecimal number(Json.Obj of, String name) {
    try {
      return new BigDecimal(ServerOptions.text(of, name));
    } catch (NumberFormatException e) {
      throw new CliException("the server tells of no " + name + ".");
    }
  }

  private static List<Json.Obj> objects(Json.Obj of, String name) {
    return ServerOptions.items(of, name).stream().map(item -> (Json.Obj) item).toList();
  }
}
