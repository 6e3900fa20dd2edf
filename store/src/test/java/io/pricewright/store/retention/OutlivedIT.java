package io.pricewright.store.retention;

import static io.pricewright.store.testing.StoreScene.ONE;
import static io.pricewright.store.testing.StoreScene.T0;
import static io.pricewright.store.testing.StoreScene.TWO;
import static org.assertj.core.api.Assertions.assertThat;

import io.pricewright.rules.tenancy.Scope;
import io.pricewright.store.database.DueScope;
import io.pricewright.store.testing.StoreScene;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What nobody is owed goes when its term is over, in its own environment, a thousand at once. */
final class OutlivedIT {
  /** What follows tenant and environment: columns, and values made at T0 from a number. */
  private static final Map<Outlived, String[]> ROWS =
      Map.of(
          Outlived.KEYS,
          new String[] {"key_hash, body_hash, created_at", "sha256(n::text::bytea), '\\x00', '%s'"},
          Outlived.DONE,
          new String[] {
            "id, kind, work, status, due_at, created_at, updated_at",
            "'task_' || n, 'adopt', '{}', 'done', '%1$s', '%1$s', '%1$s'"
          },
          Outlived.SIMULATED,
          new String[] {
            "id, status, request, created_at, updated_at",
            "'sim_' || n, 'done', '{}', '%1$s', '%1$s'"
          },
          Outlived.FILES,
          new String[] {"id, format, created_at", "'file_' || n, 'csv', '%s'"});

  private final StoreScene scene = new StoreScene();

  @AfterEach
  void close() throws Exception {
    scene.close();
  }

  private void add(Outlived rows, Scope scope, int many, Instant when) {
    String[] columns = Objects.requireNonNull(ROWS.get(rows), rows.table());
    scene.sql(
        scope,
        "insert into %s (tenant, environment, %s) select %d, %d, %s from generate_series(1, %d) n"
            .formatted(
                rows.table(),
                columns[0],
                scope.tenant(),
                scope.environment(),
                columns[1].formatted(when),
                many));
  }

  private int removed(Outlived rows, Scope scope, Instant now) {
    return scene.in(scope, tx -> rows.remove(tx, now));
  }

  @ParameterizedTest
  @EnumSource
  void rows_goWhenTheirTermIsOver_aThousandAtOnce(Outlived rows) {
    add(rows, ONE, Outlived.MOST + 1, T0);
    add(rows, TWO, 1, T0);
    Instant over = T0.plus(rows.term());
    assertThat(removed(rows, ONE, over.minusNanos(1_000))).isZero();
    assertThat(removed(rows, ONE, over)).isEqualTo(Outlived.MOST);
    assertThat(removed(rows, ONE, over)).isEqualTo(1);
    assertThat(removed(rows, ONE, over)).isZero();
    assertThat(removed(rows, TWO, over)).isEqualTo(1);
  }

  @ParameterizedTest
  @EnumSource
  void environments_areFoundFromThenOn(Outlived rows) {
    add(rows, TWO, 1, T0);
    Instant over = T0.plus(rows.term());
    assertThat(scene.due(all -> Outlived.scopes(all, over.minusNanos(1_000), 10))).isEmpty();
    assertThat(scene.due(all -> Outlived.scopes(all, over, 10)))
        .containsExactly(new DueScope(TWO, over));
    // A clock that is ahead finds them earlier.
    scene.sql(TWO, "update environments set clock_ahead_us = 60000000");
    assertThat(scene.due(all -> Outlived.scopes(all, over.minus(Duration.ofMinutes(1)), 10)))
        .containsExactly(new DueScope(TWO, over.minus(Duration.ofMinutes(1))));
  }
}
