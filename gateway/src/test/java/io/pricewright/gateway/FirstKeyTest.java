package io.pricewright.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A key is kept where it can be, and never at the cost of another. */
final class FirstKeyTest {
  @Test
  void key_handed_isKept_andNeverReplacesAnother(@TempDir Path data) throws IOException {
    assertThat(FirstKey.hand(data, "first")).contains(FirstKey.file(data).toString());
    assertThat(FirstKey.hand(data, "second")).endsWith("second");
    assertThat(FirstKey.read(data)).contains("first");
  }

  @Test
  void key_handedToAFolderThatCannotBe_isShown(@TempDir Path data) throws IOException {
    Path file = Files.writeString(data.resolve("file"), "");
    assertThat(FirstKey.hand(file.resolve("folder"), "only")).endsWith("only");
  }
}
