package io.pricewright.gateway.walls;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a file's path and text may not be. */
final class Tidy {
  /** Most lines of a file that ships; tests may be tables, and a little longer. */
  static final int MAX_LINES = 450;

  static final int MAX_LINES_OF_TESTS = 600;

  /** Most lines of a file that declares routes: it decides nothing. */
  static final int MAX_LINES_OF_ROUTES = 150;

  private static final Set<String> TOP =
      Set.of(
          "rules",
          "rule-scripts",
          "store",
          "webhooks",
          "sandbox",
          "gateway",
          "sdk",
          "docs",
          "pricewright",
          "pom.xml",
          "README.md",
          "CHANGELOG.md",
          "LICENSE",
          "NOTICE",
          "docker-compose.yml");
  // Spelled in two halves, so that this file does not complain about itself.
  private static final Pattern LEFT_OPEN = Pattern.compile("\\b(?:TO" + "DO|FIX" + "ME)\\b");
  private static final Pattern EMPTY_NAME =
      Pattern.compile(".*(?:Util|Helper|Service|Manager|Impl)s?\\.[a-z]+");
  private static final Pattern SQL_CLOCK =
      Pattern.compile(
          "(?i)(?<![.\\w])(?:now|clock_timestamp|statement_timestamp|transaction_timestamp)\\s*\\(\\s*\\)"
              + "|\\b(?:current_timestamp|current_date|localtimestamp)\\b");
  private static final Pattern SESSION_SETTING =
      Pattern.compile("(?is)set_config\\s*\\((?:[^()]|\\([^()]*\\))*,\\s*false\\s*\\)");
  private static final Pattern STRING =
      Pattern.compile("(?s)\"\"\".*?\"\"\"|\"(?:\\\\.|[^\"\\\\\\n])*\"");

  private Tidy() {}

  /** Returns what is wrong with a file, one line each. */
  static List<String> complaints(String path, String text) {
    List<String> found = new ArrayList<>();
    if (!topAllowed(path)) {
      found.add(path + ": only the modules and a few files stand at the top");
    }
    if (EMPTY_NAME.matcher(path).matches()) {
      found.add(path + ": the name says nothing; say what it does");
    }
    if (borrowed(path)) {
      return found;
    }
    if (LEFT_OPEN.matcher(text).find()) {
      found.add(path + ": finish it, or file an issue");
    }
    // The one migration holds every table.
    if (text.lines().count() > most(path) && !path.contains("/db/migration/")) {
      found.add(path + ": more than " + most(path) + " lines");
    }
    if (path.contains("/src/main/") && SQL_CLOCK.matcher(sql(path, text)).find()) {
      found.add(path + ": business time is a parameter, never the database's clock");
    }
    if (path.contains("/src/main/") && SESSION_SETTING.matcher(sql(path, text)).find()) {
      found.add(path + ": a setting of a session leaks to the next borrower of the connection");
    }
    return found;
  }

  /** Returns the folders of Java files that lack a package-info.java. */
  static List<String> withoutPackageInfo(List<String> paths) {
    return paths.stream()
        .filter(path -> path.endsWith(".java") && !borrowed(path))
        .map(path -> path.substring(0, path.lastIndexOf('/') + 1))
        .distinct()
        .filter(Predicate.not(folder -> paths.contains(folder + "package-info.java")))
        .toList();
  }

  private static boolean topAllowed(String path) {
    String top = path.split("/", 2)[0];
    return top.startsWith(".") || TOP.contains(top);
  }

  private static int most(String path) {
    boolean test = path.contains("/src/test/");
    return path.endsWith("Routes.java") && !test
        ? MAX_LINES_OF_ROUTES
        : test ? MAX_LINES_OF_TESTS : MAX_LINES;
  }

  /** Whether others wrote the file: a library's source, a lock file, generated code, data. */
  private static boolean borrowed(String path) {
    return path.endsWith("/acorn.js")
        || path.endsWith("package-lock.json")
        || path.contains("/src/main/jooq/")
        || path.endsWith(".csv")
        || path.endsWith(".gz");
  }

  /** Returns what may be SQL: a script without its comments, or the string literals of Java. */
  private static String sql(String path, String text) {
    if (path.endsWith(".sql")) {
      return text.replaceAll("--[^\\n]*", "");
    }
    if (!path.endsWith(".java")) {
      return "";
    }
    StringBuilder strings = new StringBuilder();
    Matcher literal = STRING.matcher(text);
    while (literal.find()) {
      strings.append(literal.group().replace("\"", "")).append(' ');
    }
    return strings.toString();
  }
}
