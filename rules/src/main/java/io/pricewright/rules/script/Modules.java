package io.pricewright.rules.script;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Libraries that a script imports by name and version. What is published is the linked text: the
 * author's, then each library after a line {@code //# module NAME@VERSION}. So a version can be run
 * again with nothing else at hand, and its hash covers all of its code.
 */
public final class Modules {
  /** Most libraries of one script. */
  public static final int MAX = 10;

  private static final Pattern IMPORT =
      Pattern.compile(
          "^[ \\t]*import\\s{0,20}\\{[^}]{0,2000}\\}\\s{0,20}from\\s{0,20}"
              + "(['\"])([a-z0-9][a-z0-9._-]{0,99})@([1-9][0-9]{0,5})\\1",
          Pattern.MULTILINE);
  private static final String MARK = "\n//# module ";

  private Modules() {}

  /**
   * A published library.
   *
   * @param name its script's name
   * @param number its version
   */
  public record Name(String name, int number) implements Comparable<Name> {
    @Override
    public int compareTo(Name other) {
      int byName = name.compareTo(other.name);
      return byName != 0 ? byName : Integer.compare(number, other.number);
    }

    @Override
    public String toString() {
      return name + "@" + number;
    }
  }

  /**
   * Returns the libraries that an author's text imports, each once.
   *
   * @throws IllegalArgumentException for too many, and for a text that is linked already
   */
  public static List<Name> wanted(String source) {
    if (source.contains(MARK)) {
      throw new IllegalArgumentException(
          "send the author's text alone, without the libraries after '" + MARK.strip() + "'");
    }
    Set<Name> names = new LinkedHashSet<>();
    Matcher matcher = IMPORT.matcher(source);
    while (matcher.find()) {
      names.add(new Name(matcher.group(2), Integer.parseInt(matcher.group(3))));
    }
    if (names.size() > MAX) {
      throw new IllegalArgumentException("a script imports at most %d libraries".formatted(MAX));
    }
    return new ArrayList<>(names);
  }

  /** Returns the text with its libraries after it. */
  public static String link(String source, Map<Name, String> libraries) {
    StringBuilder linked = new StringBuilder(source);
    for (Name name : wanted(source)) {
      linked.append(MARK).append(name).append('\n');
      linked.append(Objects.requireNonNull(libraries.get(name), name::toString));
    }
    return linked.toString();
  }

  /** Returns the author's part of a linked text. */
  public static String author(String linked) {
    int mark = linked.indexOf(MARK);
    return mark < 0 ? linked : linked.substring(0, mark);
  }
}
