package io.pricewright.gateway.simulation;

import static io.pricewright.gateway.simulation.ReportFormAnswers.items;
import static io.pricewright.gateway.simulation.ReportFormAnswers.object;
import static io.pricewright.gateway.simulation.ReportFormAnswers.text;

import io.pricewright.rules.json.Json;
import io.pricewright.sandbox.Amounts;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;

/** A report as one page that stands alone: text, tables and charts, and nothing to load. */
final class ReportPage {
  private static final List<String> INKS = List.of("b", "c1", "c2", "c3", "c4", "cost");
  private static final String STYLE =
      """
      :root{--fg:#1c1e21;--dim:#6a7078;--bg:#fff;--card:#f5f6f7;--line:#d9dce0;--b:#5b6470;--c1:#1f6feb;--c2:#b5580b;--c3:#8250df;--c4:#0a7d5b;--cost:#a8071a;--up:#b42318;--down:#0a7d5b}
      @media(prefers-color-scheme:dark){:root{--fg:#e8eaed;--dim:#9aa1aa;--bg:#16181b;--card:#1f2226;--line:#343940;--b:#9aa5b1;--c1:#6ea8ff;--c2:#f0a35e;--c3:#c297ff;--c4:#4ccb9d;--cost:#ff7b86;--up:#ff8a80;--down:#4ccb9d}}
      *{box-sizing:border-box}body{margin:0;font:15px/1.5 system-ui,sans-serif;color:var(--fg);background:var(--bg)}
      main{max-width:1080px;margin:0 auto;padding:24px 16px 64px}h1{font-size:24px;margin:0 0 4px}h2{font-size:17px;margin:36px 0 10px}h3{font-size:15px;margin:20px 0 6px}
      p{margin:4px 0;color:var(--dim)}.cards{display:grid;grid-template-columns:repeat(auto-fit,minmax(200px,1fr));gap:12px;margin:20px 0}
      .card{background:var(--card);border-radius:10px;padding:14px 16px;border-top:4px solid var(--ink)}.card b{display:block;font-size:22px;font-variant-numeric:tabular-nums;overflow-wrap:anywhere}
      .up{color:var(--up)}.down{color:var(--down)}.wide{overflow-x:auto}table{border-collapse:collapse;width:100%;font-variant-numeric:tabular-nums}
      th,td{text-align:left;padding:6px 10px 6px 0;border-bottom:1px solid var(--line);vertical-align:top}th{font-weight:600;color:var(--dim);font-size:13px}td.n,th.n{text-align:right}
      svg{width:100%;height:auto;display:block}svg text{fill:var(--dim);font:11px system-ui,sans-serif}.grid{stroke:var(--line)}
      .legend{display:flex;flex-wrap:wrap;gap:4px 16px;color:var(--dim);font-size:13px}.legend i{display:inline-block;width:12px;height:12px;border-radius:3px;background:var(--ink);margin-right:6px;vertical-align:-1px}
      details{margin:0}summary{cursor:pointer}.side{display:grid;grid-template-columns:repeat(auto-fit,minmax(240px,1fr));gap:4px 24px;margin:8px 0 4px}.side table{font-size:13px}
      td{overflow-wrap:anywhere}td.n{overflow-wrap:normal}
      @media(max-width:640px){svg text{font-size:17px}}@media(min-width:900px){svg text{font-size:9px}}
      @media print{details>*{display:block}}
      """;

  private final String id;
  private final Json.Obj request;
  private final Json.Obj report;
  private final List<String> names;
  private final String currency;
  private final StringBuilder out = new StringBuilder(32_000);

  ReportPage(String id, Json.Obj request, Json.Obj report) {
    this.id = id;
    this.request = request;
    this.report = report;
    this.names = ReportFormAnswers.names(report);
    this.currency = text(report, "currency").toUpperCase(java.util.Locale.ROOT);
  }

  String html() {
    out.append("<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\">")
        .append("<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\"><title>")
        .append("Price simulation ")
        .append(escape(id))
        .append("</title><style>")
        .append(STYLE)
        .append("</style></head><body><main>");
    head();
    cards();
    TriedPart.write(items(report, "variants"), out);
    days();
    items(report, "comparisons").forEach(c -> comparison((Json.Obj) c));
    prices();
    problems();
    foot();
    return out.append("</main></body></html>").toString();
  }

