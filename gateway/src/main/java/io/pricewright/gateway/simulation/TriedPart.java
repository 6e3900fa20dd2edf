package io.pricewright.gateway.simulation;

import static io.pricewright.gateway.simulation.ReportFormAnswers.items;
import static io.pricewright.gateway.simulation.ReportFormAnswers.object;
import static io.pricewright.gateway.simulation.ReportFormAnswers.text;
import static io.pricewright.gateway.simulation.ReportPage.escape;

import io.pricewright.rules.json.Json;
import java.util.List;

/**
 * Which prices were tried, on a report's page: the script's version, and what parameters differ
 * from the live ones.
 */
final class TriedPart {
  private static final int MOST_PARAMS = 100;

  private final StringBuilder out;

  private TriedPart(StringBuilder out) {
    this.out = out;
  }

  /**
   * Writes it.
   *
   * @param variants of a report; the first is what was live
   */
  static void write(List<Json> variants, StringBuilder out) {
    for (Json item : variants) {
      Json.Obj variant = (Json.Obj) item;
      if (text(variant, "role").equals("candidate")) {
        new TriedPart(out).candidate(variant, (Json.Obj) variants.getFirst());
      }
    }
  }

  private void candidate(Json.Obj variant, Json.Obj baseline) {
    out.append("<h2>What ").append(escape(text(variant, "name"))).append(" is</h2>");
    for (Json one : items(variant, "prices")) {
      Json.Obj price = (Json.Obj) one;
      if (price.get("tried") instanceof Json.Bool is && is.value()) {
        price(price, live(baseline, text(price, "lineage_id")));
      }
    }
  }

  /** The last live version of a price. */
  private static Json.Obj live(Json.Obj baseline, String lineage) {
    return items(baseline, "prices").stream()
        .map(Json.Obj.class::cast)
        .filter(price -> text(price, "lineage_id").equals(lineage))
        .reduce((before, after) -> after)
        .orElse(Json.Obj.EMPTY);
  }

  private void price(Json.Obj price, Json.Obj live) {
    out.append("<p>")
        .append(escape(text(price, "name")))
        .append(": ")
        .append(escape(script(price)))
        .append(", live ")
        .append(escape(script(live)))
        .append("</p>");
    List<ParamsDifference.Line> lines =
        ParamsDifference.of(object(live, "params"), object(price, "params"));
    if (lines.isEmpty()) {
      out.append("<p>Its parameters are the live ones.</p>");
    } else {
      differences(lines);
    }
  }

  private void differences(List<ParamsDifference.Line> lines) {
    out.append("<div class=\"wide\"><table><tr><th>parameter</th><th>live</th><th>tried</th></tr>");
    for (ParamsDifference.Line line : lines.subList(0, Math.min(MOST_PARAMS, lines.size()))) {
      out.append("<tr><td>")
          .append(escape(line.place()))
          .append("</td><td>")
          .append(escape(line.live()))
          .append("</td><td>")
          .append(escape(line.tried()))
          .append("</td></tr>");
    }
    out.append("</table></div>");
    if (lines.size() > MOST_PARAMS) {
      out.append("<p>The first ").append(MOST_PARAMS).append(" of ").append(lines.size());
      out.append(" differences.</p>");
    }
  }

  private static String script(Json.Obj price) {
    Json.Obj script = object(price, "script");
    return text(script, "name") + " " + text(script, "version");
  }
}
