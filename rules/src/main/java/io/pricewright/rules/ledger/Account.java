package io.pricewright.rules.ledger;

import io.pricewright.rules.id.GrantId;

/**
 * An account of a customer's ledger in one currency.
 *
 * @param name as stored; each credit grant has one of its own
 */
public record Account(String name) {
  /** What the customer owes for usage that no invoice holds yet, and no credit has paid. */
  public static final Account UNBILLED = new Account("unbilled");

  /** What was earned. */
  public static final Account REVENUE = new Account("revenue");

  /** Money that came in for credits, or went back. */
  public static final Account CASH = new Account("cash");

  /** What credits cost that were given away. */
  public static final Account PROMOTIONAL_COST = new Account("promotional_cost");

  /** Credits that lapsed unused. */
  public static final Account BREAKAGE = new Account("breakage");

  /** What is owed to the customer beside any wallet, such as returns to a closed one. */
  public static final Account CREDIT_BALANCE = new Account("credit_balance");

  /** What the customer owes by documents. */
  public static final Account RECEIVABLE = new Account("receivable");

  /** What was charged in advance and is not earned yet. */
  public static final Account DEFERRED = new Account("deferred");

  /** What documents ask for the state. */
  public static final Account TAX = new Account("tax");

  /** What coupons took off. */
  public static final Account DISCOUNT = new Account("discount");

  /** What rounding to the minor unit left or took. */
  public static final Account ROUNDING = new Account("rounding");

  /** What credit notes gave back. */
  public static final Account CREDIT_NOTES = new Account("credit_notes");

  /** What is not asked for any more, as its document was voided. */
  public static final Account WAIVED = new Account("waived");

  /** What was written off as nobody pays it. */
  public static final Account BAD_DEBT = new Account("bad_debt");

  /** Credits that documents ask for and that are not paid yet. */
  public static final Account TOPUP = new Account("topup");

  /** What the names of the accounts of credit grants begin with; the grant's id follows. */
  public static final String WALLET = "wallet:";

  public Account {
    if (name.isEmpty() || name.length() > 100) {
      throw new IllegalArgumentException("an account's name has 1 to 100 characters");
    }
  }

  /** Returns the account of a credit grant: what is owed to the customer as usage. */
  public static Account wallet(GrantId grantId) {
    return new Account(WALLET + grantId.value());
  }

  /** Returns the stored name. */
  public String toRow() {
    return name;
  }
}
