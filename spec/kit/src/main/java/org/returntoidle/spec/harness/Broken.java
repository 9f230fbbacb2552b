package org.returntoidle.spec.harness;

/** What the interfaces of device and callback promise not to do, done (D21). */
final class Broken {
  private static final String WHY = "thrown by the harness: does the driver survive it (D21)?";

  private Broken() {}

  /** Throws, or answers null. */
  @SuppressWarnings({"NullAway", "TypeParameterUnusedInFormals"})
  static <T> T promise(Move move) {
    return switch (move.act()) {
      case THROWS_EXCEPTION -> throw new RuntimeException(WHY);
      case THROWS_ERROR -> throw new Error(WHY);
      default -> null;
    };
  }
}