  private void head() {
    out.append("<h1>What would it have cost?</h1><p>")
        .append(text(report, "events"))
        .append(" events of ")
        .append(items(report, "customers").size())
        .append(" customers, ")
        .append(escape(day("covered_from")))
        .append(" to ")
        .append(escape(day("covered_to")))
        .append(", in ")
        .append(escape(currency))
        .append(". ")
        .append(source())
        .append("</p>");
  }

  private String source() {
    if (request.get("file_id") != null) {
      return "Events of an uploaded file.";
    }
    return request.get("traffic") != null ? "Generated traffic." : "Stored usage.";
  }

  private String day(String name) {
    String at = text(report, name);
    return at.length() > 10 ? at.substring(0, 10) : at;
  }

  private void cards() {
    out.append("<div class=\"cards\">");
    List<Json> variants = items(report, "variants");
    for (int v = 0; v < variants.size(); v++) {
      Json.Obj variant = (Json.Obj) variants.get(v);
      String difference = text(variant, "difference");
      out.append("<div class=\"card\" style=\"--ink:var(--")
          .append(ink(v))
          .append(")\">")
          .append(escape(text(variant, "name")))
          .append("<b>")
          .append(money(text(variant, "total")))
          .append("</b>");
      if (text(variant, "role").equals("candidate")) {
        out.append("<span class=\"").append(tone(difference)).append("\">");
        out.append(signed(difference)).append(percent(v)).append("</span><br>");
      }
      if (!text(variant, "margin").isEmpty()) {
        out.append("margin ").append(money(text(variant, "margin"))).append("<br>");
      }
      out.append("<small>")
          .append(text(variant, "steps_p50"))
          .append(" steps p50, ")
          .append(text(variant, "steps_p99"))
          .append(" p99; ")
          .append(text(variant, "errors"))
          .append(" errors</small></div>");
    }
    out.append("</div>");
  }

  private String percent(int variant) {
    List<BigDecimal> totals =
        items(report, "variants").stream().map(v -> number(text((Json.Obj) v, "total"))).toList();
    return new Amounts(totals)
        .percent(variant)
        .map(percent -> " (%+.1f %%)".formatted(percent))
        .orElse("");
  }

  private String ink(int variant) {
    boolean cost = text((Json.Obj) items(report, "variants").get(variant), "role").equals("cost");
    return cost ? "cost" : INKS.get(Math.min(variant, INKS.size() - 2));
  }

  private void legend() {
    out.append("<div class=\"legend\">");
    for (int v = 0; v < names.size(); v++) {
      out.append("<span style=\"--ink:var(--")
          .append(ink(v))
          .append(")\"><i></i>")
          .append(escape(names.get(v)))
          .append("</span>");
    }
    out.append("</div>");
  }

  /** Lines of what each day added, one a variant. */
  private void days() {
    List<Json> days = items(report, "by_day");
    if (days.size() < 2) {
      return;
    }
    out.append("<h2>By day</h2>");
    legend();
    BigDecimal top = BigDecimal.ZERO;
    BigDecimal low = BigDecimal.ZERO;
    for (Json day : days) {
      for (String name : names) {
        BigDecimal amount = number(text(object((Json.Obj) day, "amounts"), name));
        top = top.max(amount);
        low = low.min(amount);
      }
    }
    BigDecimal height = top.subtract(low).max(new BigDecimal("0.000000000001"));
    out.append("<svg viewBox=\"0 0 720 240\" role=\"img\" aria-label=\"Amounts by day\">");
    for (int i = 0; i <= 4; i++) {
      int y = 200 - i * 45;
      BigDecimal at = low.add(height.multiply(BigDecimal.valueOf(i)).divide(BigDecimal.valueOf(4)));
      out.append("<line class=\"grid\" x1=\"60\" x2=\"710\" y1=\"%1$d\" y2=\"%1$d\"/>".formatted(y))
          .append("<text x=\"54\" y=\"%d\" text-anchor=\"end\">".formatted(y + 4))
          .append(axis(at))
          .append("</text>");
    }
    for (int v = 0; v < names.size(); v++) {
      out.append("<polyline fill=\"none\" stroke-width=\"2\" style=\"stroke:var(--")
          .append(ink(v))
          .append(")\" points=\"");
      for (int d = 0; d < days.size(); d++) {
        BigDecimal amount = number(text(object((Json.Obj) days.get(d), "amounts"), names.get(v)));
        BigDecimal share = amount.subtract(low).divide(height, 6, RoundingMode.HALF_UP);
        int x = 60 + 650 * d / (days.size() - 1);
        out.append(x)
            .append(',')
            .append(
                BigDecimal.valueOf(200)
                    .subtract(share.multiply(BigDecimal.valueOf(180)))
                    .setScale(1, RoundingMode.HALF_UP))
            .append(' ');
      }
      out.append("\"/>");
    }
    axisDay(days, 0, 60, "start");
    axisDay(days, days.size() / 2, 60 + 650 * (days.size() / 2) / (days.size() - 1), "middle");
    axisDay(days, days.size() - 1, 710, "end");
    out.append("</svg>");
  }

