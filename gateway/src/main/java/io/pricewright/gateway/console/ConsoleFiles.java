package io.pricewright.gateway.console;

import io.pricewright.rulescripts.BuiltInScripts;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The table of everything the console consists of: a file that is not named here is not served. */
final class ConsoleFiles {
  /** Files of this module, below the resource folder {@code /console/}. */
  static final List<String> OWN =
      List.of(
          "index.html",
          "icon.svg",
          "theme.js",
          "app.js",
          "api.js",
          "dom.js",
          "format.js",
          "keys.js",
          "css/base.css",
          "css/layout.css",
          "css/parts.css",
          "css/code.css",
          "components/candidate.js",
          "components/chart.js",
          "components/code.js",
          "components/dialog.js",
          "components/diff.js",
          "components/form.js",
          "components/frame.js",
          "components/head.js",
          "components/problem.js",
          "components/sign-in.js",
          "components/table.js",
          "components/tabs.js",
          "components/theme.js",
          "components/tried.js",
          "rooms/rooms.js",
          "rooms/rollouts/actions.js",
          "rooms/rollouts/list.js",
          "rooms/rollouts/make.js",
          "rooms/rollouts/room.js",
          "rooms/rollouts/show.js",
          "rooms/scripts/complete.js",
          "rooms/scripts/difference.js",
          "rooms/scripts/drafts.js",
          "rooms/scripts/edit.js",
          "rooms/scripts/list.js",
          "rooms/scripts/room.js",
          "rooms/scripts/show.js",
          "rooms/scripts/starter.js",
          "rooms/scripts/types.js",
          "rooms/scripts/verdict.js",
          "rooms/simulations/ask.js",
          "rooms/simulations/list.js",
          "rooms/simulations/progress.js",
          "rooms/simulations/report.js",
          "rooms/simulations/room.js",
          "rooms/simulations/show.js");

  /** The editor, from its jar; the version is the one the build names. */
  private static final String EDITOR = "/META-INF/resources/webjars/codemirror/5.65.20/";

  private static final List<String> EDITOR_PARTS =
      List.of(
          "lib/codemirror.css",
          "lib/codemirror.js",
          "mode/javascript/javascript.js",
          "addon/hint/show-hint.css",
          "addon/hint/show-hint.js",
          "addon/edit/matchbrackets.js",
          "addon/edit/closebrackets.js");

  private ConsoleFiles() {}

  /** Reads all of them, by the path behind {@code /console/}. */
  static Map<String, PageFile> read() {
    Map<String, PageFile> files = new HashMap<>();
    for (String name : OWN) {
      files.put(name, PageFile.read(name, "/console/" + name));
    }
    for (String part : EDITOR_PARTS) {
      String name = "codemirror" + part.substring(part.lastIndexOf('/'));
      files.put(name, PageFile.read(name, EDITOR + part));
    }
    byte[] types = BuiltInScripts.types().getBytes(StandardCharsets.UTF_8);
    files.put("pricing.d.ts", PageFile.of("pricing.d.ts", types));
    return files;
  }
}
