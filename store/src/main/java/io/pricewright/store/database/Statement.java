package io.pricewright.store.database;

import io.pricewright.rules.tenancy.Scope;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jooq.Param;
import org.jooq.Query;
import org.jspecify.annotations.Nullable;

/**
 * SQL as the client sends it, with what is bound in it: rendered once, kept as a constant, run with
 * {@link Tx#run(Statement, Object...)}. Rendering costs some ten microseconds, so what runs often
 * is not built anew.
 */
public final class Statement {
  private static final Pattern MARK = Pattern.compile("\\$([a-z0-9]+)");

  private final String sql;
  private final List<Bind> binds;

  /** Where the value of a parameter comes from. */
  private sealed interface Bind {
    record Tenant() implements Bind {}

    record Environment() implements Bind {}

    record Argument(int index, DriverType type) implements Bind {}

    record Fixed(@Nullable Object value) implements Bind {}
  }

  private Statement(String sql, List<Bind> binds) {
    this.sql = sql;
    this.binds = List.copyOf(binds);
  }

  /** Renders a query. */
  static Statement of(Query query) {
    String named = Sql.DSL_CONTEXT.renderNamedParams(query);
    Map<String, Param<?>> params = query.getParams();
    // What has no name is numbered otherwise in the text than in the map, but stands in one order.
    Iterator<Param<?>> unnamed =
        params.values().stream()
            .filter(param -> param.getParamName() == null && !param.isInline())
            .toList()
            .iterator();
    StringBuilder sql = new StringBuilder();
    List<String> order = new ArrayList<>();
    List<Bind> binds = new ArrayList<>();
    Matcher mark = MARK.matcher(named);
    while (mark.find()) {
      String name = mark.group(1);
      int at = order.indexOf(name);
      if (at < 0) {
        at = order.size();
        order.add(name);
        Param<?> param = Character.isDigit(name.charAt(0)) ? unnamed.next() : params.get(name);
        binds.add(bind(name, Objects.requireNonNull(param, named)));
      }
      mark.appendReplacement(sql, "\\$" + (at + 1));
    }
    mark.appendTail(sql);
    return new Statement(sql.toString(), binds);
  }

  private static Bind bind(String name, Param<?> param) {
    if (name.equals(Sql.TENANT)) {
      return new Bind.Tenant();
    }
    if (name.equals(Sql.ENVIRONMENT)) {
      return new Bind.Environment();
    }
    DriverType type = DriverType.of(param.getDataType());
    return name.startsWith(Sql.ARGUMENT)
        ? new Bind.Argument(Integer.parseInt(name.substring(1)) - 1, type)
        : new Bind.Fixed(type.toDriver(param.getValue()));
  }

  /** Returns the text, with {@code $1} and so on. */
  public String sql() {
    return sql;
  }

  /** Returns what is bound, in order. */
  Tuple bound(Scope scope, @Nullable Object... arguments) {
    Tuple tuple = Tuple.tuple();
    for (Bind bind : binds) {
      tuple.addValue(
          switch (bind) {
            case Bind.Tenant t -> scope.tenant();
            case Bind.Environment e -> scope.environment();
            case Bind.Argument a -> a.type().toDriver(arguments[a.index()]);
            case Bind.Fixed f -> f.value();
          });
    }
    return tuple;
  }
}
