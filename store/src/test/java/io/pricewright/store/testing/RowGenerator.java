package io.pricewright.store.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jooq.codegen.JavaGenerator;
import org.jooq.meta.ColumnDefinition;
import org.jooq.meta.DataTypeDefinition;
import org.jooq.meta.SchemaDefinition;
import org.jooq.meta.TableDefinition;
import org.jooq.meta.jaxb.ForcedType;

/**
 * jOOQ's generator, which besides its tables writes a record for the rows of each: package {@code
 * io.pricewright.store.row}. The record has a component, a {@code Column} and a copy method for
 * each column but tenant and environment, which belong to the transaction, and {@code TABLE}, the
 * everyday statements.
 */
public final class RowGenerator extends JavaGenerator {
  private static final String PACKAGE = "io.pricewright.store.row";
  private static final String STATUS = "io.pricewright.rules.catalogue.Status";
  private static final String PUBLISHED = "io.pricewright.rules.catalogue.Published";

  private static final Map<String, String> PLAIN =
      Map.ofEntries(
          Map.entry("text", "String"),
          Map.entry("clob", "String"),
          Map.entry("int8", "Long"),
          Map.entry("bigint", "Long"),
          Map.entry("int4", "Integer"),
          Map.entry("integer", "Integer"),
          Map.entry("int2", "Short"),
          Map.entry("smallint", "Short"),
          Map.entry("numeric", "java.math.BigDecimal"),
          Map.entry("bool", "Boolean"),
          Map.entry("boolean", "Boolean"),
          Map.entry("timestamptz", "java.time.Instant"),
          Map.entry("timestamp with time zone", "java.time.Instant"),
          Map.entry("instant", "java.time.Instant"),
          Map.entry("bytea", "byte[]"),
          Map.entry("uuid", "java.util.UUID"),
          Map.entry("_text", "String[]"),
          Map.entry("text array", "String[]"));

  /** One column, in Java's words. */
  private record Component(ColumnDefinition column, String name, String constant, String full) {
    boolean nullable() {
      return column.getDefinedType().isNullable();
    }

    /** Returns the type without its package. */
    String type() {
      return full.substring(packaged());
    }

    /** Returns the class to import, or nothing. */
    Stream<String> imported() {
      int inner = full.indexOf('.', packaged());
      return packaged() == 0
          ? Stream.empty()
          : Stream.of(inner < 0 ? full : full.substring(0, inner));
    }

    private int packaged() {
      int at = 0;
      while (Character.isLowerCase(full.charAt(at)) && full.indexOf('.', at) > 0) {
        at = full.indexOf('.', at) + 1;
      }
      return at;
    }

    String declared() {
      if (!nullable()) {
        return type();
      }
      int dot = type().lastIndexOf('.');
      return type().substring(0, dot + 1) + "@Nullable " + type().substring(dot + 1);
    }
  }

