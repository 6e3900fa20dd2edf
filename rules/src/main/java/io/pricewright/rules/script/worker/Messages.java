package io.pricewright.rules.script.worker;

import io.pricewright.rules.id.ScriptId;
import io.pricewright.rules.problem.FieldError;
import io.pricewright.rules.script.BranchProbe;
import io.pricewright.rules.script.ScriptInput;
import io.pricewright.rules.script.ScriptKind;
import io.pricewright.rules.script.ScriptLine;
import io.pricewright.rules.script.ScriptOutcome;
import io.pricewright.rules.script.ScriptVersion;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the two processes say to each other. Reading refuses with IOException what is malformed. */
final class Messages {
  /** Most inputs or outcomes of one message. */
  static final int MOST_ITEMS = 10_000;

  private static final int MOST_DECIMAL_CHARS = 400;

  private Messages() {}

  /** What the parent asks. */
  sealed interface Ask {
    /** Compile and say the kind; of a draft, also refuse what it uses that is not there. */
    record Check(String source, boolean draft) implements Ask {}

    /** Evaluate a version over inputs. */
    record Evaluate(ScriptVersion version, List<ScriptInput> inputs) implements Ask {}

    /** Evaluate while noting branches. */
    record Cover(String source, List<ScriptInput> inputs) implements Ask {}
  }

  /** What the worker answers. */
  sealed interface Answer {
    /** The script's kind. */
    record Kind(ScriptKind kind) implements Answer {}

    /** Why the script is refused. */
    record Invalid(String detail, List<FieldError> errors) implements Answer {}

    /** One outcome an input. */
    record Outcomes(List<ScriptOutcome> outcomes) implements Answer {}

    /** One outcome an input, and the script's branches. */
    record Covered(BranchProbe.Coverage coverage) implements Answer {}
  }

  private interface Writing {
    void to(DataOutputStream out) throws IOException;
  }

  private interface Reading<T> {
    T from(DataInputStream in) throws IOException;
  }

  static byte[] ask(Ask ask) {
    return bytes(
        out -> {
          switch (ask) {
            case Ask.Check check -> {
              out.writeByte(1);
              text(out, check.source());
              out.writeBoolean(check.draft());
            }
            case Ask.Evaluate evaluate -> {
              out.writeByte(2);
              version(out, evaluate.version());
              inputs(out, evaluate.inputs());
            }
            case Ask.Cover cover -> {
              out.writeByte(3);
              text(out, cover.source());
              inputs(out, cover.inputs());
            }
          }
        });
  }

  static Ask readAsk(byte[] message) throws IOException {
    return read(
        message,
        in ->
            switch (in.readByte()) {
              case 1 -> new Ask.Check(text(in), in.readBoolean());
              case 2 -> new Ask.Evaluate(version(in), inputs(in));
              case 3 -> new Ask.Cover(text(in), inputs(in));
              default -> throw new IOException("an unknown question");
            });
  }

  static byte[] answer(Answer answer) {
    return bytes(
        out -> {
          switch (answer) {
            case Answer.Kind kind -> {
              out.writeByte(1);
              kind(out, kind.kind());
            }
            case Answer.Invalid invalid -> {
              out.writeByte(2);
              text(out, invalid.detail());
              out.writeInt(invalid.errors().size());
              for (FieldError error : invalid.errors()) {
                text(out, error.pointer());
                text(out, error.code());
                text(out, error.detail());
              }
            }
            case Answer.Outcomes outcomes -> {
              out.writeByte(3);
              outcomes(out, outcomes.outcomes());
            }
            case Answer.Covered covered -> {
              out.writeByte(4);
              outcomes(out, covered.coverage().outcomes());
              branches(out, covered.coverage().branches());
            }
          }
        });
  }

  static Answer readAnswer(byte[] message) throws IOException {
    return read(
        message,
        in ->
            switch (in.readByte()) {
              case 1 -> new Answer.Kind(kind(in));
              case 2 ->
                  new Answer.Invalid(
                      text(in), list(in, i -> new FieldError(text(i), text(i), text(i))));
              case 3 -> new Answer.Outcomes(list(in, Messages::outcome));
              case 4 ->
                  new Answer.Covered(
                      new BranchProbe.Coverage(list(in, Messages::outcome), branches(in)));
              default -> throw new IOException("an unknown answer");
            });
  }

  private static void version(DataOutputStream out, ScriptVersion version) throws IOException {
    text(out, version.id().value());
    text(out, version.name());
    out.writeInt(version.number());
    text(out, version.sha256());
    kind(out, version.kind());
    text(out, version.source());
  }

  private static ScriptVersion version(DataInputStream in) throws IOException {
    return new ScriptVersion(
        new ScriptId(text(in)), text(in), in.readInt(), text(in), kind(in), text(in));
  }

