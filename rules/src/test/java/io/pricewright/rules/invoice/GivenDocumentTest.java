package io.pricewright.rules.invoice;

import static org.assertj.core.api.Assertions.assertThat;

import io.pricewright.rules.money.Currency;
import io.pricewright.rules.wallet.Move;
import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class GivenDocumentTest {
  private static GivenDocument document(String balance, String... amounts) {
    Currency usd = new Currency("usd");
    return new GivenDocument(
        Stream.of(amounts).map(one -> GivenDocument.Line.of(new BigDecimal(one), usd)).toList(),
        new BigDecimal(balance));
  }

  private static List<String> texts(List<Move> moves) {
    return moves.stream()
        .map(
            move ->
                move.debit().name()
                    + " "
                    + move.credit().name()
                    + " "
                    + move.amount().toPlainString())
        .toList();
  }

  /** 12.34, 0.005 and 0.004 ask 12.34, 0.01 and nothing; the balance has 10 of 12.35. */
  @Test
  void lines_areRoundedByThemselves_andTheBalancePays() {
    GivenDocument document = document("10", "12.34", "0.005", "0.004");
    assertThat(document.total()).isEqualByComparingTo("12.35");
    assertThat(GivenDocument.exact(document.lines())).isEqualByComparingTo("12.349");
    assertThat(document.paid()).isEqualByComparingTo("10");
    assertThat(document.payment()).isEqualTo(PaymentStatus.PENDING);
    assertThat(document.lines().stream().flatMap(line -> texts(line.moves()).stream()))
        .containsExactly(
            "receivable revenue 12.34",
            "receivable revenue 0.005",
            "receivable rounding 0.005",
            "receivable revenue 0.004",
            "rounding receivable 0.004");
    assertThat(texts(document.moves())).containsExactly("credit_balance receivable 10");
  }

  /** Nothing is asked: it is paid, and nothing is posted. */
  @Test
  void zero_isPaid() {
    GivenDocument document = document("10", "0");
    assertThat(document.payment()).isEqualTo(PaymentStatus.SUCCEEDED);
    assertThat(document.moves()).isEmpty();
    assertThat(document.lines().getFirst().moves()).isEmpty();
  }
}
