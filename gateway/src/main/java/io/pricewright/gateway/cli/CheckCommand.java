package io.pricewright.gateway.cli;

import io.pricewright.gateway.cli.script.CliException;
import io.pricewright.gateway.cli.script.ScriptStep;
import io.pricewright.gateway.cli.script.ServerOptions;
import io.pricewright.rules.json.Json;
import java.io.Console;
import java.time.Duration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * Has a running server check an environment's books, follows the check to its end, and prints what
 * differs.
 */
@Command(
    name = "check",
    mixinStandardHelpOptions = true,
    description =
        "Recomputes usage, charges and balances from raw events and says what differs. A check"
            + " that takes long is followed to its end.",
    exitCodeListHeading = "Exit codes:%n",
    exitCodeList = {
      "0:nothing differs",
      "1:something differs",
      "2:it could not be checked: no server, no key, a refusal, or the check failed",
      "3:the check was not done within --timeout; it goes on on the server"
    })
@SuppressWarnings("NullAway.Init") // picocli fills the required fields
final class CheckCommand extends ScriptStep {
  /** Between two looks; also the longest that the server is asked to wait at first. */
  private static final int PAUSE_SECONDS = 2;

  private static final int DIFFERS = 1;
  private static final int NOT_CHECKED = 2;
  private static final int NOT_DONE = 3;

  @Mixin private ServerOptions server;

  @Option(
      names = "--timeout",
      paramLabel = "SECONDS",
      defaultValue = "3600",
      description = "How long its end is waited for; default: ${DEFAULT-VALUE}")
  private int timeout;

  @Override
  protected int failed() {
    return NOT_CHECKED;
  }

  @Override
  protected int run() throws InterruptedException {
    if (timeout < 0) {
      throw new CliException("--timeout: give seconds from 0 on.");
    }
    int wait = Math.min(timeout, PAUSE_SECONDS);
    ServerOptions.Reply reply = server.post("/v1/check?wait=" + wait, Json.Obj.EMPTY);
    if (!reply.good()) {
      throw ServerOptions.refused(reply);
    }
    Json.Obj report = reply.body();
    String task = "/v1/tasks/" + ServerOptions.encoded(ServerOptions.text(report, "task_id"));
    int left = timeout - wait;
    while (open(report)) {
      if (left <= 0) {
        say(
            "not done after %d s: %s. It goes on; GET %s tells its end."
                .formatted(timeout, progress(report), task));
        return NOT_DONE;
      }
      tell(report);
      int pause = Math.min(left, PAUSE_SECONDS);
      Thread.sleep(Duration.ofSeconds(pause));
      left -= pause;
      report = found(server.get(task));
    }
    if (ServerOptions.text(report, "status").equals("failed")) {
      throw new CliException(
          "the check failed after %s: %s"
              .formatted(progress(report), ServerOptions.text(server.get(task), "last_error")));
    }
    return show(report);
  }

  private static boolean open(Json.Obj report) {
    String status = ServerOptions.text(report, "status");
    return !status.equals("done") && !status.equals("failed");
  }

  private static Json.Obj found(Json.Obj task) {
    if (task.get("check") instanceof Json.Obj report) {
      return report;
    }
    throw new CliException("the server tells of its task, and not of a check.");
  }

  /** Tells a person who waits how far it came; what is written to a file has the end alone. */
  @SuppressWarnings("SystemConsoleNull") // it is null where jdk.console names the old one
  private void tell(Json.Obj report) {
    Console console = System.console();
    if (console == null || !console.isTerminal()) {
      return;
    }
    say(faint(progress(report)));
  }

  private static String progress(Json.Obj report) {
    return "%s of %s customers judged, %s differences"
        .formatted(
            ServerOptions.text(report, "customers"),
            ServerOptions.text(report, "of_customers"),
            ServerOptions.text(report, "differences_found"));
  }

  private int show(Json.Obj report) {
    say(
        "%s customers, %s events (%s parked), %s cells judged by the naive model"
            .formatted(
                ServerOptions.text(report, "customers"),
                ServerOptions.text(report, "events"),
                ServerOptions.text(report, "parked"),
                ServerOptions.text(report, "cells")));
    for (Json parked : ServerOptions.items(report, "parked_events")) {
      Json.Obj event = (Json.Obj) parked;
      say(
          "  parked: event %s of customer %s: %s%s"
              .formatted(
                  event.string("event_id"),
                  event.string("external_customer_id"),
                  event.string("reason"),
                  said(event)));
    }
    for (Json difference : ServerOptions.items(report, "differences")) {
      say("  differs: " + ((Json.Str) difference).value());
    }
    boolean clean = Json.of(true).equals(report.get("clean"));
    say(
        clean
            ? "clean: nothing differs"
            : ServerOptions.text(report, "differences_found") + " differences");
    return clean ? 0 : DIFFERS;
  }

  private static String said(Json.Obj event) {
    return event.get("failure") instanceof Json.Obj failure
        ? " by price %s (%s)%s"
            .formatted(
                failure.string("price_id"),
                failure.string("script"),
                failure.string("detail") == null ? "" : ": " + failure.string("detail"))
        : "";
  }
}
