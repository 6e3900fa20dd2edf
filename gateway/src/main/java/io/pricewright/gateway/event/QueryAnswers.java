package io.pricewright.gateway.event;

import io.pricewright.gateway.check.CheckAnswers;
import io.pricewright.gateway.http.body.AsNumber;
import io.pricewright.gateway.http.body.Body;
import io.pricewright.gateway.http.body.Inline;
import io.pricewright.gateway.http.body.Metadata;
import io.pricewright.gateway.http.body.Named;
import io.pricewright.gateway.http.body.Says;
import io.pricewright.gateway.script.ScriptFailure;
import io.pricewright.rules.id.CustomerId;
import io.pricewright.rules.id.EnvironmentId;
import io.pricewright.rules.id.EventId;
import io.pricewright.rules.id.ExternalId;
import io.pricewright.rules.id.TaskId;
import io.pricewright.rules.id.TenantId;
import io.pricewright.rules.json.Json;
import io.pricewright.rules.meter.AggregationType;
import io.pricewright.rules.rerating.TaskStatus;
import io.pricewright.store.event.EventSearch;
import io.pricewright.store.event.StoredEvent;
import io.pricewright.store.row.TaskRow;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is answered to questions about stored events. */
final class QueryAnswers {
  static final Body<Events> EVENTS = Body.of(Events.class);
  static final Body<Counts> COUNTS = Body.of(Counts.class);
  static final Body<Usage> USAGE = Body.of(Usage.class);
  static final Body<TaskAnswer> TASK = Body.of(TaskAnswer.class);

  private QueryAnswers() {}

  /** An event as stored. */
  @Named("Event")
  record Stored(
      EventId id,
      @Nullable CustomerId customerId,
      EnvironmentId environmentId,
      String eventName,
      ExternalId externalCustomerId,
      Json.Obj properties,
      @Nullable String source,
      Instant timestamp,
      ReceiptAnswers.Became outcome,
      @Nullable String reason,
      @Says("What its price failed on, where it is parked.") @Nullable ScriptFailure failure) {
    static Stored of(StoredEvent stored, FindEvents.Found found, EnvironmentId environmentId) {
      return new Stored(
          stored.event().id(),
          stored.customerNo() == null ? null : found.customers().get(stored.customerNo()),
          environmentId,
          stored.event().name(),
          stored.event().externalCustomerId(),
          stored.event().properties(),
          stored.event().source(),
          stored.event().occurredAt(),
          ReceiptAnswers.Became.of(stored.outcome()),
          stored.reason(),
          ScriptFailure.ofNullable(stored.rated().failure()));
    }
  }

  /** A page of events. */
  record Events(
      List<Stored> events,
      boolean hasMore,
      @Nullable String iterFirstKey,
      @Says("Send it as `iter_last_key` for the next page.") @Nullable String iterLastKey,
      int offset,
      @Says("How many there are, at most 100,000; with property filters as far as was looked.")
          int totalCount,
      @Says("From when they were looked for.") Instant startTime,
      Instant endTime) {
    static Events of(FindEvents.Found found, EnvironmentId environmentId) {
      List<StoredEvent> shown = found.shown();
      StoredEvent last = found.lookedAt();
      if (last == null && !shown.isEmpty()) {
        last = shown.getLast();
      }
      return new Events(
          shown.stream().map(one -> Stored.of(one, found, environmentId)).toList(),
          found.more(),
          shown.isEmpty() ? null : EventSearch.text(shown.getFirst()),
          last == null ? null : EventSearch.text(last),
          found.offset(),
          found.total(),
          found.query().from(),
          found.query().to());
    }
  }

  /** How many events share a name, an outcome and a reason. */
  record EventCount(
      String eventName, ReceiptAnswers.Became outcome, @Nullable String reason, long events) {}

  /** Counts of events. */
  @Named("EventCounts")
  record Counts(
      List<EventCount> items,
      @Says("From when they were looked for.") Instant startTime,
      Instant endTime) {
    static Counts of(EventSearch.Query query, List<EventSearch.Count> counts) {
      return new Counts(
          counts.stream()
              .map(
                  count ->
                      new EventCount(
                          count.name(),
                          ReceiptAnswers.Became.of(count.outcome()),
                          count.reason(),
                          count.events()))
              .toList(),
          query.from(),
          query.to());
    }
  }

  /** A meter's usage in a window. */
  record UsageResult(
      @AsNumber BigDecimal value, @Says("When the window begins.") Instant windowSize) {}

  /** A meter's usage. */
  record Usage(
      String eventName,
      @Says("One a window, in order, where a window_size is asked.") List<UsageResult> results,
      AggregationType type,
      @AsNumber BigDecimal value) {
    static Usage of(MeasureMeter.Measured measured) {
      return new Usage(
          measured.meter().eventName(),
          measured.windows().stream()
              .map(window -> new UsageResult(window.value(), window.begin()))
              .toList(),
          measured.meter().aggregation().type(),
          measured.value());
    }
  }

  /** What generated clients look for in a task, and mostly no task has. */
  record TaskLacking(
      @Nullable Instant completedAt,
      @Nullable String createdBy,
      @Nullable String entityType,
      @Nullable EnvironmentId environmentId,
      @Says("The same as last_error.") @Nullable String errorSummary,
      @Nullable Instant failedAt,
      @Nullable Long failedRecords,
      @Nullable String fileName,
      @Nullable String fileType,
      @Nullable String fileUrl,
      @Metadata Json.Obj metadata,
      @Says("The same as done_events.") @Nullable Long processedRecords,
      @Nullable String scheduledTaskId,
      @Nullable Instant startedAt,
      @Nullable Long successfulRecords,
      @Says("The same as status.") String taskStatus,
      @Says("The same as kind.") String taskType,
      @Nullable TenantId tenantId,
      @Nullable Long totalRecords,
      @Nullable Instant updatedAt,
      @Nullable String updatedBy,
      @Nullable String workflowId) {
    private static TaskLacking of(TaskRow task) {
      return new TaskLacking(
          null,
          null,
          null,
          null,
          task.lastError(),
          null,
          null,
          null,
          null,
          null,
          Json.Obj.EMPTY,
          task.doneEvents(),
          null,
          null,
          task.doneEvents(),
          task.status().code(),
          task.kind(),
          null,
          null,
          null,
          null,
          null);
    }
  }

  /** How far work after a commit came. */
  @Named("Task")
  record TaskAnswer(
      TaskId id,
      String kind,
      TaskStatus status,
      long doneEvents,
      int attempts,
      @Nullable String lastError,
      Json work,
      @Says("Of a check: what it found so far.") CheckAnswers.@Nullable Report check,
      Instant createdAt,
      @Inline TaskLacking lacking) {
    static TaskAnswer of(TaskRow task) {
      return new TaskAnswer(
          task.id(),
          task.kind(),
          task.status(),
          task.doneEvents(),
          task.attempts(),
          task.lastError(),
          task.work(),
          CheckAnswers.Report.ofTask(task),
          task.createdAt(),
          TaskLacking.of(task));
    }
  }
}
