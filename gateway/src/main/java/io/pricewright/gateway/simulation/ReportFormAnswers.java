package io.pricewright.gateway.simulation;

import io.pricewright.gateway.http.Answer;
import io.pricewright.rules.id.SimulationId;
import io.pricewright.rules.json.Json;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Writes a stored report in the format that was asked for. */
final class ReportFormAnswers {
  private ReportFormAnswers() {}

  static Answer of(ReportForm form, SimulationId id, Json.Obj request, Json.Obj report) {
    return switch (form) {
      case CSV -> file("text/csv; charset=utf-8", id + ".csv", csv(report));
      case NDJSON -> file("application/x-ndjson", id + ".ndjson", lines(report));
      case HTML ->
          new Answer(
              200,
              "text/html; charset=utf-8",
              Buffer.buffer(new ReportPage(id.value(), request, report).html()),
              Map.of(
                  "Content-Security-Policy",
                  "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action"
                      + " 'none'"));
      case JSON -> Answer.ok(report);
    };
  }

  private static Answer file(String type, String name, String text) {
    return new Answer(
        200,
        type,
        Buffer.buffer(text),
        Map.of("Content-Disposition", "attachment; filename=\"" + name + "\""));
  }

  /** A row for each customer: its events, and its amount by each variant. */
  private static String csv(Json.Obj report) {
    List<String> names = names(report);
    StringBuilder out = new StringBuilder("external_id,events,currency");
    names.forEach(name -> out.append(',').append(cell(name)));
    out.append("\r\n");
    for (Json item : items(report, "customers")) {
      Json.Obj customer = (Json.Obj) item;
      out.append(cell(String.valueOf(customer.string("external_id"))));
      out.append(',').append(text(customer, "events"));
      out.append(',').append(text(report, "currency"));
      Json.Obj amounts = object(customer, "amounts");
      names.forEach(name -> out.append(',').append(amounts.string(name)));
      out.append("\r\n");
    }
    return out.toString();
  }

  // A cell that begins like a formula is one to spreadsheets: an apostrophe makes it text.
  private static String cell(String text) {
    String safe = !text.isEmpty() && "=+-@\t\r".indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
    return safe.matches("[^\",\r\n]*") ? safe : '"' + safe.replace("\"", "\"\"") + '"';
  }

  /** A line for each part of the report, named by its kind. */
  private static String lines(Json.Obj report) {
    StringBuilder out = new StringBuilder();
    Json.Obj head = Json.Obj.EMPTY.with("kind", Json.of("report"));
    for (Map.Entry<String, Json> field : report.fields().entrySet()) {
      if (!(field.getValue() instanceof Json.Arr)) {
        head = head.with(field.getKey(), field.getValue());
      }
    }
    out.append(head.text()).append('\n');
    Map<String, String> kinds =
        Map.of(
            "variants", "variant",
            "by_day", "day",
            "comparisons", "comparison",
            "customers", "customer",
            "cells", "cell",
            "errors", "error",
            "bad_rows", "bad_row");
    for (String name :
        List.of("variants", "by_day", "comparisons", "customers", "cells", "errors", "bad_rows")) {
      for (Json item : items(report, name)) {
        out.append(((Json.Obj) item).with("kind", Json.of(kinds.get(name))).text()).append('\n');
      }
    }
    return out.toString();
  }

  static List<String> names(Json.Obj report) {
    List<String> names = new ArrayList<>();
    items(report, "variants")
        .forEach(variant -> names.add(String.valueOf(((Json.Obj) variant).string("name"))));
    return names;
  }

  static List<Json> items(Json.Obj object, String name) {
    return object.get(name) instanceof Json.Arr array ? array.items() : List.of();
  }

  static Json.Obj object(Json.Obj object, String name) {
    return object.get(name) instanceof Json.Obj inner ? inner : Json.Obj.EMPTY;
  }

  static String text(Json.Obj object, String name) {
    Json value = object.get(name);
    return value instanceof Json.Str text ? text.value() : value == null ? "" : value.text();
  }
}