  private void axisDay(List<Json> days, int at, int x, String anchor) {
    out.append("<text x=\"%d\" y=\"222\" text-anchor=\"%s\">".formatted(x, anchor))
        .append(escape(text((Json.Obj) days.get(at), "day")))
        .append("</text>");
  }

  private void comparison(Json.Obj of) {
    String name = text(of, "candidate");
    out.append("<h2>").append(escape(name)).append(" against the live price</h2><p>");
    out.append("<b class=\"up\">")
        .append(text(of, "pays_more"))
        .append("</b> customers pay more (")
        .append(signed(text(of, "more")))
        .append("), <b class=\"down\">")
        .append(text(of, "pays_less"))
        .append("</b> pay less (")
        .append(signed(text(of, "less")))
        .append("), ")
        .append(text(of, "pays_same"))
        .append(" pay the same.");
    if (!text(of, "below_cost").isEmpty()) {
      out.append(' ').append(text(of, "below_cost")).append(" would pay less than they cost.");
    }
    out.append("</p><h3>Change in the customers' amounts</h3>");
    bars(items(of, "classes"));
    movers("Who pays more", items(of, "up"), name);
    movers("Who pays less", items(of, "down"), name);
  }

  private void bars(List<Json> classes) {
    long most = 1;
    for (Json one : classes) {
      most = Math.max(most, count(one));
    }
    int height = classes.size() * 24 + 4;
    out.append(
        "<svg viewBox=\"0 0 720 %d\" role=\"img\" aria-label=\"Customers by change\">"
            .formatted(height));
    for (int i = 0; i < classes.size(); i++) {
      String label = text((Json.Obj) classes.get(i), "label");
      long count = count(classes.get(i));
      long width = count * 520 / most;
      String tone = label.startsWith("-") ? "down" : label.equals("-1 to 0 %") ? "b" : "up";
      int y = i * 24 + 4;
      out.append(
              "<text x=\"130\" y=\"%d\" text-anchor=\"end\">%s</text>"
                  .formatted(y + 13, escape(label)))
          .append(
              "<rect x=\"140\" y=\"%d\" width=\"%d\" height=\"18\" rx=\"3\" style=\"fill:var(--%s)\"/>"
                  .formatted(y, count == 0 ? 0 : Math.max(2, width), tone))
          .append(
              "<text x=\"%d\" y=\"%d\">%s</text>"
                  .formatted(146 + width, y + 13, count == 0 ? "" : Long.toString(count)));
    }
    out.append("</svg>");
  }

  private static long count(Json one) {
    return Long.parseLong(text((Json.Obj) one, "customers"));
  }

  private void movers(String title, List<Json> movers, String candidate) {
    if (movers.isEmpty()) {
      return;
    }
    out.append("<h3>")
        .append(title)
        .append("</h3><div class=\"wide\"><table><tr><th>customer</th>")
        .append("<th class=\"n\">live</th><th class=\"n\">")
        .append(escape(candidate))
        .append("</th><th class=\"n\">change</th></tr>");
    for (Json item : movers) {
      Json.Obj mover = (Json.Obj) item;
      out.append("<tr><td><details><summary>")
          .append(escape(text(mover, "external_id")))
          .append("</summary>");
      items(mover, "reasons").forEach(reason -> reason((Json.Obj) reason, candidate));
      out.append("</details></td><td class=\"n\">")
          .append(money(text(mover, "baseline")))
          .append("</td><td class=\"n\">")
          .append(money(text(mover, "candidate")))
          .append("</td><td class=\"n ")
          .append(tone(text(mover, "difference")))
          .append("\">")
          .append(signed(text(mover, "difference")))
          .append("</td></tr>");
    }
    out.append("</table></div>");
  }

  private void reason(Json.Obj reason, String candidate) {
    out.append("<p>period from ")
        .append(escape(text(reason, "period_start")))
        .append("</p><div class=\"side\"><div>live");
    items(reason, "baseline").forEach(part -> part((Json.Obj) part));
    out.append("</div><div>").append(escape(candidate));
    items(reason, "candidate").forEach(part -> part((Json.Obj) part));
    out.append("</div></div>");
  }

