package io.pricewright.rules.meter;

import static org.assertj.core.api.Assertions.assertThat;

import io.pricewright.rules.json.JsonReader;
import io.pricewright.rules.meter.PropertyFilter.Operator;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which properties fulfil a condition: numbers by value, strings as they are, at any path. */
final class PropertyFilterTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'a':1} | a | EQ | 1.0 | true",
        "{'a':1.0} | a | EQ | 1 | true",
        "{'a':1000} | a | IN | 1e3 | true",
        "{'a':1e3} | a | IN | 1000.00 | true",
        "{'a':0.1} | a | EQ | 0.10 | true",
        "{'a':-0.0} | a | EQ | 0 | true",
        "{'a':1} | a | NOT_IN | 1.0 | false",
        "{'a':1} | a | EQ | 1.1 | false",
        "{'a':1} | a | EQ | one | false",
        // A string is what it is: 1.1 and 1.10 are two versions.
        "{'a':'1.1'} | a | EQ | 1.10 | false",
        "{'a':'1.10'} | a | EQ | 1.10 | true",
        "{'a':'1'} | a | NOT_IN | 1.0 | true",
        "{'a':[1,2]} | a | CONTAINS | 2.0 | true",
        "{'a':true} | a | EQ | true | true",
        "{'a.b':{'c':3}} | a.b.c | EQ | 3 | true",
        "{'a':{'b.c':3}} | a.b.c | EQ | 3 | true",
        "{'a':{'b':{'c':3}}} | a.b.c | EQ | 3 | true",
        "{'a.b.c':3} | a.b.c | EQ | 3 | true",
        "{'a':{'x':1},'a.b':{'c':3}} | a.b.c | EQ | 3 | true",
        "{'a':{'b':{'c':4}},'a.b':{'c':3}} | a.b.c | EQ | 4 | true",
        "{'a.b':3} | a.b.c | NOT_IN | 3 | true",
        "{'.':{'':3}} | .. | EQ | 3 | true",
      })
  void filter_onProperties_matches(
      String properties, String path, Operator operator, String value, boolean matches) {
    PropertyFilter filter = new PropertyFilter(path.strip(), operator, List.of(value.strip()));
    assertThat(filter.matches(JsonReader.parseObject(properties.strip().replace('\'', '"'))))
        .isEqualTo(matches);
  }
}
