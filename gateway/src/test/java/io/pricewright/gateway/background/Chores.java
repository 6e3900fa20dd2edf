package io.pricewright.gateway.background;

import io.pricewright.rules.tenancy.Scope;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/**
 * Work in memory: words to be done in each environment, leased as long as nobody gives them back. A
 * word of several parts ({@code a+b+c}) is a group that is cut when it fails.
 */
final class Chores implements DueWork<String> {
  static final Instant NOW = Instant.parse("2026-03-01T00:00:00Z");

  final List<String> done = new CopyOnWriteArrayList<>();
  final List<String> released = new CopyOnWriteArrayList<>();
  final List<String> noted = new CopyOnWriteArrayList<>();
  final AtomicInteger looks = new AtomicInteger();
  final AtomicInteger underWay = new AtomicInteger();
  final AtomicInteger mostUnderWay = new AtomicInteger();
  private final Map<Scope, TreeMap<String, Boolean>> due = new ConcurrentHashMap<>();
  private final Pace pace;
  private final Function<Claim<String>, Optional<String>> step;
  volatile boolean away;
  volatile boolean stores;

  /**
   * Makes chores.
   *
   * @param step what a step leaves of its word
   */
  Chores(Pace pace, Function<Claim<String>, Optional<String>> step) {
    this.pace = pace;
    this.step = step;
  }

  static Scope tenant(int no) {
    return new Scope(no, no);
  }

  static Pace pace(int claims, int concurrency) {
    return new Pace(
        Duration.ofMillis(20), claims, concurrency, Duration.ofSeconds(1), Duration.ofSeconds(2));
  }

  synchronized void add(int tenant, String... words) {
    for (String word : words) {
      due.computeIfAbsent(tenant(tenant), same -> new TreeMap<>()).put(word, false);
    }
  }

  synchronized boolean none() {
    return due.values().stream().allMatch(Map::isEmpty);
  }

  @Override
  public String name() {
    return "chores";
  }

  @Override
  public Pace pace() {
    return pace;
  }

  @Override
  public synchronized List<Due> scopes(Instant at, int most) {
    looks.incrementAndGet();
    if (away) {
      throw new IllegalStateException("nobody knows");
    }
    return due.entrySet().stream()
        .filter(entry -> entry.getValue().containsValue(false))
        .map(entry -> new Due(entry.getKey(), Duration.ofSeconds(90)))
        .limit(most)
        .toList();
  }

  @Override
  public synchronized List<Claim<String>> claim(Scope scope, int most) {
    List<Claim<String>> claims = new ArrayList<>();
    for (Map.Entry<String, Boolean> word : due.getOrDefault(scope, new TreeMap<>()).entrySet()) {
      if (word.getKey().equals("unclaimable")) {
        throw new IllegalStateException("it cannot be claimed");
      }
      if (!word.getValue() && claims.size() < most) {
        word.setValue(true);
        claims.add(new Claim<>(scope, word.getKey(), 0, word.getKey()));
      }
    }
    return claims;
  }

  private synchronized void giveBack(Claim<String> claim) {
    due.getOrDefault(claim.scope(), new TreeMap<>())
        .computeIfPresent(claim.what(), (w, b) -> false);
  }

  private synchronized void remove(Scope scope, String word) {
    due.getOrDefault(scope, new TreeMap<>()).remove(word);
  }

  @Override
  public Optional<Claim<String>> step(Claim<String> claim) {
    mostUnderWay.accumulateAndGet(underWay.incrementAndGet(), Math::max);
    try {
      Optional<String> left = step.apply(claim);
      if (left.isPresent()) {
        return left.map(word -> new Claim<>(claim.scope(), claim.key(), 0, word));
      }
    } catch (RuntimeException e) {
      // Not leased for longer: the driver alone keeps it from being tried again at once.
      giveBack(claim);
      throw e;
    } finally {
      underWay.decrementAndGet();
    }
    done.add(claim.scope().tenant() + claim.what());
    remove(claim.scope(), claim.what());
    return Optional.empty();
  }

  @Override
  public void release(Claim<String> claim) {
    released.add(claim.what());
    giveBack(claim);
  }

  @Override
  public boolean failed(Claim<String> claim, Throwable fault, Duration pause) {
    noted.add(claim.what() + " " + fault.getMessage());
    return stores;
  }

  @Override
  public synchronized List<Claim<String>> halves(Claim<String> claim, Throwable fault) {
    List<String> words = List.of(claim.what().split("\\+"));
    if (words.size() < 2) {
      return List.of();
    }
    TreeMap<String, Boolean> those = due.getOrDefault(claim.scope(), new TreeMap<>());
    those.remove(claim.what());
    int middle = words.size() / 2;
    return List.of(words.subList(0, middle), words.subList(middle, words.size())).stream()
        .map(half -> String.join("+", half))
        .peek(half -> those.put(half, true))
        .map(half -> new Claim<>(claim.scope(), half, 0, half))
        .toList();
  }
}