  private void part(Json.Obj part) {
    String quantity = text(part, "quantity");
    out.append("<table><tr><th>")
        .append(escape(text(part, "script")))
        .append(quantity.isEmpty() ? ", by event" : ", quantity " + escape(quantity))
        .append("</th><th class=\"n\">")
        .append(money(text(part, "amount")))
        .append("</th></tr>");
    for (Json item : items(part, "lines")) {
      Json.Obj line = (Json.Obj) item;
      String of = text(line, "quantity");
      String each = text(line, "unit_price");
      out.append("<tr><td>")
          .append(escape(text(line, "label")))
          .append(of.isEmpty() ? "" : " " + escape(of))
          .append(each.isEmpty() ? "" : " at " + escape(each))
          .append("</td><td class=\"n\">")
          .append(money(text(line, "amount")))
          .append("</td></tr>");
    }
    out.append("</table>");
  }

  private void prices() {
    out.append("<h2>By price</h2><div class=\"wide\"><table><tr><th>price</th>");
    names.forEach(name -> out.append("<th class=\"n\">").append(escape(name)).append("</th>"));
    out.append("</tr>");
    List<Json> lineages = items(report, "lineage_ids");
    for (Json lineage : lineages) {
      String key = ((Json.Str) lineage).value();
      out.append("<tr><td>").append(escape(key)).append("</td>");
      for (Json variant : items(report, "variants")) {
        List<String> totals = new ArrayList<>(List.of("0"));
        for (Json price : items((Json.Obj) variant, "by_price")) {
          if (text((Json.Obj) price, "lineage_id").equals(key)) {
            totals.set(0, text((Json.Obj) price, "total"));
          }
        }
        out.append("<td class=\"n\">").append(money(totals.getFirst())).append("</td>");
      }
      out.append("</tr>");
    }
    out.append("</table></div>");
  }

  private void problems() {
    table(
        "Usage without a price",
        "errors",
        "error_count",
        List.of("variant", "external_id", "event_id", "reason", "events"));
    table(
        "Rows that are no events", "bad_rows", "bad_row_count", List.of("row", "reason", "detail"));
  }

  private void table(String title, String list, String count, List<String> columns) {
    List<Json> rows = items(report, list);
    if (rows.isEmpty()) {
      return;
    }
    out.append("<h2>")
        .append(title)
        .append("</h2><p>")
        .append(text(report, count))
        .append(" in all; the first ")
        .append(Math.min(50, rows.size()))
        .append(" here.</p><div class=\"wide\"><table><tr>");
    columns.forEach(c -> out.append("<th>").append(c.replace('_', ' ')).append("</th>"));
    out.append("</tr>");
    for (Json row : rows.subList(0, Math.min(50, rows.size()))) {
      out.append("<tr>");
      columns.forEach(
          c -> out.append("<td>").append(escape(text((Json.Obj) row, c))).append("</td>"));
      out.append("</tr>");
    }
    out.append("</table></div>");
  }

  private void foot() {
    out.append(
            "<h2>How it was asked</h2><details><summary>the request, to ask again</summary><pre"
                + " class=\"wide\">")
        .append(escape(request.text()))
        .append("</pre></details><p>")
        .append(text(report, "parked_events"))
        .append(" parked events are in no amount. Simulation ")
        .append(escape(id))
        .append(".</p>");
  }

  private static BigDecimal number(String text) {
    return text.isEmpty() ? BigDecimal.ZERO : new BigDecimal(text);
  }

  /** People read two decimals; the digits behind them are in the other formats. */
  private static String money(String text) {
    BigDecimal amount = number(text);
    BigDecimal two = amount.setScale(2, RoundingMode.HALF_UP);
    boolean small = two.signum() == 0 && amount.signum() != 0;
    return small ? amount.stripTrailingZeros().toPlainString() : "%,.2f".formatted(two);
  }

  private static String axis(BigDecimal amount) {
    return amount.abs().compareTo(BigDecimal.TEN) >= 0
        ? "%,.0f".formatted(amount)
        : amount.setScale(3, RoundingMode.HALF_UP).stripTrailingZeros().toPlainString();
  }

  private static String signed(String text) {
    return (number(text).signum() > 0 ? "+" : "") + money(text);
  }

  private static String tone(String difference) {
    int sign = number(difference).signum();
    return sign > 0 ? "up" : sign < 0 ? "down" : "";
  }

  static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
