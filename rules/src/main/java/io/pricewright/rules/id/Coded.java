package io.pricewright.rules.id;

import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A constant of a closed choice that has a word on the wire and in rows. Words never change. */
public interface Coded {
  /** Returns the word, such as {@code published}; another for each constant. */
  String code();

  /** Returns the constant of a word, or empty when there is none. */
  static <E extends Enum<E> & Coded> Optional<E> find(Class<E> choice, String code) {
    return Optional.ofNullable(choice.cast(Words.OF.get(choice).get(code)));
  }

  /** Returns the constant of a stored word; fails with IllegalStateException when there is none. */
  static <E extends Enum<E> & Coded> E of(Class<E> choice, String code) {
    E found = choice.cast(Words.OF.get(choice).get(code));
    if (found == null) {
      throw new IllegalStateException("no %s is called %s".formatted(choice.getSimpleName(), code));
    }
    return found;
  }

  /** The words of each choice, collected once. */
  final class Words {
    private static final ClassValue<Map<String, Coded>> OF =
        new ClassValue<>() {
          @Override
          protected Map<String, Coded> computeValue(Class<?> choice) {
            return Stream.of(choice.getEnumConstants())
                .map(Coded.class::cast)
                .collect(Collectors.toUnmodifiableMap(Coded::code, Function.identity()));
          }
        };

    private Words() {}
  }
}
