package io.pricewright.gateway.http.body;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeModel;
import java.lang.classfile.MethodModel;
import java.lang.classfile.instruction.ConstantInstruction;
import java.lang.classfile.instruction.FieldInstruction;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.DirectMethodHandleDesc;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * Every component of every record that a request is read as, bodies and queries, is read by
 * somebody: found in the compiled classes. What nobody reads would be accepted and ignored.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ReadShapesTest {
  /** What nobody has to read, as every value of it is answered in the same way, and it says so. */
  private static final Set<String> SAID_TO_BE_SO =
      Set.of(
          "CustomerWalletRoutes$Named.includeRealTimeBalance",
          "CustomerWalletRoutes$Named.fromCache",
          "WalletRoutes$Fresh.fromCache");

  /**
   * Shapes that are described alone: {@code EventReader} of rules reads them, and refuses others.
   */
  private static final Set<String> READ_ELSEWHERE =
      Set.of("IngestDraft$Amendment", "IngestDraft$Many", "IngestDraft$Sent");

  private final Set<String> roots = new TreeSet<>();
  private final Set<String> read = new HashSet<>();

  @BeforeAll
  void look() throws IOException {
    Path classes =
        Path.of(
            java.net.URI.create(
                Body.class.getProtectionDomain().getCodeSource().getLocation().toString()));
    try (Stream<Path> all = Files.walk(classes)) {
      all.filter(file -> file.toString().endsWith(".class")).forEach(this::look);
    }
  }

  private void look(Path file) {
    try {
      ClassModel model = ClassFile.of().parse(Files.readAllBytes(file));
      String owner = model.thisClass().asInternalName();
      for (MethodModel method : model.methods()) {
        method.code().ifPresent(code -> look(owner, method.methodName().stringValue(), code));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void look(String owner, String method, CodeModel code) {
    String last = "";
    for (CodeElement element : code) {
      switch (element) {
        case ConstantInstruction constant when constant.constantValue() instanceof ClassDesc type ->
            last = type.descriptorString();
        case InvokeInstruction call -> {
          root(owner, call, last);
          note(call.owner().asInternalName(), call.name().stringValue());
        }
        case FieldInstruction field
            when field.owner().asInternalName().equals(owner)
                && !method.equals("<init>")
                && !method.equals(field.name().stringValue()) ->
            note(owner, field.name().stringValue());
        case InvokeDynamicInstruction call when !generated(call) ->
            call.bootstrapArgs().stream()
                .filter(DirectMethodHandleDesc.class::isInstance)
                .map(DirectMethodHandleDesc.class::cast)
                .forEach(handle -> note(internal(handle.owner()), handle.methodName()));
        default -> {}
      }
    }
  }

  private static boolean generated(InvokeDynamicInstruction call) {
    return call.bootstrapMethod().owner().descriptorString().contains("ObjectMethods");
  }

  private static String internal(ClassDesc type) {
    String descriptor = type.descriptorString();
    return descriptor.substring(1, descriptor.length() - 1);
  }

  /** Queries anywhere, and bodies of drafts, are what requests are read as. */
  private void root(String owner, InvokeInstruction call, String last) {
    boolean query = call.owner().asInternalName().endsWith("http/body/Query");
    boolean body =
        call.owner().asInternalName().endsWith("http/body/Body")
            && owner.replaceAll("\\$.*", "").endsWith("Draft");
    if ((query || body) && call.name().equalsString("of") && last.startsWith("L")) {
      roots.add(last.substring(1, last.length() - 1).replace('/', '.'));
    }
  }

  private void note(String owner, String component) {
    read.add(owner.replace('/', '.') + "." + component);
  }

  private static void types(Type type, Deque<Class<?>> found) {
    switch (type) {
      case Class<?> plain -> {
        if (plain.isSealed()) {
          found.addAll(List.of(plain.getPermittedSubclasses()));
        } else if (plain.isRecord() && plain.getName().contains(".gateway.")) {
          found.add(plain);
        }
      }
      case ParameterizedType generic -> {
        for (Type argument : generic.getActualTypeArguments()) {
          types(argument, found);
        }
      }
      default -> {}
    }
  }

  private Set<Class<?>> shapes() throws ClassNotFoundException {
    Deque<Class<?>> open = new ArrayDeque<>();
    for (String root : roots) {
      types(Class.forName(root), open);
    }
    Set<Class<?>> shapes = new LinkedHashSet<>();
    while (!open.isEmpty()) {
      Class<?> shape = open.pop();
      if (shape.isRecord() && shapes.add(shape)) {
        for (RecordComponent component : shape.getRecordComponents()) {
          types(component.getGenericType(), open);
        }
      }
    }
    return shapes;
  }

  @Test
  void component_ofEveryRequest_isReadBySomebody() throws ClassNotFoundException {
    List<String> unread = new ArrayList<>();
    int components = 0;
    for (Class<?> shape : shapes()) {
      String name = shape.getName().substring(shape.getPackageName().length() + 1);
      if (READ_ELSEWHERE.contains(name)) {
        continue;
      }
      for (RecordComponent component : shape.getRecordComponents()) {
        components++;
        if (component.isAnnotationPresent(Inline.class)) {
          continue; // Its components are what is read.
        }
        if (component.getType().isEnum() && component.getType().getEnumConstants().length == 1) {
          continue; // There is nothing to choose.
        }
        if (!read.contains(shape.getName() + "." + component.getName())
            && !SAID_TO_BE_SO.contains(name + "." + component.getName())) {
          unread.add(name + "." + component.getName());
        }
      }
    }
    assertThat(unread).isEmpty();
    assertThat(components).isGreaterThan(250);
    assertThat(roots).hasSizeGreaterThan(40);
  }
}