  @Override
  protected void generateTables(SchemaDefinition schema) {
    super.generateTables(schema);
    Path folder = Path.of(getTargetDirectory()).resolve(PACKAGE.replace('.', '/'));
    try {
      Files.createDirectories(folder);
      Files.writeString(folder.resolve("package-info.java"), packageInfo());
      for (TableDefinition table : schema.getTables()) {
        if (table.getColumn("tenant") != null && table.getColumn("environment") != null) {
          Files.writeString(folder.resolve(rowName(table) + ".java"), row(table));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String packageInfo() {
    return """
    /**
     * The rows of every table, written from the migrations by {@code ./pricewright generate}: never
     * edited by hand. Ids and choices have the types that {@code ColumnTypes} gives their columns.
     */
    @NullMarked
    package %s;

    import org.jspecify.annotations.NullMarked;
    """
        .formatted(PACKAGE);
  }

  private String row(TableDefinition table) {
    List<Component> components = components(table);
    String row = rowName(table);
    String tables = getStrategy().getJavaClassName(table);
    String constant = tables + "." + getStrategy().getJavaIdentifier(table);
    StringBuilder out = new StringBuilder();
    out.append("package %s;\n\n".formatted(PACKAGE));
    Stream.concat(
            Stream.of(
                "io.pricewright.store.database.Column",
                "io.pricewright.store.database.Entity",
                getStrategy().getFullJavaClassName(table),
                "io.vertx.sqlclient.Row",
                "java.util.List",
                "org.jspecify.annotations.Nullable"),
            Stream.concat(
                isPublished(components) ? Stream.of(PUBLISHED) : Stream.empty(),
                components.stream().flatMap(Component::imported)))
        .filter(
            name ->
                !name.endsWith(".Nullable") || components.stream().anyMatch(Component::nullable))
        .distinct()
        .sorted()
        .forEach(name -> out.append("import %s;\n".formatted(name)));
    out.append("\n/** A row of {@code %s}. */\n".formatted(table.getName()));
    if (components.stream().anyMatch(c -> c.type().endsWith("[]"))) {
      out.append("@SuppressWarnings(\"ArrayRecordComponent\")\n");
    }
    out.append("public record %s(\n".formatted(row));
    out.append(
        components.stream()
            .map(c -> "    " + c.declared() + " " + c.name())
            .collect(Collectors.joining(",\n")));
    out.append(isPublished(components) ? ")\n    implements Published {\n" : ") {\n");
    components.forEach(
        c ->
            out.append(
                "  /** {@code %s}. */\n  public static final Column<%s, %s> %s =\n      Column.of(%s.%s, %s::%s);\n\n"
                    .formatted(
                        c.column().getName(),
                        row,
                        c.type(),
                        c.constant(),
                        constant,
                        c.constant(),
                        row,
                        c.name())));
    out.append(
        "  /** The everyday statements. */\n  public static final Entity<%s> TABLE =\n      Entity.of(\n          %s,\n          row -> read(row, 0),\n          List.of(%s),\n          List.of(\n%s));\n\n"
            .formatted(row, constant, key(table, components), constants(components)));
    out.append(reader(row, components));
    for (int i = 0; i < components.size(); i++) {
      out.append(copy(row, components, i));
    }
    return out.append("}\n").toString();
  }

  private static boolean isPublished(List<Component> components) {
    return components.stream().anyMatch(c -> c.full().equals(STATUS));
  }

  private static String constants(List<Component> components) {
    return components.stream()
        .map(c -> "              " + c.constant())
        .collect(Collectors.joining(",\n"));
  }

  private static String key(TableDefinition table, List<Component> components) {
    List<String> key =
        table.getPrimaryKey() == null
            ? List.of()
            : table.getPrimaryKey().getKeyColumns().stream()
                .map(ColumnDefinition::getName)
                .toList();
    return components.stream()
        .filter(c -> key.contains(c.column().getName()))
        .sorted(java.util.Comparator.comparingInt(c -> key.indexOf(c.column().getName())))
        .map(Component::constant)
        .collect(Collectors.joining(", "));
  }

  private static String reader(String row, List<Component> components) {
    return "  /** Reads a row whose columns begin at a position. */\n"
        + "  public static %s read(Row row, int at) {\n    return new %s(\n".formatted(row, row)
        + IntStream.range(0, components.size())
            .mapToObj(
                i -> {
                  Component c = components.get(i);
                  return "        %s.%s(row, at + %d)"
                      .formatted(c.constant(), c.nullable() ? "getOrNull" : "get", i);
                })
            .collect(Collectors.joining(",\n"))
        + ");\n  }\n";
  }

  private static String copy(String row, List<Component> components, int changed) {
    Component one = components.get(changed);
    String capital = one.name().substring(0, 1).toUpperCase(Locale.ROOT) + one.name().substring(1);
    return "\n  /** Returns the row with another %s. */\n".formatted(one.column().getName())
        + "  public %s with%s(%s %s) {\n    return new %s(\n"
            .formatted(row, capital, one.declared(), one.name(), row)
        + components.stream().map(c -> "        " + c.name()).collect(Collectors.joining(",\n"))
        + ");\n  }\n";
  }

  private List<Component> components(TableDefinition table) {
    List<Component> components = new ArrayList<>();
    for (ColumnDefinition column : table.getColumns()) {
      if (!column.getName().equals("tenant") && !column.getName().equals("environment")) {
        components.add(
            new Component(
                column,
                camel(column.getName()),
                getStrategy().getJavaIdentifier(column),
                type(column)));
      }
    }
    return components;
  }

  private static String type(ColumnDefinition column) {
    DataTypeDefinition type = column.getDefinedType();
    ForcedType forced = column.getDatabase().getConfiguredForcedType(column, type);
    if (forced != null && forced.getUserType() != null) {
      return forced.getUserType();
    }
    String found = PLAIN.get(type.getType().toLowerCase(Locale.ROOT));
    if (found == null) {
      throw new IllegalStateException(
          "%s is of the type %s, which rows do not know: name it in RowGenerator.PLAIN"
              .formatted(column.getQualifiedName(), type.getType()));
    }
    return found;
  }

  /** {@code prices} has {@code PriceRow}s. */
  private static String rowName(TableDefinition table) {
    String name = camel(table.getName());
    String one =
        name.endsWith("sses") || name.equals("outbox") || name.equals("clocksAhead")
            ? name
            : name.endsWith("aliases")
                ? name.substring(0, name.length() - 2)
                : name.endsWith("ies")
                    ? name.substring(0, name.length() - 3) + "y"
                    : name.endsWith("s") ? name.substring(0, name.length() - 1) : name;
    return one.substring(0, 1).toUpperCase(Locale.ROOT) + one.substring(1) + "Row";
  }

  private static String camel(String name) {
    StringBuilder camel = new StringBuilder();
    for (String part : name.split("_", -1)) {
      camel.append(
          camel.isEmpty()
              ? part
              : part.substring(0, 1).toUpperCase(Locale.ROOT) + part.substring(1));
    }
    return camel.toString();
  }
}
