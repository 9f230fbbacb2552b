package org.returntoidle.spec.learn;

import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Sets;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.returntoidle.spec.harness.Act;
import org.returntoidle.spec.harness.Move;
import org.returntoidle.spec.harness.Point;

/**
 * An input of a driver's machine: a move of the harness at the next point of a kind. On the way
 * there the ordinary thing happens, as it does behind the last letter, up to a point at which
 * nothing is ordinary: a read completes, or the driver is idle. So a machine has few states, and a
 * flag that a driver hides makes few more.
 *
 * @param kind of the point
 * @param number which point of that kind, from 1, since the last letter
 * @param move what happens there
 */
public record Letter(Point.Kind kind, int number, Move move) {
  private static final Pattern TEXT = Pattern.compile("(\\w+)(?: (\\d{1,4}))?: (.+)");

  /**
   * What makes other jobs of a transfer to streams, each of which would be a machine of its own.
   */
  private static final ImmutableSet<Act> EXOTIC =
      Sets.immutableEnumSet(Act.ALL_PAGES, Act.ONE_STREAM, Act.FEEDER_HAS_LESS, Act.DEVICE_GOES);

  /** Whether a move is part of letters: there is no reason against it. */
  public static boolean has(Move move) {
    return whyNot(move).isEmpty();
  }

  /**
   * Why no letter has a move; empty if letters have it. They have what the protocol tells apart,
   * and what is not up to chance.
   */
  public static Optional<String> whyNot(Move move) {
    if (move.act() == Act.END) {
      return Optional.of("a machine has no end");
    }
    if (move.isRace()) {
      return Optional.of("a race is up to chance");
    }
    if (move.isBeside()) {
      return Optional.of("a second driver is another machine");
    }
    if (move.breaksPromise()) {
      return Optional.of("device and callback keep what they promise");
    }
    if (EXOTIC.contains(move.act())) {
      return Optional.of("another job of a transfer, or a device that goes");
    }
    return move.isRare()
        ? Optional.of("another code or event of the same meaning")
        : Optional.empty();
  }

  /** Whether nothing is out of the ordinary when this happens. */
  public static boolean isRegular(Move move) {
    return !move.isEvent() && !move.isForEver() && move.act() != Act.READ_COMPLETES;
  }

  /** The letter that {@link #toString} prints; empty if there is none. */
  static Optional<Letter> parse(String text) {
    Matcher matcher = TEXT.matcher(text);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    int number = matcher.group(2) == null ? 1 : Integer.parseInt(matcher.group(2));
    Optional<Point.Kind> kind =
        Point.parse(String.format(Locale.ROOT, "transfer 1, %s 1", matcher.group(1)))
            .map(Point::kind);
    Optional<Move> move = Move.withLabel(matcher.group(3)).filter(Letter::has);
    return kind.isPresent() && move.isPresent()
        ? Optional.of(new Letter(kind.get(), number, move.get()))
        : Optional.empty();
  }

  @Override
  public String toString() {
    return kind.label() + (number == 1 ? "" : " " + number) + ": " + move;
  }
}
