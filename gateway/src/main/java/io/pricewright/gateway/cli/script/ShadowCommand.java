package io.pricewright.gateway.cli.script;

import picocli.CommandLine.Command;

/** Makes a rollout of a published script that is only evaluated beside live. */
@Command(
    name = "shadow",
    mixinStandardHelpOptions = true,
    description = "As rollout, but evaluates beside live and charges nothing.")
final class ShadowCommand extends RolloutCommand {
  @Override
  String action() {
    return "shadow";
  }
}
