package io.pricewright.store.database;

import java.util.function.Function;
import org.jooq.DSLContext;
import org.jooq.DataType;
import org.jooq.Field;
import org.jooq.Param;
import org.jooq.Query;
import org.jooq.SQLDialect;
import org.jooq.conf.ParamType;
import org.jooq.conf.RenderNameCase;
import org.jooq.conf.RenderQuotedNames;
import org.jooq.conf.Settings;
import org.jooq.impl.DSL;

/** Builds SQL with jOOQ in the form the reactive client wants: {@code $1}, {@code $2}. */
public final class Sql {
  /** Builds statements; it has no connection. */
  public static final DSLContext DSL_CONTEXT =
      DSL.using(
          SQLDialect.POSTGRES,
          new Settings()
              .withParamType(ParamType.NAMED)
              .withRenderNamedParamPrefix("$")
              .withRenderQuotedNames(RenderQuotedNames.NEVER)
              .withRenderNameCase(RenderNameCase.LOWER)
              .withRenderSchema(false));

  private Sql() {}

  /** Returns the n-th parameter, from 1, of a statement that is rendered once and run often. */
  public static <T> Param<T> param(int n, DataType<T> type) {
    return DSL.param(Integer.toString(n), type);
  }

  /** Returns an array parameter. */
  public static <T> Field<T[]> array(int n, DataType<T> type) {
    return DSL.param(Integer.toString(n), type.array());
  }

  /** Renders a statement once. */
  public static String render(Function<DSLContext, Query> build) {
    return DSL_CONTEXT.renderNamedParams(build.apply(DSL_CONTEXT));
  }
}
