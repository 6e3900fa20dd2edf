package io.pricewright.gateway.entitlement;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.pricewright.gateway.http.Transactions;
import io.pricewright.rules.id.CustomerId;
import io.pricewright.rules.id.CustomerNo;
import io.pricewright.rules.id.ExternalId;
import io.pricewright.rules.id.Id;
import io.pricewright.rules.tenancy.Scope;
import io.pricewright.store.customer.Customers;
import io.pricewright.store.database.Tx;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Answers asks from levels at hand; each for itself, as if no other had been asked. */
final class CheckAccess {
  private static final int MOST_CUSTOMERS = 200_000;

  private final Levels levels;
  private final Transactions in;
  // An id or external id belongs to one customer for ever, so what is known needs no check.
  private final Cache<Name, CustomerNo> numbers =
      Caffeine.newBuilder().maximumSize(MOST_CUSTOMERS).build();

  CheckAccess(Levels levels, Transactions in) {
    this.levels = levels;
    this.in = in;
  }

  private record Name(Scope scope, String customer, boolean external) {
    static Name of(Scope scope, Ask ask) {
      return new Name(scope, ask.customer(), ask.external());
    }
  }

  Future<List<Access>> check(Scope scope, List<Ask> asks, Instant now) {
    List<Access> ready = atOnce(scope, asks, now);
    return ready != null ? Future.succeededFuture(ready) : slowly(scope, asks, now);
  }

  /** The usual case: all is known and right, and nobody has to be asked. */
  private @Nullable List<Access> atOnce(Scope scope, List<Ask> asks, Instant now) {
    Map<CustomerNo, Level> found = new HashMap<>();
    List<Access> answers = new ArrayList<>(asks.size());
    String last = null;
    Level own = null;
    List<Level> above = List.of();
    for (Ask ask : asks) {
      if (!ask.customer().equals(last) || own == null) {
        CustomerNo no = numbers.getIfPresent(Name.of(scope, ask));
        own = no == null ? null : fresh(scope, no, now, found);
        if (own == null) {
          return null;
        }
        last = ask.customer();
        above = new ArrayList<>(own.above().size());
        for (CustomerNo up : own.above()) {
          Level level = fresh(scope, up, now, found);
          if (level == null) {
            return null;
          }
          above.add(level);
        }
      }
      answers.add(Access.judge(ask, own, above));
    }
    return answers;
  }

  private @Nullable Level fresh(
      Scope scope, CustomerNo no, Instant now, Map<CustomerNo, Level> found) {
    Level known = found.get(no);
    Level level = known == null ? levels.ifFresh(scope, no, now) : known;
    if (level != null) {
      found.put(no, level);
    }
    return level;
  }

  private Future<List<Access>> slowly(Scope scope, List<Ask> asks, Instant now) {
    return resolve(scope, asks)
        .compose(
            known -> {
              Set<CustomerNo> own = new HashSet<>(known.values());
              return levels
                  .of(scope, own, now)
                  .compose(
                      mine -> {
                        Set<CustomerNo> up = new HashSet<>();
                        mine.values().forEach(level -> up.addAll(level.above()));
                        return levels.of(scope, up, now).map(above -> both(mine, above));
                      })
                  .map(all -> asks.stream().map(ask -> judge(ask, known.get(ask), all)).toList());
            });
  }

  private static Map<CustomerNo, Level> both(
      Map<CustomerNo, Level> mine, Map<CustomerNo, Level> above) {
    Map<CustomerNo, Level> all = new HashMap<>(above);
    all.putAll(mine);
    return all;
  }

  /** Judges by levels of which those above may be lacking only when they are gone. */
  static Access judge(Ask ask, @Nullable CustomerNo no, Map<CustomerNo, Level> levels) {
    Level own = no == null ? null : levels.get(no);
    List<Level> above = new ArrayList<>();
    if (own != null) {
      for (CustomerNo up : own.above()) {
        Level level = levels.get(up);
        if (level != null) {
          above.add(level);
        }
      }
    }
    return Access.judge(ask, own, above);
  }

  /** Goes to the database for customers that were never asked for here, and only for them. */
  private Future<Map<Ask, CustomerNo>> resolve(Scope scope, List<Ask> asks) {
    Map<Ask, CustomerNo> known = new HashMap<>();
    for (Ask ask : asks) {
      CustomerNo no = numbers.getIfPresent(Name.of(scope, ask));
      if (no == null) {
        return in.read(scope, tx -> resolve(tx, asks));
      }
      known.put(ask, no);
    }
    return Future.succeededFuture(known);
  }

  /** Asks keep their words, an id or an external id, so numbers are found by these. */
  private static Map<String, CustomerNo> byText(Map<? extends Id, CustomerNo> found) {
    Map<String, CustomerNo> numbers = new HashMap<>();
    found.forEach((id, no) -> numbers.put(id.value(), no));
    return numbers;
  }

  /** Returns the customer of each ask; those of unknown customers are left out. */
  Future<Map<Ask, CustomerNo>> resolve(Tx tx, List<Ask> asks) {
    Set<String> ids = new HashSet<>();
    Set<String> externals = new HashSet<>();
    for (Ask ask : asks) {
      if (numbers.getIfPresent(Name.of(tx.scope(), ask)) == null) {
        (ask.external() ? externals : ids).add(ask.customer());
      }
    }
    Future<Map<String, CustomerNo>> none = Future.succeededFuture(Map.of());
    Future<Map<String, CustomerNo>> byId =
        ids.isEmpty()
            ? none
            : Customers.numbers(tx, ids.stream().map(CustomerId::new).toList())
                .map(CheckAccess::byText);
    Future<Map<String, CustomerNo>> byExternal =
        externals.isEmpty()
            ? none
            : Customers.resolve(tx, externals.stream().map(ExternalId::new).toList())
                .map(CheckAccess::byText);
    return Future.join(byId, byExternal)
        .map(
            read -> {
              byId.result().forEach((id, no) -> numbers.put(new Name(tx.scope(), id, false), no));
              byExternal
                  .result()
                  .forEach((id, no) -> numbers.put(new Name(tx.scope(), id, true), no));
              Map<Ask, CustomerNo> known = new HashMap<>();
              for (Ask ask : asks) {
                Map<String, CustomerNo> read1 =
                    ask.external() ? byExternal.result() : byId.result();
                CustomerNo no = read1.get(ask.customer());
                CustomerNo cached =
                    no == null ? numbers.getIfPresent(Name.of(tx.scope(), ask)) : no;
                if (cached != null) {
                  known.put(ask, cached);
                }
              }
              return known;
            });
  }
}
