package io.pricewright.gateway.check;

import io.pricewright.gateway.http.body.Body;
import io.pricewright.gateway.http.body.Example;
import io.pricewright.gateway.http.body.Named;
import io.pricewright.gateway.http.body.Says;
import io.pricewright.gateway.script.ScriptFailure;
import io.pricewright.rules.id.EventId;
import io.pricewright.rules.id.ExternalId;
import io.pricewright.rules.id.TaskId;
import io.pricewright.rules.rerating.TaskStatus;
import io.pricewright.rules.rerating.Work;
import io.pricewright.store.row.TaskRow;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is answered of a check. */
public final class CheckAnswers {
  static final Body<Report> REPORT = Body.of(Report.class);

  private CheckAnswers() {}

  /** What a check found, at its end or so far. */
  @Named("CheckReport")
  public record Report(
      TaskId taskId,
      @Says("The task's.") TaskStatus status,
      @Says("Whether it ended and nothing differs.") boolean clean,
      @Says("Tasks that were not done when it began: ask again when they are.") long waitsForTasks,
      @Says("Judged so far.") long customers,
      @Says("All there were when it began.") long ofCustomers,
      @Says("Of the customers judged so far.") long events,
      long cells,
      @Says("Events that wait for a price; by themselves they are no difference.") long parked,
      @Says("Which, at most 100.") List<Waits> parkedEvents,
      long differencesFound,
      @Says("In words, at most 100.") List<String> differences) {
    static Report of(TaskRow task) {
      Findings found = Findings.fromJson(task.cursor());
      return new Report(
          task.id(),
          task.status(),
          task.status() == TaskStatus.DONE && found.found() == 0,
          found.waitsForTasks(),
          found.customers(),
          found.ofCustomers(),
          found.events(),
          found.cells(),
          found.parked(),
          found.waiting().stream()
              .map(
                  one ->
                      new Waits(
                          one.event(),
                          one.customer(),
                          one.reason(),
                          ScriptFailure.ofNullable(one.failure())))
              .toList(),
          found.found(),
          found.differences());
    }

    /** Returns what a task found; null for one that is no check. */
    public static @Nullable Report ofTask(TaskRow task) {
      return task.kind().equals(Work.CheckBooks.KIND) ? of(task) : null;
    }

    boolean ended() {
      return status == TaskStatus.DONE || status == TaskStatus.FAILED;
    }
  }

  /** An event that waits for a price. */
  @Named("ParkedEvent")
  public record Waits(
      EventId eventId,
      ExternalId externalCustomerId,
      @Says("Why.") @Example("script_error") @Nullable String reason,
      @Nullable ScriptFailure failure) {}
}
