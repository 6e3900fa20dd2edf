package io.pricewright.sandbox;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * How numbers or words are spread over generated events. Draws are reproducible: the same seed
 * gives the same numbers on every machine, since only {@link StrictMath} is used. Quantities are
 * made here, never money.
 */
public sealed interface Distribution {
  /** Draws a value as text. */
  String draw(RandomGenerator random);

  /** Always the same. */
  record Constant(String value) implements Distribution {
    @Override
    public String draw(RandomGenerator random) {
      return value;
    }
  }

  /** Each value between two bounds alike. */
  record Uniform(BigDecimal min, BigDecimal max, int decimals) implements Distribution {
    @Override
    public String draw(RandomGenerator random) {
      BigDecimal share = BigDecimal.valueOf(random.nextLong(1L << 52), 0);
      return min.add(
              max.subtract(min)
                  .multiply(share)
                  .divide(BigDecimal.valueOf(1L << 52), decimals + 4, RoundingMode.HALF_UP))
          .setScale(decimals, RoundingMode.HALF_UP)
          .toPlainString();
    }
  }

  /** Exponential, by its mean. */
  record Exponential(double mean, int decimals) implements Distribution {
    @Override
    public String draw(RandomGenerator random) {
      return text(-mean * StrictMath.log(1 - random.nextDouble()), decimals);
    }
  }

  /** Lognormal, by its median and the deviation of its logarithm. */
  record Lognormal(double median, double sigma, int decimals) implements Distribution {
    @Override
    public String draw(RandomGenerator random) {
      // Box and Muller: nextGaussian's method is not fixed by its contract.
      double radius = StrictMath.sqrt(-2 * StrictMath.log(1 - random.nextDouble()));
      double normal = radius * StrictMath.cos(2 * StrictMath.PI * random.nextDouble());
      return text(median * StrictMath.exp(sigma * normal), decimals);
    }
  }

  /** Pareto, by its least value and its exponent: few customers make most of the usage. */
  record Pareto(double min, double alpha, int decimals) implements Distribution {
    @Override
    public String draw(RandomGenerator random) {
      return text(min / StrictMath.pow(1 - random.nextDouble(), 1 / alpha), decimals);
    }
  }

  /** One of some words, by weight. */
  record Choice(List<String> words, List<Integer> weights) implements Distribution {
    public Choice {
      words = List.copyOf(words);
      weights = List.copyOf(weights);
    }

    @Override
    public String draw(RandomGenerator random) {
      int at = random.nextInt(weights.stream().mapToInt(Integer::intValue).sum());
      int i = 0;
      while (at >= weights.get(i)) {
        at -= weights.get(i++);
      }
      return words.get(i);
    }
  }

  private static String text(double value, int decimals) {
    double most = 1e12;
    return new BigDecimal(Math.min(value, most))
        .setScale(decimals, RoundingMode.HALF_UP)
        .toPlainString();
  }
}
