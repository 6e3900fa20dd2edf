package io.pricewright.gateway.http;

import io.pricewright.gateway.http.body.Body;
import io.pricewright.gateway.http.body.Described;
import io.pricewright.gateway.http.body.FilterValues;
import io.pricewright.gateway.http.body.Given;
import io.pricewright.gateway.http.body.SearchKey;
import io.pricewright.gateway.http.body.Sought;
import io.pricewright.gateway.http.body.Sought.ColumnType;
import io.pricewright.gateway.http.body.Sought.SortBy;
import io.pricewright.store.database.Comparison;
import io.pricewright.store.database.Operator;
import io.pricewright.store.database.Sorted;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What a search route can be asked: declared once, it reads and describes the body. A key or filter
 * it does not know is refused, never passed over.
 */
public final class Searching implements Described {
  private static final String STATUS = "status";
  private static final String MADE = "created_at";

  private final String name;
  private final Map<String, Condition> conditions;
  private final Map<String, ColumnType> columns;
  private final List<String> sorts;
  private final List<String> expands;
  private final Body<Sought> body;

  /**
   * A key of a search.
   *
   * @param column the column it asks for; null: its route knows what it means
   * @param operator how the column is compared; null: it is one of some texts
   */
  private record Condition(SearchKey key, @Nullable String column, @Nullable Operator operator) {}

  private Searching(
      String name,
      Map<String, Condition> conditions,
      Map<String, ColumnType> columns,
      List<String> sorts,
      List<String> expands) {
    this.name = name;
    this.conditions = Collections.unmodifiableMap(new LinkedHashMap<>(conditions));
    this.columns = Collections.unmodifiableMap(new LinkedHashMap<>(columns));
    this.sorts = List.copyOf(sorts);
    this.expands = List.copyOf(expands);
    Map<String, SearchKey> keys = new LinkedHashMap<>();
    this.conditions.forEach((field, condition) -> keys.put(field, condition.key()));
    this.body = Body.search(name, keys, this.columns, this.sorts, this.expands);
  }

  // ---- declaring ----

  /** Declares a search of all rows, by filters of columns that hold texts. */
  public static Searching all(String name, String... texts) {
    Map<String, ColumnType> columns = new LinkedHashMap<>();
    for (String column : texts) {
      columns.put(column, ColumnType.TEXT);
    }
    columns.put(MADE, ColumnType.TIME);
    return new Searching(name, Map.of(), columns, List.of(MADE), List.of());
  }

  /** Declares a search of published rows, or of archived ones, by filters of columns. */
  public static Searching published(String name, String... texts) {
    SearchKey status =
        new SearchKey(
            ColumnType.TEXT,
            false,
            List.of("published", "archived"),
            "published, if it is not said");
    return all(name, texts).with(STATUS, new Condition(status, STATUS, null)).sorted("updated_at");
  }

  /** Returns the search with one more key: one text or a list of them, which a column may have. */
  public Searching where(String field, String column) {
    return with(field, new Condition(key(ColumnType.TEXT, true), column, null));
  }

  /** Returns the search with a key that a column is compared with. */
  public Searching compared(String field, ColumnType type, String column, Operator operator) {
    return with(field, new Condition(key(type, false), column, operator));
  }

  /** Returns the search with a key that its route reads. */
  public Searching asking(String field, ColumnType type, String says) {
    return with(field, new Condition(new SearchKey(type, false, List.of(), says), null, null));
  }

  /** Returns the search with a key that says what is so anyway, and may say nothing else. */
  public Searching always(String field, String choice) {
    SearchKey key = new SearchKey(ColumnType.TEXT, true, List.of(choice), "So it is anyway.");
    return with(field, new Condition(key, null, null));
  }

  /** Returns the search whose filters may name a column that holds no text. */
  public Searching filtered(String column, ColumnType type) {
    Map<String, ColumnType> more = new LinkedHashMap<>(columns);
    more.put(column, type);
    return new Searching(name, conditions, more, sorts, expands);
  }

  /** Returns the search whose rows may be sorted by one more column. */
  public Searching sorted(String column) {
    List<String> more = new ArrayList<>(sorts);
    more.add(column);
    return new Searching(name, conditions, columns, more, expands);
  }

