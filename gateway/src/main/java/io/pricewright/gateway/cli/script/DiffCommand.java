package io.pricewright.gateway.cli.script;

import com.github.difflib.DiffUtils;
import com.github.difflib.UnifiedDiffUtils;
import io.pricewright.rules.json.Json;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Compares two versions, each published or a folder here. */
@Command(
    name = "diff",
    mixinStandardHelpOptions = true,
    description = "Compares two versions, each NAME[@N] or a folder. Ends with 1 when they differ.")
@SuppressWarnings("NullAway.Init") // picocli fills the required fields
final class DiffCommand extends ScriptStep {
  private static final int CONTEXT = 3;

  @Parameters(index = "0", paramLabel = "A", description = "NAME[@N], or a folder.")
  private String one;

  @Parameters(index = "1", paramLabel = "B", description = "NAME[@N], or a folder.")
  private String other;

  @Mixin private ServerOptions server;

  @Override
  protected int run() throws InterruptedException {
    Map<String, String> before = files(one);
    Map<String, String> after = files(other);
    boolean same = true;
    for (Map.Entry<String, String> file : before.entrySet()) {
      String second = after.getOrDefault(file.getKey(), "");
      if (!file.getValue().equals(second)) {
        same = false;
        print(file.getKey(), file.getValue(), second);
      }
    }
    if (same) {
      say("no difference");
    }
    return same ? 0 : 1;
  }

  private void print(String file, String before, String after) {
    List<String> lines = before.lines().toList();
    List<String> diff =
        UnifiedDiffUtils.generateUnifiedDiff(
            one + "/" + file,
            other + "/" + file,
            lines,
            DiffUtils.diff(lines, after.lines().toList()),
            CONTEXT);
    for (String line : diff) {
      say(line.startsWith("+") ? good(line) : line.startsWith("-") ? bad(line) : line);
    }
  }

  private Map<String, String> files(String label) throws InterruptedException {
    Map<String, String> files = new LinkedHashMap<>();
    if (ScriptFolder.is(label)) {
      ScriptFolder folder = ScriptFolder.read(Path.of(label));
      files.put("price.js", folder.linked());
      files.put("schema.json", PrettyJson.of(folder.schema()));
      files.put("tests.json", PrettyJson.of(folder.tests()));
      files.put("manifest.json", PrettyJson.of(folder.manifest()));
    } else {
      Json.Obj script = server.script(label);
      files.put("price.js", ServerOptions.text(script, "source"));
      for (String name : List.of("schema", "tests", "manifest")) {
        Json json = script.get(name);
        files.put(name + ".json", json == null ? "" : PrettyJson.of(json));
      }
    }
    return files;
  }
}
