package io.pricewright.gateway.cli.catalogue;

import io.pricewright.rules.json.Json;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads values of a file by their form. Numbers are taken digit for digit; what some YAML reader
 * would take for another number, a date or a truth value is refused where it could be either.
 */
final class FormReader {
  private static final Pattern DECIMAL = Pattern.compile("-?(0|[1-9][0-9]{0,37})(\\.[0-9]{1,38})?");
  private static final Pattern AMBIGUOUS =
      Pattern.compile(
          "[-+.]?[0-9][0-9a-zA-Z_.:+-]*|[-+]?\\.(inf|nan)|y|n|yes|no|on|off|true|false|null",
          Pattern.CASE_INSENSITIVE);
  private final Faults faults;

  FormReader(Faults faults) {
    this.faults = faults;
  }

  /** Reads a value; null when it says nothing or is refused. */
  @Nullable Json read(Form form, Node node) {
    if (node instanceof Node.Scalar scalar && scalar.isNull() && !(form instanceof Form.Free)) {
      return null;
    }
    return switch (form) {
      case Form.Text text -> text(text, node);
      case Form.Code ignored -> text(new Form.Text(10), node);
      case Form.Truth ignored -> truth(node);
      case Form.Whole ignored -> whole(node);
      case Form.Decimal ignored -> decimal(node);
      case Form.Choice choice -> choice(choice, node);
      case Form.Free ignored -> free(node);
      case Form.Texts ignored -> texts(node);
      case Form.Each each -> each(each, node);
      case Form.Group group ->
          node instanceof Node.Fields fields
              ? group(group, fields)
              : refused(node, "write a mapping of fields");
    };
  }

  /** Reads a mapping field by field. */
  Json.Obj group(Form.Group group, Node.Fields node) {
    Map<String, Json> said = new LinkedHashMap<>();
    for (Node.Entry entry : node.entries()) {
      Optional<Form.Field> known =
          group.fields().stream().filter(field -> field.name().equals(entry.key())).findFirst();
      if (known.isEmpty()) {
        faults.add(entry.place(), unknown(entry.key(), group));
      } else {
        Json value = read(known.get().form(), entry.value());
        if (value != null) {
          said.put(entry.key(), value);
        }
      }
    }
    for (Form.Field field : group.fields()) {
      if (field.required()
          && node.entries().stream().noneMatch(e -> e.key().equals(field.name()))) {
        faults.add(node.place(), "'%s' is missing: add it".formatted(field.name()));
      }
    }
    return new Json.Obj(said);
  }

  private static String unknown(String key, Form.Group group) {
    return "there is no field '%s': remove it, or write one of %s"
        .formatted(key, String.join(", ", group.fields().stream().map(Form.Field::name).toList()));
  }

  private @Nullable Json refused(Node node, String what) {
    faults.add(node.place(), "%s cannot stand here: %s".formatted(node.what(), what));
    return null;
  }

  private @Nullable Json text(Form.Text form, Node node) {
    if (!(node instanceof Node.Scalar scalar)) {
      return refused(node, "write a text");
    }
    return scalar.text().length() > form.max()
        ? refused(node, "write at most %d characters".formatted(form.max()))
        : Json.of(scalar.text());
  }

  private @Nullable Json truth(Node node) {
    boolean plain = node instanceof Node.Scalar scalar && !scalar.quoted();
    String text = node instanceof Node.Scalar scalar ? scalar.text() : "";
    return plain && (text.equals("true") || text.equals("false"))
        ? Json.of(text.equals("true"))
        : refused(node, "write true or false");
  }

  private @Nullable Json whole(Node node) {
    return node instanceof Node.Scalar scalar && scalar.text().matches("0|[1-9][0-9]{0,17}")
        ? Json.of(Long.parseLong(scalar.text()))
        : refused(node, "write a whole number, such as 1000");
  }

  private @Nullable Json decimal(Node node) {
    return node instanceof Node.Scalar scalar && DECIMAL.matcher(scalar.text()).matches()
        ? Json.of(scalar.text())
        : refused(node, "write all digits of an exact decimal, such as \"0.002\"");
  }

  private @Nullable Json choice(Form.Choice form, Node node) {
    return node instanceof Node.Scalar scalar && form.of().contains(scalar.text())
        ? Json.of(scalar.text())
        : refused(node, "write one of " + String.join(", ", form.of()));
  }

  private @Nullable Json texts(Node node) {
    if (!(node instanceof Node.Fields fields)) {
      return refused(node, "write a mapping of texts");
    }
    Map<String, Json> texts = new LinkedHashMap<>();
    for (Node.Entry entry : fields.entries()) {
      Json text = text(new Form.Text(100_000), entry.value());
      if (text != null) {
        texts.put(entry.key(), text);
      }
    }
    return new Json.Obj(texts);
  }

  private @Nullable Json each(Form.Each form, Node node) {
    if (!(node instanceof Node.Items items)) {
      return refused(node, "write a list");
    }
    List<Json> values = new ArrayList<>();
    for (Node item : items.nodes()) {
      Json value = read(form.of(), item);
      if (value != null) {
        values.add(value);
      } else if (item instanceof Node.Scalar scalar && scalar.isNull()) {
        refused(item, "write a value, or remove the line");
      }
    }
    return new Json.Arr(values);
  }

  private @Nullable Json free(Node node) {
    return switch (node) {
      case Node.Scalar scalar -> scalar(scalar);
      case Node.Items items -> {
        List<Json> values = new ArrayList<>();
        for (Node item : items.nodes()) {
          Json value = free(item);
          if (value != null) {
            values.add(value);
          }
        }
        yield new Json.Arr(values);
      }
      case Node.Fields fields -> {
        Map<String, Json> values = new LinkedHashMap<>();
        for (Node.Entry entry : fields.entries()) {
          Json value = free(entry.value());
          if (value != null) {
            values.put(entry.key(), value);
          }
        }
        yield new Json.Obj(values);
      }
    };
  }

  private @Nullable Json scalar(Node.Scalar scalar) {
    String text = scalar.text();
    if (scalar.quoted()) {
      return Json.of(text);
    }
    if (scalar.isNull()) {
      return Json.nothing();
    }
    if (text.equals("true") || text.equals("false")) {
      return Json.of(text.equals("true"));
    }
    if (DECIMAL.matcher(text).matches()) {
      return new Json.Num(new BigDecimal(text));
    }
    return AMBIGUOUS.matcher(text).matches()
        ? refused(scalar, "put it into quotes, or write a number with all its digits")
        : Json.of(text);
  }
}
