package io.pricewright.rules.script.graal;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.pricewright.rules.problem.FieldError;
import io.pricewright.rules.problem.Problem;
import io.pricewright.rules.problem.ProblemException;
import io.pricewright.rules.script.BranchProbe;
import io.pricewright.rules.script.ScriptKind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.Engine;
import org.graalvm.polyglot.PolyglotException;
import org.graalvm.polyglot.Source;
import org.graalvm.polyglot.Value;
import org.jspecify.annotations.Nullable;

/**
 * Compiles authors' scripts with the parser acorn in a context of its own, one at a time. The
 * context runs our code alone: an author's text is only data there.
 */
final class ScriptCompiler implements AutoCloseable {
  private static final JsonFactory JSON = new JsonFactory();

  /** Words and signs of a source, those of comments included: reading takes some 20 us each. */
  static final int MOST_WORDS = 4_000;

  private static final int MAX_ANSWER_CHARS = 16_000_000;
  private final Engine engine;
  private final ScriptLimits limits;
  private @Nullable Context context;
  private @Nullable Value compile;
  private @Nullable String known;

  ScriptCompiler(Engine engine, ScriptLimits limits) {
    this.engine = engine;
    this.limits = limits;
  }

  /**
   * Compiles a script.
   *
   * @throws ProblemException with InvalidScript
   */
  CompiledScript compile(String key, String source) {
    return compile(key, source, null);
  }

  /**
   * Compiles a draft: what it uses that is not there is refused, wherever it stands.
   *
   * @throws ProblemException with InvalidScript
   */
  CompiledScript compileDraft(String key, String source) {
    return compile(key, source, names());
  }

  private synchronized String names() {
    if (known == null) {
      Realm realm = new Realm(engine, limits);
      known = realm.names();
      realm.kill();
    }
    return known;
  }

  private CompiledScript compile(String key, String source, @Nullable String names) {
    if (source.isBlank() || source.length() > limits.sourceChars()) {
      throw invalid(
          "line 1, column 1: a script has 1 to %d characters".formatted(limits.sourceChars()));
    }
    if (wordsAndSigns(source) > MOST_WORDS) {
      throw invalid(
          "line 1, column 1: a script has at most %d words and signs: put tables into the parameters of the price"
              .formatted(MOST_WORDS));
    }
    CompiledScript compiled = read(key, source, answer(source, false, names), new ArrayList<>());
    parse(compiled);
    return compiled;
  }

  // Never fewer than the parser's tokens, and counted in no time.
  private static int wordsAndSigns(String source) {
    int count = 0;
    boolean inWord = false;
    for (int i = 0; i < source.length(); i++) {
      boolean word = Character.isUnicodeIdentifierPart(source.charAt(i));
      if (word ? !inWord : !Character.isWhitespace(source.charAt(i))) {
        count++;
      }
      inWord = word;
    }
    return count;
  }

  // Acorn and the engine should agree on what a script is; where they do not, it is refused.
  private synchronized void parse(CompiledScript compiled) {
    try {
      Objects.requireNonNull(context).parse(compiled.source());
    } catch (PolyglotException e) {
      if (!e.isGuestException()) {
        throw e;
      }
      throw invalid("line 1, column 1: the engine cannot read the script: " + e.getMessage());
    }
  }

  /**
   * Compiles a script that reports its branches as it runs.
   *
   * @throws ProblemException with InvalidScript
   */
  Covered compileForCoverage(String key, String source) {
    compile(key, source);
    List<BranchProbe.Branch> branches = new ArrayList<>();
    return new Covered(
        read(key + " coverage", source, answer(source, true, null), branches),
        List.copyOf(branches));
  }

  /** A script that reports its branches, by their numbers. */
  record Covered(CompiledScript script, List<BranchProbe.Branch> branches) {}

  private synchronized String answer(String source, boolean covered, @Nullable String names) {
    try {
      return function().execute(source, covered, names).asString();
    } catch (PolyglotException e) {
      if (!e.isGuestException()) {
        throw e;
      }
      throw invalid("line 1, column 1: the script is nested too deeply to be read");
    }
  }

  private Value function() {
    if (compile == null) {
      context = Confinement.context(engine, MAX_ANSWER_CHARS);
      context.eval(Resources.source("acorn.js"));
      context.eval(Resources.source("names.js"));
      compile = context.eval(Resources.source("compiler.js"));
    }
    return compile;
  }

  private static CompiledScript read(
      String key, String source, String answer, List<BranchProbe.Branch> branches) {
    String kind = "";
    String code = "";
    List<CompiledScript.Edit> edits = new ArrayList<>();
    List<FieldError> errors = new ArrayList<>();
    try (JsonParser json = JSON.createParser(answer)) {
      json.nextToken();
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String name = json.currentName();
        json.nextToken();
        switch (name) {
          case "kind" -> kind = json.getText();
          case "code" -> code = json.getText();
          case "edits" -> readEdits(json, edits);
          case "branches" ->
              readPlaces(
                  json,
                  (line, column, what) ->
                      branches.add(new BranchProbe.Branch(line, column, what, false)));
          default ->
              readPlaces(
                  json,
                  (line, column, message) ->
                      errors.add(error("line " + line + ", column " + column + ": " + message)));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the script compiler's answer cannot be read", e);
    }
    if (!errors.isEmpty()) {
      throw new ProblemException(new Problem.InvalidScript(errors.getFirst().detail(), errors));
    }
    return new CompiledScript(
        key,
        switch (kind) {
          case "price" -> ScriptKind.CUMULATIVE;
          case "all" -> ScriptKind.ALL_CELLS;
          case "library" -> ScriptKind.LIBRARY;
          default -> ScriptKind.PER_EVENT;
        },
        source,
        Source.newBuilder("js", code, CompiledScript.NAME).cached(true).buildLiteral(),
        edits);
  }

  private static void readEdits(JsonParser json, List<CompiledScript.Edit> edits)
      throws IOException {
    while (json.nextToken() == JsonToken.START_ARRAY) {
      edits.add(new CompiledScript.Edit(json.nextIntValue(0), json.nextIntValue(0)));
      json.nextToken();
    }
  }

  /** Takes what is said of a place in the author's text. */
  private interface Place {
    void at(int line, int column, String what);
  }

  private static void readPlaces(JsonParser json, Place place) throws IOException {
    while (json.nextToken() == JsonToken.START_OBJECT) {
      int line = 1;
      int column = 1;
      String message = "";
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String name = json.currentName();
        json.nextToken();
        switch (name) {
          case "line" -> line = json.getIntValue();
          case "column" -> column = json.getIntValue();
          default -> message = json.getText();
        }
      }
      place.at(line, column, message);
    }
  }

  private static ProblemException invalid(String detail) {
    return new ProblemException(new Problem.InvalidScript(detail, List.of(error(detail))));
  }

  private static FieldError error(String detail) {
    return new FieldError("/source", "invalid_script", detail);
  }

  @Override
  public synchronized void close() {
    if (context != null) {
      context.close(true);
      context = null;
      compile = null;
    }
  }
}
