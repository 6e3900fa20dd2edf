package io.pricewright.rules.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class JsonPickerTest {
  private static final List<String> NAMES = List.of("n", "m", "usage", "a.b", "quote\"d", "ü");

  @Test
  void pick_anyObject_isTheReadersFields() {
    long seed = Long.getLong("seed", System.nanoTime());
    System.out.println("JsonPickerTest seed " + seed);
    Random random = new Random(seed);
    for (int i = 0; i < 5_000; i++) {
      Json.Obj object = object(random, 3);
      List<String> paths = List.of(pick(random), pick(random) + ".x");
      JsonPicker picker = new JsonPicker(paths);
      byte[] text = ("junk" + object.text() + "junk").getBytes(StandardCharsets.UTF_8);
      Json.Obj picked = picker.pick(text, 4, text.length - 4);
      for (String path : paths) {
        assertThat(picked.at(path)).as("%s of %s", path, object.text()).isEqualTo(object.at(path));
      }
    }
  }

  @Test
  void pick_spacedObject_isReadWhole() {
    byte[] text = "{ \"n\" : 1.50 , \"m\": [ 1 ] }".getBytes(StandardCharsets.UTF_8);
    assertThat(new JsonPicker(List.of("n")).pick(text, 0, text.length))
        .isEqualTo(new Json.Obj(Map.of("n", new Json.Num(new BigDecimal("1.50")))));
  }

  private static String pick(Random random) {
    return NAMES.get(random.nextInt(NAMES.size()));
  }

  private static Json.Obj object(Random random, int depth) {
    Map<String, Json> fields = new LinkedHashMap<>();
    int n = random.nextInt(4);
    for (int i = 0; i < n; i++) {
      fields.put(random.nextInt(4) == 0 ? "x" : pick(random), value(random, depth));
    }
    return new Json.Obj(fields);
  }

  private static Json value(Random random, int depth) {
    return switch (random.nextInt(depth == 0 ? 5 : 7)) {
      case 0 -> Json.of(random.nextInt(1_000));
      case 1 -> new Json.Num(BigDecimal.valueOf(random.nextLong(), random.nextInt(12)));
      case 2 -> Json.of(random.nextBoolean() ? "plain, } ]" : "esc\\ape \"d\" \n ü");
      case 3 -> Json.of(random.nextBoolean());
      case 4 -> Json.nothing();
      case 5 -> object(random, depth - 1);
      default -> {
        List<Json> items = new ArrayList<>();
        for (int i = random.nextInt(3); i > 0; i--) {
          items.add(value(random, depth - 1));
        }
        yield new Json.Arr(items);
      }
    };
  }
}
