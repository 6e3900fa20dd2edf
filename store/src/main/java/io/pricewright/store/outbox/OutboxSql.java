package io.pricewright.store.outbox;

/** The outbox's statements. The first two parameters name the scope, where there is one. */
final class OutboxSql {
  static final String ADD =
      "insert into outbox (tenant, environment, id, type, payload, created_at, next_attempt_at)"
          + " values ($1, $2, $3, $4, $5, $6, $6)";
  static final String DUE_SCOPES = "select tenant, environment from outbox_scopes($1, $2)";
  static final String CLAIM =
      "with due as (select id from outbox where tenant = $1 and environment = $2"
          + " and next_attempt_at <= $3 order by next_attempt_at, id limit $4"
          + " for update skip locked)"
          + " update outbox o set attempts = o.attempts + 1, next_attempt_at = $5 from due"
          + " where o.tenant = $1 and o.environment = $2 and o.id = due.id"
          + " returning o.id, o.type, o.payload, o.created_at, o.attempts";
  private static final String CLAIMED =
      " where tenant = $1 and environment = $2 and id = $3 and attempts = $4";
  static final String DELETE = "delete from outbox" + CLAIMED;
  static final String RESCHEDULE =
      "update outbox set attempts = $5, next_attempt_at = $6, last_error = coalesce($7, last_error)"
          + CLAIMED;

  private OutboxSql() {}
}
