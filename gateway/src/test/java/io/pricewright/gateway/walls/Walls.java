package io.pricewright.gateway.walls;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The walls of the house as rules about the packages under one root: which module may use what, no
 * package cycle, and one place that asks the system for the time.
 */
record Walls(String root) {
  /** They only measure how long something takes; no decision about money depends on it. */
  private static final List<String> MEASURES_DURATIONS =
      List.of(
          "gateway.HttpPort",
          "gateway.http.Door",
          "gateway.http.InFlight",
          "gateway.rating.ingest.RateEvents",
          "store.database.Database",
          "gateway.script.JudgeScripts",
          "rules.script.graal.GraalScriptEngine",
          "rules.script.graal.Watchdog",
          "rules.script.worker.WorkerEngine",
          "gateway.kafka.TopicReader",
          "gateway.script.BatchBudget",
          "gateway.script.ScriptPool",
          "gateway.bench.AccessScene",
          "gateway.bench.LoadVerticle",
          "gateway.bench.PacedVerticle",
          "gateway.bench.LoadGenerator",
          "gateway.Base",
          "gateway.cli.script.WatchCommand",
          "gateway.bench.Bystander",
          "gateway.bench.HostileNode",
          "gateway.bench.HostileRun",
          "gateway.bench.ScriptTenant",
          "gateway.bench.ScriptCommand",
          "gateway.bench.SimulateCommand",
          "gateway.bench.DueRows",
          "gateway.bench.DuesCommand",
          "gateway.bench.CopyLimit");

  /** Returns the rules by name. */
  Map<String, ArchRule> rules() {
    Map<String, ArchRule> rules = new LinkedHashMap<>();
    rules.put(
        "rules use the JDK",
        onlyUses("rules", CORE, "com.fasterxml..", "org.graalvm..", "com.sun.management.."));
    rules.put("rules see no world", sees("rules", WORLD));
    rules.put("store uses its drivers", onlyUses("store", STORE, own("rules"), own("store")));
    rules.put(
        "webhooks use Vert.x and the store's interfaces",
        onlyUses("webhooks", CORE, WEB, own("rules"), own("store")));
    rules.put(
        "webhooks see no SQL",
        sees(
            "webhooks", "org.jooq..", "io.vertx.sqlclient..", "io.vertx.pgclient..", "java.sql.."));
    rules.put("sandbox uses rules", onlyUses("sandbox", CORE, own("rules")));
    rules.put("gateway sees no jOOQ", sees("gateway", "org.jooq.."));
    rules.put("background work knows no HTTP", background());
    rules.put("HTTP stays where it is spoken", http());
    rules.put("only wiring and routes know routes", routes());
    rules.put("GraalVM stays in its package", only("org.graalvm..", "rules.script.graal"));
    rules.put(
        "Jackson stays in three",
        only("com.fasterxml..", "rules.json", "rules.script.graal", "gateway.schema"));
    rules.put(
        "the schema validator stays in its package", only("com.networknt..", "gateway.schema"));
    rules.put("YAML stays in its package", only("org.yaml..", "gateway.cli.catalogue"));
    rules.put("the server does without tools", serverWithoutTools());
    rules.put(
        "what attacks stays in its jar",
        only(own("rules.script.hostile"), "rules.script.hostile", "gateway.bench"));
    rules.put("no package cycles", slices().matching(root + ".(**)").should().beFreeOfCycles());
    rules.put("only Main asks for the time", time());
    rules.put("durations are measured where named", durations());
    return rules;
  }

  private static final String CORE =
      "java.lang..|java.util..|java.math..|java.time..|java.io..|"
          + "java.nio..|java.net..|java.security..|java.text..|javax.crypto..|org.jspecify..";
  private static final String WEB = "io.vertx.core..|org.slf4j..";
  private static final String STORE =
      CORE
          + "|java.sql..|javax.sql..|io.vertx.core..|io.vertx.sqlclient..|io.vertx.pgclient.."
          + "|io.vertx.redis..|org.jooq..|org.flywaydb..|org.postgresql..|org.slf4j.."
          + "|org.apache.commons.compress..|org.tukaani..";
  private static final String WORLD =
      "io.vertx..|io.netty..|org.jooq..|java.sql..|javax.sql..|org.postgresql..|java.net.."
          + "|org.apache.kafka..";

  private String own(String module) {
    return root + "." + module + "..";
  }

  private static String[] packages(String... groups) {
    return Stream.of(groups).flatMap(group -> Stream.of(group.split("\\|"))).toArray(String[]::new);
  }

