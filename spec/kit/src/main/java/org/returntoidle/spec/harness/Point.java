package org.returntoidle.spec.harness;

import static com.google.common.collect.ImmutableMap.toImmutableMap;
import static org.returntoidle.spec.harness.Move.ACQUIRE_ITEM_DATA;
import static org.returntoidle.spec.harness.Move.ACQUIRE_NEXT_ITEM;
import static org.returntoidle.spec.harness.Move.ALL_PAGES;
import static org.returntoidle.spec.harness.Move.ANSWERS_NULL;
import static org.returntoidle.spec.harness.Move.CANCEL_TRANSFER;
import static org.returntoidle.spec.harness.Move.CANCEL_TRANSFER_LOST;
import static org.returntoidle.spec.harness.Move.DEVICE_GOES;
import static org.returntoidle.spec.harness.Move.END;
import static org.returntoidle.spec.harness.Move.FEEDER_HAS_LESS;
import static org.returntoidle.spec.harness.Move.MORE_PAGES;
import static org.returntoidle.spec.harness.Move.NEIGHBOR_CALLBACK_CANCELS;
import static org.returntoidle.spec.harness.Move.NEIGHBOR_FAILS;
import static org.returntoidle.spec.harness.Move.NEIGHBOR_NOTIFY_CANCEL_IO;
import static org.returntoidle.spec.harness.Move.NEIGHBOR_STAYS;
import static org.returntoidle.spec.harness.Move.NEIGHBOR_TRANSFERS;
import static org.returntoidle.spec.harness.Move.NOTHING;
import static org.returntoidle.spec.harness.Move.NOTIFY_CANCEL_IO;
import static org.returntoidle.spec.harness.Move.NOTIFY_CANCEL_IO_INSIDE;
import static org.returntoidle.spec.harness.Move.NOTIFY_CANCEL_IO_MEANWHILE;
import static org.returntoidle.spec.harness.Move.NOTIFY_DEVICE_CONNECTED;
import static org.returntoidle.spec.harness.Move.NOTIFY_DEVICE_RECONNECTED;
import static org.returntoidle.spec.harness.Move.NOTIFY_DEVICE_SPECIFIC;
import static org.returntoidle.spec.harness.Move.NOTIFY_OTHER_EVENT;
import static org.returntoidle.spec.harness.Move.NOTIFY_POWER_RESUME;
import static org.returntoidle.spec.harness.Move.ONE_STREAM;
import static org.returntoidle.spec.harness.Move.READ_BAND;
import static org.returntoidle.spec.harness.Move.READ_BAND_FOR_EVER;
import static org.returntoidle.spec.harness.Move.READ_BUTTON;
import static org.returntoidle.spec.harness.Move.READ_COMPLETES;
import static org.returntoidle.spec.harness.Move.READ_FAULT;
import static org.returntoidle.spec.harness.Move.READ_FEEDER_EMPTY;
import static org.returntoidle.spec.harness.Move.READ_LAST_BAND;
import static org.returntoidle.spec.harness.Move.READ_NOT_READY;
import static org.returntoidle.spec.harness.Move.READ_NOT_READY_FOR_EVER;
import static org.returntoidle.spec.harness.Move.SECOND_ACQUIRE;
import static org.returntoidle.spec.harness.Move.SECOND_ACQUIRE_INSIDE;
import static org.returntoidle.spec.harness.Move.SECOND_ACQUIRE_TWICE;
import static org.returntoidle.spec.harness.Move.SERVICE_DIES;
import static org.returntoidle.spec.harness.Move.STOPS_LATE;
import static org.returntoidle.spec.harness.Move.THROWS_ERROR;
import static org.returntoidle.spec.harness.Move.THROWS_EXCEPTION;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

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
    /** The driver is about to be made. */
    LOADED("loaded", Stream.of(NOTHING, SERVICE_DIES)),
    /** No transfer runs. */
    IDLE("idle", beside(notified(NOTIFY_DEVICE_RECONNECTED))),
    /** The service may begin another transfer. */
    NEXT("next", Stream.of(END, ACQUIRE_ITEM_DATA, ACQUIRE_NEXT_ITEM)),
    /** {@code drvAcquireItemData} is about to be entered. */
    ENTER("enter", Stream.of(NOTHING, NOTIFY_CANCEL_IO_MEANWHILE)),
    /** The driver asks the device whether it starts. */
    TRY("try", Stream.concat(Stream.of(NOTHING), Move.startFaults())),
    /** The driver is starting the device. */
    START("start", disturbed(THROWS_EXCEPTION, THROWS_ERROR)),
    /** The driver is submitting a read. */
    SUBMIT(
        "submit",
        Stream.of(
            NOTHING,
            NOTIFY_CANCEL_IO,
            NOTIFY_CANCEL_IO_MEANWHILE,
            THROWS_EXCEPTION,
            THROWS_ERROR,
            ANSWERS_NULL)),
    /** A read is in flight. */
    READ("read", beside(disturbed(CANCEL_TRANSFER_LOST, DEVICE_GOES, SECOND_ACQUIRE_TWICE))),
    /** The driver interrupts a read or stops the device from inside {@code drvNotifyPnpEvent}. */
    NOTIFYING("notifying", Stream.of(NOTHING, NOTIFY_CANCEL_IO)),
    /** The read completes. */
    ANSWER(
        "answer",
        concat(
            Stream.of(
                READ_LAST_BAND,
                READ_BAND,
                READ_NOT_READY,
                READ_NOT_READY_FOR_EVER,
                READ_BAND_FOR_EVER,
                READ_BUTTON),
            Move.faults(),
            Stream.of(THROWS_EXCEPTION, THROWS_ERROR, ANSWERS_NULL))),
    /** The read has completed, and the driver does not know yet. */
    COMPLETED("completed", beside(disturbed(SECOND_ACQUIRE_TWICE))),
    /** A callback is in flight. */
    CALLBACK(
        "callback",
        beside(
            disturbed(
                CANCEL_TRANSFER_LOST,
                DEVICE_GOES,
                READ_COMPLETES,
                NOTIFY_CANCEL_IO_INSIDE,
                SECOND_ACQUIRE_INSIDE,
                SECOND_ACQUIRE_TWICE))),
    /** Something has come in a read or a callback, and more may before that is over. */
    AGAIN("again", notified(CANCEL_TRANSFER, SECOND_ACQUIRE)),
    /** The callback returns. */
    CODE("code", concat(Move.answers(), Stream.of(THROWS_EXCEPTION, THROWS_ERROR, ANSWERS_NULL))),
    /** The message with a fault of the device returns (V31). */
    HANDLER(
        "handler",
        concat(Move.handlers(), Stream.of(THROWS_EXCEPTION, THROWS_ERROR, ANSWERS_NULL))),
    /** The callback has answered, and the driver does not know yet. */
    ANSWERED("answered", Stream.of(NOTHING, NOTIFY_CANCEL_IO_MEANWHILE)),
    /** A stream transfer is about to begin: how many pages are wanted? */
    PAGES("pages", Stream.of(NOTHING, MORE_PAGES)),
    /** Is that a number, or all there are? */
    WANTED("wanted", Stream.of(NOTHING, ALL_PAGES)),
    /** A stream for each page, or one for all? */
    MEDIUM("medium", Stream.of(NOTHING, ONE_STREAM)),
    /** Are there so many sheets? */
    FEEDER("feeder", Stream.of(NOTHING, FEEDER_HAS_LESS)),
    /** The read completes, and there is no sheet. */
    EMPTY("empty", Stream.of(READ_FEEDER_EMPTY, READ_BUTTON, READ_FAULT)),
    /** {@code GetNextStream} is in flight. */
    ASK(
        "ask",
        beside(
            disturbed(
                CANCEL_TRANSFER_LOST,
                DEVICE_GOES,
                NOTIFY_CANCEL_IO_INSIDE,
                SECOND_ACQUIRE_INSIDE))),
    /** {@code GetNextStream} returns. */
    STREAM(
        "stream", concat(Move.streams(), Stream.of(THROWS_EXCEPTION, THROWS_ERROR, ANSWERS_NULL))),
    /** A stream is asked to move its pointer. */
    SEEK("seek", Stream.concat(Stream.of(NOTHING), Move.failures())),
    /** A write is in flight. */
    WRITE("write", beside(disturbed(DEVICE_GOES))),
    /** The write returns. */
    TAKEN("taken", concat(Move.writes(), Stream.of(THROWS_EXCEPTION, THROWS_ERROR, ANSWERS_NULL))),
    /** The driver is stopping the device. */
    STOP("stop", disturbed(STOPS_LATE, THROWS_EXCEPTION, THROWS_ERROR)),
    /** The device has stopped, and the driver does not know yet. */
    STOPPED("stopped", disturbed());

    @SafeVarargs
    @SuppressWarnings("varargs")
    private static Stream<Move> concat(Stream<Move>... parts) {
      return Stream.of(parts).flatMap(Function.identity());
    }

    /** What can be notified of at any time, and {@code more}. */
    private static Stream<Move> notified(Move... more) {
      return concat(
          Stream.of(
              NOTHING,
              NOTIFY_CANCEL_IO,
              NOTIFY_OTHER_EVENT,
              NOTIFY_POWER_RESUME,
              NOTIFY_DEVICE_CONNECTED,
              NOTIFY_DEVICE_SPECIFIC),
          Stream.of(more));
    }

    /** What can come from the service while a transfer runs, and {@code more}. */
    private static Stream<Move> disturbed(Move... more) {
      return concat(
          notified(),
          Stream.of(CANCEL_TRANSFER, NOTIFY_CANCEL_IO_MEANWHILE, SECOND_ACQUIRE),
          Stream.of(more));
    }

    /**
     * The same, and what can happen to a neighbor: where the driver may hold no lock, also none
     * that all drivers share.
     */
    private static Stream<Move> beside(Stream<Move> moves) {
      return concat(
          moves,
          Stream.of(
              NEIGHBOR_TRANSFERS,
              NEIGHBOR_FAILS,
              NEIGHBOR_CALLBACK_CANCELS,
              NEIGHBOR_NOTIFY_CANCEL_IO,
              NEIGHBOR_STAYS));
    }

    private static final ImmutableMap<String, Kind> BY_LABEL =
        Arrays.stream(values()).collect(toImmutableMap(Kind::label, Function.identity()));

    private final String label;
    private final ImmutableList<Move> moves;

    Kind(String label, Stream<Move> moves) {
      this.label = label;
      this.moves = moves.collect(ImmutableList.toImmutableList());
    }

    /** The word in schedules and replay files. */
    public String label() {
      return label;
    }

    /** Every move that makes sense here, the ordinary one first; codes can be others, too. */
    public ImmutableList<Move> moves() {
      return moves;
    }

    /** Whether {@code move} makes sense here, be it with a code that {@link #moves} has not. */
    public boolean allows(Move move) {
      return moves.contains(move)
          || (move.act().takes(move.code())
              && moves.stream().anyMatch(other -> other.act() == move.act()));
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
