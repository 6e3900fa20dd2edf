package io.pricewright.gateway.http.body;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.pricewright.rules.problem.Problem;
import io.pricewright.rules.problem.ProblemException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class QueryTest {
  enum Status {
    HELD,
    SETTLED
  }

  record Part(@Bounds(min = 1, max = 1000) @Default("50") int limit) {}

  record Filter(
      @Nullable Status status,
      String account,
      @Nullable Instant from,
      @Nullable List<String> ids,
      @Default("false") boolean deep,
      @Inline Part part) {}

  private static final Query<Filter> FILTER = Query.of(Filter.class);

  private static Filter read(Map<String, String> sent) {
    return FILTER.read(
        name -> {
          String text = sent.get(name);
          return text == null ? List.of() : List.of(text);
        });
  }

  @Test
  void query_thatIsRight_isReadAsTheRecord() {
    assertThat(
            read(
                Map.of(
                    "status",
                    "HELD",
                    "account",
                    "a",
                    "ids",
                    "1,2",
                    "deep",
                    "true",
                    "limit",
                    "7",
                    "nobody_knows",
                    "x")))
        .isEqualTo(new Filter(Status.HELD, "a", null, List.of("1", "2"), true, new Part(7)));
    assertThat(read(Map.of("account", "a")))
        .isEqualTo(new Filter(null, "a", null, null, false, new Part(50)));
  }

  @Test
  void query_sentTwice_isAListOrRefused() {
    assertThat(
            FILTER
                .read(
                    name ->
                        name.equals("ids")
                            ? List.of("1", "2,3")
                            : name.equals("account") ? List.of("a") : List.of())
                .ids())
        .containsExactly("1", "2", "3");
    ProblemException refused =
        catchThrowableOfType(
            ProblemException.class,
            () -> FILTER.read(name -> name.equals("account") ? List.of("a", "b") : List.of()));
    assertThat(((Problem.InvalidRequest) refused.problem()).errors())
        .extracting(error -> error.pointer() + " " + error.code())
        .containsExactly("/query/account too_many");
  }

  @Test
  void query_unknown_isRefusedWithTheKnownOnes() {
    ProblemException refused =
        catchThrowableOfType(
            ProblemException.class,
            () -> FILTER.refuseUnknown(Set.of("limit", "statis", "dry_run"), Set.of("dry_run")));
    assertThat(((Problem.InvalidRequest) refused.problem()).errors())
        .extracting(error -> error.pointer() + " " + error.detail())
        .containsExactly(
            "/query/statis There is no such query parameter; known are"
                + " [account, deep, from, ids, limit, status].");
  }

  @Test
  void query_wrong_namesTheParameters() {
    ProblemException refused =
        catchThrowableOfType(
            ProblemException.class,
            () -> read(Map.of("status", "x", "account", "", "from", "now", "limit", "many")));
    assertThat(((Problem.InvalidRequest) refused.problem()).errors())
        .extracting(error -> error.pointer() + " " + error.code() + " " + error.detail())
        .containsExactly(
            "/query/status not_a_choice Give one of [HELD, SETTLED].",
            "/query/account required Give the query parameter 'account'.",
            "/query/from not_a_time Give an RFC 3339 time, such as 2026-01-31T00:00:00Z.",
            "/query/limit out_of_range Give a whole number from 1 to 1000.");
  }

  @Test
  void parameters_areTyped() {
    assertThat(FILTER.parameters())
        .extracting(parameter -> parameter.text())
        .contains(
            "{\"name\":\"limit\",\"in\":\"query\",\"required\":false,\"schema\":"
                + "{\"type\":\"integer\",\"format\":\"int32\",\"minimum\":1,\"maximum\":1000,"
                + "\"default\":50}}",
            "{\"name\":\"status\",\"in\":\"query\",\"required\":false,\"schema\":"
                + "{\"type\":\"string\",\"enum\":[\"HELD\",\"SETTLED\"]}}");
  }
}