  private ArchRule onlyUses(String module, String... allowed) {
    return classes()
        .that()
        .resideInAPackage(own(module))
        .should()
        .onlyDependOnClassesThat(
            resideInAnyPackage(packages(allowed)).or(resideInAPackage(own(module))))
        .allowEmptyShould(true);
  }

  private ArchRule sees(String module, String... forbidden) {
    return noClasses()
        .that()
        .resideInAPackage(own(module))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(packages(forbidden))
        .allowEmptyShould(true);
  }

  /** What is driven, and the driver, answer nobody: routes call use cases, not the other way. */
  private ArchRule background() {
    return noClasses()
        .that()
        .resideInAPackage(root + ".gateway.background")
        .or()
        .implement(root + ".gateway.background.DueWork")
        .should()
        .dependOnClassesThat()
        .resideInAPackage(root + ".gateway.http");
  }

  /**
   * Use cases know their commands alone; {@code Transactions} makes endpoints of them. Two parts of
   * drafts, and what shows a subscription to an endpoint, have other names.
   */
  private ArchRule http() {
    return noClasses()
        .that()
        .resideInAPackage(own("gateway"))
        .and()
        .resideOutsideOfPackages(
            root + ".gateway", own("gateway.http"), own("gateway.access"), own("gateway.walls"))
        .and()
        .haveNameNotMatching(
            ".*(Routes|Draft|Answers?|EntitlementValues|MoneyTerms|TellSubscription|package-info)(\\$.*)?")
        .should()
        .dependOnClassesThat(
            resideInAPackage(root + ".gateway.http..")
                .and(
                    DescribedPredicate.not(
                        JavaClass.Predicates.simpleNameContaining("Transactions"))));
  }

  private ArchRule routes() {
    return noClasses()
        .that()
        .resideInAPackage(own("gateway"))
        .and()
        .resideOutsideOfPackage(root + ".gateway")
        .and()
        .haveNameNotMatching(".*Routes(\\$.*)?")
        .should()
        .dependOnClassesThat()
        .haveNameMatching(".*\\.gateway\\..*Routes(\\$.*)?");
  }

  private ArchRule only(String library, String... places) {
    String[] homes = Stream.of(places).map(place -> root + "." + place).toArray(String[]::new);
    return noClasses()
        .that()
        .resideOutsideOfPackages(homes)
        .should()
        .dependOnClassesThat()
        .resideInAPackage(library);
  }

  /** What the pom leaves out of the server's jar. */
  private ArchRule serverWithoutTools() {
    String[] tools = {own("gateway.tools"), own("gateway.cli"), own("gateway.bench")};
    return noClasses()
        .that()
        .resideOutsideOfPackages(tools)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(tools);
  }

  private ArchRule time() {
    return noClasses()
        .that(DescribedPredicate.not(named(List.of("gateway.Main", "gateway.tools.Main"))))
        .should()
        .accessTargetWhere(
            access(
                "ask the system for the time",
                target -> {
                  String owner = target.getOwner().getFullName();
                  String name = target.getName();
                  boolean now = owner.startsWith("java.time.") && name.equals("now");
                  boolean clock = owner.equals("java.time.Clock") && CLOCKS.contains(name);
                  boolean millis =
                      owner.equals("java.lang.System") && name.equals("currentTimeMillis");
                  boolean date = owner.equals("java.util.Date") && name.equals("<init>");
                  return now || clock || millis || date;
                }));
  }

  private static final List<String> CLOCKS =
      List.of(
          "system", "systemUTC", "systemDefaultZone", "tickMillis", "tickSeconds", "tickMinutes");

  private ArchRule durations() {
    return noClasses()
        .that(DescribedPredicate.not(named(MEASURES_DURATIONS)))
        .should()
        .accessTargetWhere(
            access(
                "read the system's stopwatch",
                target ->
                    target.getOwner().getFullName().equals("java.lang.System")
                        && target.getName().equals("nanoTime")));
  }

  private DescribedPredicate<JavaClass> named(List<String> names) {
    return DescribedPredicate.describe(
        "are one of " + names,
        type ->
            names.stream()
                .map(name -> root + "." + name)
                .anyMatch(
                    name -> type.getName().equals(name) || type.getName().startsWith(name + "$")));
  }

  private static DescribedPredicate<JavaAccess<?>> access(
      String what, java.util.function.Predicate<AccessTarget> found) {
    return DescribedPredicate.describe(what, access -> found.test(access.getTarget()));
  }
}
