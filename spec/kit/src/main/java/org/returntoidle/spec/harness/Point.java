package org.returntoidle.spec.harness;

import static com.google.common.collect.ImmutableMap.toImmutableMap;
import static org.returntoidle.spec.harness.Move.ACQUIRE_ITEM_DATA;
import static org.returntoidle.spec.harness.Move.ANSWERS_NULL;
import static org.returntoidle.spec.harness.Move.END;
import static org.returntoidle.spec.harness.Move.NOTHING;
import static org.returntoidle.spec.harness.Move.NOTIFY_CANCEL_IO;
import static org.returntoidle.spec.harness.Move.NOTIFY_CANCEL_IO_INSIDE;
import static org.returntoidle.spec.harness.Move.NOTIFY_CANCEL_IO_MEANWHILE;
import static org.returntoidle.spec.harness.Move.NOTIFY_OTHER_EVENT;
import static org.returntoidle.spec.harness.Move.READ_BAND;
import static org.returntoidle.spec.harness.Move.READ_BUTTON;
import static org.returntoidle.spec.harness.Move.READ_FAULT;
import static org.returntoidle.spec.harness.Move.READ_LAST_BAND;
import static org.returntoidle.spec.harness.Move.READ_NOT_READY;
import static org.returntoidle.spec.harness.Move.READ_NOT_READY_FOR_EVER;
import static org.returntoidle.spec.harness.Move.SECOND_ACQUIRE;
import static org.returntoidle.spec.harness.Move.THROWS_ERROR;
import static org.returntoidle.spec.harness.Move.THROWS_EXCEPTION;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A point of a run at which others can fall between two steps of the driver.
 *
 * @param transfer which transfer, from 1; for {@link Kind#IDLE} and {@link Kind#NEXT} the one that
 *     would be next
 * @param kind where in the transfer
 * @param ordinal how often this kind was reached in this transfer, from 1
 */
public record Point(int transfer, Kind kind, int ordinal) {

  /** Where a point lies, and what can happen there; the first move is the ordinary one. */
  public enum Kind {
    /** No transfer runs. */
    IDLE("idle", NOTHING, NOTIFY_CANCEL_IO),
    /** The service may begin another transfer. */
    NEXT("next", END, ACQUIRE_ITEM_DATA),
    /** {@code drvAcquireItemData} is about to be entered. */
    ENTER("enter", NOTHING, NOTIFY_CANCEL_IO_MEANWHILE),
    /** The driver is starting the device. */
    START(
        "start",
        NOTHING,
        NOTIFY_CANCEL_IO,
        NOTIFY_CANCEL_IO_MEANWHILE,
        NOTIFY_OTHER_EVENT,
        SECOND_ACQUIRE,
        THROWS_EXCEPTION,
        THROWS_ERROR),
    /** The driver is submitting a read. */
    SUBMIT("submit", NOTHING, NOTIFY_CANCEL_IO, THROWS_EXCEPTION, THROWS_ERROR, ANSWERS_NULL),
    /** A read is in flight. */
    READ("read", NOTHING, NOTIFY_CANCEL_IO, NOTIFY_OTHER_EVENT, SECOND_ACQUIRE),
    /** The read completes. */
    ANSWER(
        "answer",
        READ_LAST_BAND,
        READ_BAND,
        READ_NOT_READY,
        READ_NOT_READY_FOR_EVER,
        READ_BUTTON,
        READ_FAULT,
        THROWS_EXCEPTION,
        THROWS_ERROR,
        ANSWERS_NULL),
    /** The read has completed, and the driver does not know yet. */
    COMPLETED(
        "completed",
        NOTHING,
        NOTIFY_CANCEL_IO,
        NOTIFY_CANCEL_IO_MEANWHILE,
        NOTIFY_OTHER_EVENT,
        SECOND_ACQUIRE),
    /** A callback is in flight. */
    CALLBACK(
        "callback",
        NOTHING,
        NOTIFY_CANCEL_IO,
        NOTIFY_CANCEL_IO_INSIDE,
        NOTIFY_OTHER_EVENT,
        SECOND_ACQUIRE),
    /** The callback returns. */
    CODE("code", Move.answers()),
    /** The callback has answered, and the driver does not know yet. */
    ANSWERED("answered", NOTHING, NOTIFY_CANCEL_IO_MEANWHILE),
    /** The driver is stopping the device. */
    STOP(
        "stop",
        NOTHING,
        NOTIFY_CANCEL_IO,
        NOTIFY_OTHER_EVENT,
        SECOND_ACQUIRE,
        THROWS_EXCEPTION,
        THROWS_ERROR);

    private static final ImmutableMap<String, Kind> BY_LABEL =
        Arrays.stream(values()).collect(toImmutableMap(Kind::label, Function.identity()));

    private final String label;
    private final ImmutableList<Move> moves;

    Kind(String label, Move... moves) {
      this.label = label;
      this.moves = ImmutableList.copyOf(moves);
    }

    /** The word in schedules and replay files. */
    public String label() {
      return label;
    }

    /** Every move that makes sense here, the ordinary one first. */
    public ImmutableList<Move> moves() {
      return moves;
    }
  }

  private static final Pattern TEXT =
      Pattern.compile("transfer (\\d{1,6}), (\\w+)(?: (\\d{1,6}))?");

  /** The point that {@link #toString} prints as {@code text}; empty if there is none. */
  public static Optional<Point> parse(String text) {
    Matcher matcher = TEXT.matcher(text);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    int transfer = Integer.parseInt(matcher.group(1));
    int ordinal = matcher.group(3) == null ? 1 : Integer.parseInt(matcher.group(3));
    Kind kind = Kind.BY_LABEL.get(matcher.group(2));
    return kind == null || transfer < 1 || ordinal < 1
        ? Optional.empty()
        : Optional.of(new Point(transfer, kind, ordinal));
  }

  @Override
  public String toString() {
    String place = "transfer " + transfer + ", " + kind.label();
    return switch (kind) {
      case IDLE, NEXT -> place;
      default -> place + " " + ordinal;
    };
  }
}