  // Parameters and context are mostly those of the input before: an empty text stands for that.
  private static void inputs(DataOutputStream out, List<ScriptInput> inputs) throws IOException {
    out.writeInt(inputs.size());
    String params = "";
    String context = "";
    for (ScriptInput input : inputs) {
      text(out, input.subject());
      text(out, input.params().equals(params) ? "" : input.params());
      text(out, input.context().equals(context) ? "" : input.context());
      params = input.params();
      context = input.context();
    }
  }

  private static List<ScriptInput> inputs(DataInputStream in) throws IOException {
    String[] last = {"", ""};
    return list(
        in,
        i -> {
          String subject = text(i);
          String params = text(i);
          String context = text(i);
          last[0] = params.isEmpty() ? last[0] : params;
          last[1] = context.isEmpty() ? last[1] : context;
          return new ScriptInput(subject, last[0], last[1]);
        });
  }

  private static void outcomes(DataOutputStream out, List<ScriptOutcome> outcomes)
      throws IOException {
    out.writeInt(outcomes.size());
    for (ScriptOutcome outcome : outcomes) {
      outcome(out, outcome);
    }
  }

  private static void branches(DataOutputStream out, List<BranchProbe.Branch> branches)
      throws IOException {
    out.writeInt(branches.size());
    for (BranchProbe.Branch branch : branches) {
      out.writeInt(branch.line());
      out.writeInt(branch.column());
      text(out, branch.what());
      out.writeBoolean(branch.taken());
    }
  }

  private static List<BranchProbe.Branch> branches(DataInputStream in) throws IOException {
    return list(
        in, i -> new BranchProbe.Branch(i.readInt(), i.readInt(), text(i), i.readBoolean()));
  }

  private static void outcome(DataOutputStream out, ScriptOutcome outcome) throws IOException {
    switch (outcome) {
      case ScriptOutcome.Priced priced -> {
        out.writeByte(1);
        decimal(out, priced.amount());
        out.writeLong(priced.steps());
        out.writeInt(priced.lines().size());
        for (ScriptLine line : priced.lines()) {
          text(out, line.label());
          decimal(out, line.quantity());
          decimal(out, line.unitPrice());
          decimal(out, line.amount());
        }
      }
      case ScriptOutcome.Failed failed -> {
        out.writeByte(2);
        text(out, failed.reason());
        text(out, failed.detail());
      }
    }
  }

  private static ScriptOutcome outcome(DataInputStream in) throws IOException {
    return switch (in.readByte()) {
      case 1 -> {
        BigDecimal amount = present(decimal(in));
        long steps = in.readLong();
        yield new ScriptOutcome.Priced(
            amount,
            list(in, i -> new ScriptLine(text(i), decimal(i), decimal(i), present(decimal(i)))),
            steps);
      }
      case 2 -> new ScriptOutcome.Failed(text(in), text(in));
      default -> throw new IOException("an unknown outcome");
    };
  }

  private static void kind(DataOutputStream out, ScriptKind kind) throws IOException {
    text(out, kind.name());
  }

  private static ScriptKind kind(DataInputStream in) throws IOException {
    try {
      return ScriptKind.valueOf(text(in));
    } catch (IllegalArgumentException e) {
      throw new IOException("an unknown kind of script", e);
    }
  }

  private static void decimal(DataOutputStream out, @Nullable BigDecimal number)
      throws IOException {
    text(out, number == null ? "" : number.toString());
  }

  private static @Nullable BigDecimal decimal(DataInputStream in) throws IOException {
    String text = text(in);
    if (text.isEmpty()) {
      return null;
    }
    try {
      if (text.length() <= MOST_DECIMAL_CHARS) {
        return new BigDecimal(text);
      }
    } catch (NumberFormatException e) {
      throw new IOException("not a decimal", e);
    }
    throw new IOException("a decimal is too long");
  }

  private static BigDecimal present(@Nullable BigDecimal number) throws IOException {
    if (number == null) {
      throw new IOException("an amount is missing");
    }
    return number;
  }

  private static void text(DataOutputStream out, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  private static String text(DataInputStream in) throws IOException {
    int length = in.readInt();
    if (length < 0 || length > in.available()) {
      throw new IOException("a text of %d bytes is out of bounds".formatted(length));
    }
    return new String(in.readNBytes(length), StandardCharsets.UTF_8);
  }

  private static <T> List<T> list(DataInputStream in, Reading<T> one) throws IOException {
    int size = in.readInt();
    if (size < 0 || size > MOST_ITEMS) {
      throw new IOException("a list of %d items is out of bounds".formatted(size));
    }
    List<T> items = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      items.add(one.from(in));
    }
    return items;
  }

  private static byte[] bytes(Writing writing) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      writing.to(out);
    } catch (IOException e) {
      throw new IllegalStateException("memory cannot be written to", e);
    }
    return bytes.toByteArray();
  }

  private static <T> T read(byte[] message, Reading<T> reading) throws IOException {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(message))) {
      T read = reading.from(in);
      if (in.available() > 0) {
        throw new IOException("a message is longer than it says");
      }
      return read;
    }
  }
}
