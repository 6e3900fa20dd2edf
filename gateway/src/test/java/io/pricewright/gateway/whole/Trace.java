package io.pricewright.gateway.whole;

import io.pricewright.gateway.testing.Scene;
import io.pricewright.gateway.testing.Terms;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * The calls of the Azure LLM inference trace 2023, or, where the files are not, as many generated
 * ones of the same form. The tokens are added up here with nothing but long arithmetic.
 */
record Trace(List<Part> parts, boolean real) {
  private static final List<String> NAMES = List.of("conv", "code");
  private static final int GENERATED_ROWS = 28_185;

  /** One file, whose calls are one customer's. */
  record Part(String customer, Path file, long rows, long input, long output) {}

  /** Finds the real files, or generates others in a folder and says so. */
  static Trace open(Path folder) throws IOException {
    Path found = data();
    if (found == null) {
      System.out.println(
          "REAL DATA ABSENT: no azure_llm_trace_2023_{conv,code}.csv in PRICEWRIGHT_DATA or in"
              + " ../shared/data; using a generated trace (seed 2023) instead.");
      return generate(folder);
    }
    List<Part> parts = new ArrayList<>();
    for (String name : NAMES) {
      parts.add(count(name, file(found, name)));
    }
    return new Trace(parts, true);
  }

  private static Path file(Path folder, String name) {
    return folder.resolve("azure_llm_trace_2023_" + name + ".csv");
  }

  private static @Nullable Path data() {
    String named = System.getenv("PRICEWRIGHT_DATA");
    if (named != null) {
      return holds(Path.of(named)) ? Path.of(named) : null;
    }
    for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
      Path beside = at.resolveSibling("shared").resolve("data");
      if (Files.exists(at.resolve("pricewright")) && holds(beside)) {
        return beside;
      }
    }
    return null;
  }

  private static boolean holds(Path folder) {
    return NAMES.stream().allMatch(name -> Files.isReadable(file(folder, name)));
  }

  /** Returns the first calls of each customer, so many of the two together at most. */
  Trace first(int calls, Path folder) throws IOException {
    List<Part> shorter = new ArrayList<>();
    for (Part part : parts) {
      List<String> lines = Files.readAllLines(part.file());
      List<String> kept = lines.subList(0, Math.min(lines.size(), 1 + calls / parts.size()));
      String name = part.customer().replace("azure-", "");
      shorter.add(count(name, Files.write(folder.resolve("first-" + name + ".csv"), kept)));
    }
    return new Trace(shorter, real);
  }

  private static Part count(String name, Path file) throws IOException {
    long input = 0;
    long output = 0;
    List<String> lines = Files.readAllLines(file);
    for (String line : lines.subList(1, lines.size())) {
      String[] cells = line.split(",", -1);
      input += Long.parseLong(cells[1]);
      output += Long.parseLong(cells[2]);
    }
    return new Part("azure-" + name, file, lines.size() - 1L, input, output);
  }

  private static Trace generate(Path folder) throws IOException {
    Random random = new Random(2023);
    List<Part> parts = new ArrayList<>();
    for (String name : NAMES) {
      int rows = name.equals("conv") ? 19_366 : GENERATED_ROWS - 19_366;
      List<String> lines = new ArrayList<>(List.of("TIMESTAMP,ContextTokens,GeneratedTokens"));
      Instant at = Instant.parse("2023-11-16T18:15:46Z");
      for (int i = 0; i < rows; i++) {
        at = at.plusMillis(random.nextInt(300));
        lines.add("%s,%d,%d".formatted(at, random.nextInt(8_000), random.nextInt(1_000)));
      }
      parts.add(count(name, Files.write(file(folder, name), lines)));
    }
    return new Trace(parts, false);
  }

  long rows() {
    return parts.stream().mapToLong(Part::rows).sum();
  }

  /** Tokens by price: 2.50 USD for a million of input, 10.00 USD for a million of output. */
  BigDecimal total() {
    long input = parts.stream().mapToLong(Part::input).sum();
    long output = parts.stream().mapToLong(Part::output).sum();
    return cost(input, "2.50").add(cost(output, "10.00"));
  }

  static BigDecimal cost(long tokens, String perMillion) {
    return new BigDecimal(tokens).multiply(new BigDecimal(perMillion)).movePointLeft(6);
  }

  /** Ids of what was sold. */
  record Sold(String inputMeter, String outputMeter, String price) {}

  /** Makes the plan, the meters and the two customers to which the calls belong. */
  Sold sell(Scene scene) {
    String plan = scene.plan();
    String calls = scene.meter("llm.call");
    String input = scene.meter("llm.call", "SUM", "input_tokens");
    String output = scene.meter("llm.call", "SUM", "output_tokens");
    String price =
        scene.price(
            plan,
            calls,
            Terms.script(
                "{\"name\":\"llm-tokens\",\"version\":1}",
                "{\"input_price\":\"2.50\",\"output_price\":\"10.00\"}"));
    for (Part part : parts) {
      scene.customer(part.customer());
      scene.subscribe(part.customer(), plan, "2023-11-01T00:00:00Z");
    }
    return new Sold(input, output, price);
  }
}
