package io.pricewright.gateway.background;

import io.pricewright.rules.tenancy.Scope;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** One environment's turn: what is due there is claimed once, and done a step after the other. */
final class Turn<T> {
  private final DueWork<T> work;
  private final Scope scope;
  private final Rests rests;
  private final Causes causes;
  private final Course course;
  private boolean any;
  private boolean stepped;
  private boolean late;

  /** What goes on around a turn, and who hears what its steps came to. */
  interface Course {
    /** Returns whether the node stops: no other step begins. */
    boolean stopping();

    /** Returns whether the turn took long enough while others wait for theirs. */
    boolean late();

    /** Hears that a step was done, or failed. */
    void stepped(boolean failed);
  }

  Turn(DueWork<T> work, Scope scope, Rests rests, Causes causes, Course course) {
    this.work = work;
    this.scope = scope;
    this.rests = rests;
    this.causes = causes;
    this.course = course;
  }

  /** What a turn came to. */
  enum End {
    /** Nothing was due that does not rest. */
    NOTHING,
    /** Something was done or tried, and nothing else was due. */
    DONE,
    /** More may be due right now. */
    MORE
  }

  /** Takes the turn; throws when claiming fails, never when a step does. */
  End take() {
    int most = Math.min(work.pace().claims() + rests.count(scope), Pace.MOST_CLAIMS);
    List<Claim<T>> claims = work.claim(scope, most);
    for (Claim<T> claim : claims) {
      if (rests.rests(scope, claim.key())) {
        release(claim);
      } else {
        any = true;
        drive(claim);
      }
    }
    if (!any) {
      return End.NOTHING;
    }
    return late || claims.size() >= most ? End.MORE : End.DONE;
  }

  private void drive(Claim<T> claim) {
    Optional<Claim<T>> left = Optional.of(claim);
    while (left.isPresent()) {
      Claim<T> one = left.get();
      // A turn does one step at least, or nothing would ever be done in a crowd.
      if (course.stopping() || (stepped && course.late())) {
        late = true;
        release(one);
        return;
      }
      stepped = true;
      try {
        left = work.step(one);
        course.stepped(false);
      } catch (Throwable fault) {
        if (fault instanceof InterruptedException) {
          return; // The time to stop in is over.
        }
        course.stepped(true);
        failed(one, fault);
        return;
      }
    }
    rests.forget(scope, claim.key());
  }

  private void failed(Claim<T> claim, Throwable fault) {
    List<Claim<T>> halves = work.halves(claim, fault);
    if (!halves.isEmpty()) {
      halves.forEach(this::drive);
      return;
    }
    Duration pause =
        rests.fail(scope, claim.key(), claim.failures(), work.pace().longestPause(fault));
    causes.tell(named(claim), fault, pause);
    try {
      if (work.failed(claim, fault, pause)) {
        rests.forget(scope, claim.key());
      }
    } catch (Throwable unnoted) {
      causes.tell("noting that " + named(claim), unnoted, pause);
    }
  }

  private void release(Claim<T> claim) {
    try {
      work.release(claim);
    } catch (Throwable fault) {
      causes.tell("giving back " + named(claim), fault, Duration.ZERO);
    }
  }

  private String named(Claim<T> claim) {
    return "%s of %s".formatted(claim.key(), scope);
  }
}