  /** Returns the search whose rows may show, or show anyway, what these words name. */
  public Searching expanding(String... words) {
    return new Searching(name, conditions, columns, sorts, List.of(words));
  }

  private static SearchKey key(ColumnType type, boolean many) {
    return new SearchKey(type, many, List.of(), "");
  }

  private Searching with(String field, Condition condition) {
    Map<String, Condition> more = new LinkedHashMap<>(conditions);
    more.put(field, condition);
    return new Searching(name, more, columns, sorts, expands);
  }

  // ---- reading ----

  Search read(Given<Sought> given) {
    Sought sought = given.done();
    Map<String, List<String>> among = new LinkedHashMap<>();
    List<Comparison> compared = new ArrayList<>();
    Map<String, Object> own = new LinkedHashMap<>();
    sought.values().forEach((field, value) -> take(field, value, among, compared, own));
    if (conditions.containsKey(STATUS) && publishedAlone(sought)) {
      among.put(STATUS, List.of("published"));
    }
    for (Sought.Filter filter : sought.usual().filters()) {
      take(filter, among, compared);
    }
    made(sought.usual(), compared);
    return new Search(
        new Page(sought.usual().limit(), sought.usual().offset()),
        among,
        compared,
        sorted(sought),
        own,
        words(sought.usual().expand()));
  }

  private boolean publishedAlone(Sought sought) {
    Condition status = conditions.get(STATUS);
    return status != null
        && STATUS.equals(status.column())
        && status.key().choices().contains("archived")
        && !sought.values().containsKey(STATUS);
  }

  private void take(
      String field,
      Object value,
      Map<String, List<String>> among,
      List<Comparison> compared,
      Map<String, Object> own) {
    Condition condition = conditions.get(field);
    if (condition == null) {
      throw new IllegalStateException(name + " has no key " + field);
    }
    String column = condition.column();
    Operator operator = condition.operator();
    if (column == null) {
      own.put(field, value);
    } else if (operator != null) {
      compared.add(new Comparison(column, operator, List.of(value)));
    } else {
      List<String> texts = new ArrayList<>();
      (value instanceof List<?> list ? list : List.of(value))
          .forEach(one -> texts.add((String) one));
      Search.narrow(among, column, texts);
    }
  }

  private void take(
      Sought.Filter filter, Map<String, List<String>> among, List<Comparison> compared) {
    ColumnType type = columns.getOrDefault(filter.field(), ColumnType.TEXT);
    List<Object> values = FilterValues.of(filter, type);
    Operator operator = operator(filter.operator());
    if (type == ColumnType.TEXT && operator == Operator.IN) {
      Search.narrow(among, filter.field(), values.stream().map(Object::toString).toList());
    } else {
      compared.add(new Comparison(filter.field(), operator, values));
    }
  }

  private static Operator operator(Sought.Test test) {
    return switch (test) {
      case EQ, IN -> Operator.IN;
      case NOT_IN -> Operator.NOT_IN;
      case CONTAINS -> Operator.CONTAINS;
      case NOT_CONTAINS -> Operator.NOT_CONTAINS;
      case GT, AFTER -> Operator.GREATER;
      case GTE -> Operator.AT_LEAST;
      case LT, BEFORE -> Operator.LESS;
    };
  }

  private static void made(Sought.Usual usual, List<Comparison> compared) {
    if (usual.startTime() != null) {
      compared.add(new Comparison(MADE, Operator.AT_LEAST, List.of(usual.startTime())));
    }
    if (usual.endTime() != null) {
      compared.add(new Comparison(MADE, Operator.LESS, List.of(usual.endTime())));
    }
  }

  private static Sorted sorted(Sought sought) {
    SortBy by = sought.sort();
    Sought.Direction said = by == null ? null : by.direction();
    Sought.Direction direction = said == null ? sought.usual().order() : said;
    return new Sorted(by == null ? MADE : by.field(), direction == Sought.Direction.ASC);
  }

  private static Set<String> words(@Nullable String expand) {
    Set<String> words = new TreeSet<>();
    for (String word : expand == null ? List.<String>of() : List.of(expand.split(",", -1))) {
      if (!word.isBlank()) {
        words.add(word.strip());
      }
    }
    return words;
  }

  @Override
  public Body<Sought> body() {
    return body;
  }
}
