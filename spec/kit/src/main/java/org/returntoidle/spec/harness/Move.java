package org.returntoidle.spec.harness;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import java.util.Optional;
import java.util.stream.Stream;
import org.returntoidle.model.HResult;
import org.returntoidle.model.Protocol;
import org.returntoidle.spec.harness.Act.Cost;

/**
 * What the harness can do at a {@link Point}. Labels are the actions of the one vocabulary.
 *
 * @param act what is done
 * @param code the code that a callback answers with, that a device fails with, or that something
 *     thrown counts as; {@code S_OK} where there is none
 */
public record Move(Act act, HResult code) {
  public static final Move NOTHING = plain(Act.NOTHING);
  public static final Move END = plain(Act.END);
  public static final Move ACQUIRE_ITEM_DATA = plain(Act.ACQUIRE_ITEM_DATA);
  public static final Move NOTIFY_CANCEL_IO = plain(Act.NOTIFY_CANCEL_IO);
  public static final Move NOTIFY_CANCEL_IO_INSIDE = plain(Act.NOTIFY_CANCEL_IO_INSIDE);
  public static final Move NOTIFY_CANCEL_IO_MEANWHILE = plain(Act.NOTIFY_CANCEL_IO_MEANWHILE);
  public static final Move NOTIFY_OTHER_EVENT = plain(Act.NOTIFY_OTHER_EVENT);
  public static final Move NOTIFY_POWER_RESUME = plain(Act.NOTIFY_POWER_RESUME);
  public static final Move NOTIFY_DEVICE_CONNECTED = plain(Act.NOTIFY_DEVICE_CONNECTED);
  public static final Move NOTIFY_DEVICE_RECONNECTED = plain(Act.NOTIFY_DEVICE_RECONNECTED);
  public static final Move NOTIFY_DEVICE_SPECIFIC = plain(Act.NOTIFY_DEVICE_SPECIFIC);
  public static final Move SECOND_ACQUIRE = plain(Act.SECOND_ACQUIRE);
  public static final Move SECOND_ACQUIRE_TWICE = plain(Act.SECOND_ACQUIRE_TWICE);
  public static final Move SECOND_ACQUIRE_INSIDE = plain(Act.SECOND_ACQUIRE_INSIDE);
  public static final Move READ_COMPLETES = plain(Act.READ_COMPLETES);
  public static final Move READ_LAST_BAND = plain(Act.READ_LAST_BAND);
  public static final Move READ_BAND = plain(Act.READ_BAND);
  public static final Move READ_NOT_READY = plain(Act.READ_NOT_READY);
  public static final Move READ_NOT_READY_FOR_EVER = plain(Act.READ_NOT_READY_FOR_EVER);
  public static final Move READ_BAND_FOR_EVER = plain(Act.READ_BAND_FOR_EVER);
  public static final Move READ_BUTTON = plain(Act.READ_BUTTON);
  public static final Move READ_FAULT = fault(Protocol.FAULT);
  public static final Move START_FAILS = new Move(Act.START_FAILS, Protocol.FAULT);
  public static final Move CALLBACK_CONTINUES = plain(Act.CALLBACK_CONTINUES);
  public static final Move CALLBACK_CANCELS = new Move(Act.CALLBACK_CANCELS, HResult.S_FALSE);
  public static final Move CALLBACK_FAILS_E_FAIL = callback(HResult.E_FAIL);
  public static final Move CALLBACK_FAILS_E_ABORT = callback(HResult.E_ABORT);
  public static final Move CLIENT_DIES =
      new Move(Act.CLIENT_DIES, HResult.RPC_S_SERVER_UNAVAILABLE);

  /** A success code that is neither {@code S_OK} nor {@code S_FALSE} (D19). */
  public static final Move CALLBACK_UNKNOWN_SUCCESS = callback(new HResult(0x00040000));

  public static final Move MORE_PAGES = plain(Act.MORE_PAGES);
  public static final Move ALL_PAGES = plain(Act.ALL_PAGES);
  public static final Move ONE_STREAM = plain(Act.ONE_STREAM);
  public static final Move FEEDER_HAS_LESS = plain(Act.FEEDER_HAS_LESS);
  public static final Move READ_FEEDER_EMPTY = plain(Act.READ_FEEDER_EMPTY);
  public static final Move ACQUIRE_NEXT_ITEM = plain(Act.ACQUIRE_NEXT_ITEM);
  public static final Move SERVICE_DIES = plain(Act.SERVICE_DIES);
  public static final Move DEVICE_GOES = plain(Act.DEVICE_GOES);
  public static final Move STOPS_LATE = plain(Act.STOPS_LATE);
  public static final Move CANCEL_TRANSFER = plain(Act.CANCEL_TRANSFER);
  public static final Move CANCEL_TRANSFER_LOST = plain(Act.CANCEL_TRANSFER_LOST);
  public static final Move CALLBACK_SKIPS =
      new Move(Act.CALLBACK_SKIPS, HResult.WIA_STATUS_SKIP_ITEM);
  public static final Move NULL_STREAM = plain(Act.NULL_STREAM);
  public static final Move HANDLER_RESOLVES = plain(Act.HANDLER_RESOLVES);
  public static final Move HANDLER_GIVES_UP = plain(Act.HANDLER_GIVES_UP);
  public static final Move STREAM_TAKES = plain(Act.STREAM_TAKES);
  public static final Move STREAM_TAKES_LESS = plain(Act.STREAM_TAKES_LESS);
  public static final Move STREAM_FAILS = new Move(Act.STREAM_FAILS, HResult.E_FAIL);

  public static final Move THROWS_EXCEPTION = broken(Act.THROWS_EXCEPTION);
  public static final Move THROWS_ERROR = broken(Act.THROWS_ERROR);
  public static final Move ANSWERS_NULL = broken(Act.ANSWERS_NULL);

  public static final Move NEIGHBOR_TRANSFERS = plain(Act.NEIGHBOR_TRANSFERS);
  public static final Move NEIGHBOR_FAILS = plain(Act.NEIGHBOR_FAILS);
  public static final Move NEIGHBOR_CALLBACK_CANCELS = plain(Act.NEIGHBOR_CALLBACK_CANCELS);
  public static final Move NEIGHBOR_NOTIFY_CANCEL_IO = plain(Act.NEIGHBOR_NOTIFY_CANCEL_IO);
  public static final Move NEIGHBOR_STAYS = plain(Act.NEIGHBOR_STAYS);

  /** What the protocol tells apart: every other code is a rare one. */
  private static final ImmutableSet<Move> COMMON =
      ImmutableSet.of(
          READ_FAULT,
          START_FAILS,
          STREAM_FAILS,
          CALLBACK_FAILS_E_FAIL,
          CALLBACK_FAILS_E_ABORT,
          CALLBACK_UNKNOWN_SUCCESS);

  /** Errors that have a name, and two that have none: a driver may treat one apart. */
  private static final ImmutableList<HResult> ERRORS =
      ImmutableList.<HResult>builder()
          .addAll(HResult.named().stream().filter(HResult::isError).iterator())
          .add(new HResult(0xFFFFFFFF), new HResult(0x80040154))
          .build();

  /** The same for codes that are no errors. */
  private static final ImmutableList<HResult> SUCCESSES =
      ImmutableList.<HResult>builder()
          .addAll(HResult.named().stream().filter(code -> !code.isError()).iterator())
          .add(new HResult(0x7FFFFFFF))
          .build();

  private static Move plain(Act act) {
    return new Move(act, HResult.S_OK);
  }

  private static Move broken(Act act) {
    return new Move(act, HResult.WIA_ERROR_EXCEPTION_IN_DRIVER);
  }

  /** The read completes with this error. */
  public static Move fault(HResult code) {
    return new Move(Act.READ_FAULT, code);
  }

  /** The callback returns this code, which is neither {@code S_OK} nor {@code S_FALSE}. */
  public static Move callback(HResult code) {
    return new Move(Act.CALLBACK_FAILS, code);
  }

  /** The move with this label, if there is one. */
  public static Optional<Move> withLabel(String label) {
    return Stream.concat(
            Stream.of(Point.Kind.values()).flatMap(kind -> kind.moves().stream()),
            withCode(label).stream())
        .filter(move -> move.label().equals(label))
        .findFirst();
  }

  /** A label with a code that no list has. */
  private static Optional<Move> withCode(String label) {
    int end = label.indexOf('_');
    return end < 0
        ? Optional.empty()
        : Act.withLabel(label.substring(0, end))
            .flatMap(
                act ->
                    HResult.parse(label.substring(end + 1))
                        .filter(act::takes)
                        .map(code -> new Move(act, code)));
  }

  /** The faults that a read reports, the ordinary one first. */
  static Stream<Move> faults() {
    return Stream.concat(Stream.of(READ_FAULT), ERRORS.stream().map(Move::fault)).distinct();
  }

  /** The faults with which a device does not start, the ordinary one first. */
  static Stream<Move> startFaults() {
    return faults().map(fault -> new Move(Act.START_FAILS, fault.code()));
  }

  /** The answers that a callback can give, the ordinary one first. */
  static Stream<Move> answers() {
    Stream<Move> common =
        Stream.of(
            CALLBACK_CONTINUES,
            CALLBACK_CANCELS,
            CALLBACK_FAILS_E_FAIL,
            CALLBACK_FAILS_E_ABORT,
            CLIENT_DIES,
            CALLBACK_UNKNOWN_SUCCESS);
    Stream<Move> rare =
        Stream.concat(ERRORS.stream(), SUCCESSES.stream())
            .filter(code -> !code.equals(CLIENT_DIES.code()))
            .filter(Act.CALLBACK_FAILS::takes)
            .map(Move::callback);
    return Stream.concat(common, rare).distinct();
  }

  /** How a message with a fault can be answered, the ordinary way first: there is no handler. */
  static Stream<Move> handlers() {
    return Stream.concat(
        Stream.of(HANDLER_GIVES_UP, HANDLER_RESOLVES),
        answers().filter(move -> !move.equals(CALLBACK_CONTINUES)));
  }

  /** How a write can end, the ordinary way first. */
  static Stream<Move> writes() {
    Stream<Move> common = Stream.of(STREAM_TAKES, STREAM_FAILS, STREAM_TAKES_LESS);
    return Stream.concat(common, failures()).distinct();
  }

  /** With what a method of a stream fails; nothing but {@code S_OK} is a success (V19). */
  static Stream<Move> failures() {
    return Stream.concat(
            Stream.of(HResult.E_FAIL, HResult.S_FALSE),
            Stream.concat(ERRORS.stream(), SUCCESSES.stream()))
        .filter(Act.STREAM_FAILS::takes)
        .map(code -> new Move(Act.STREAM_FAILS, code))
        .distinct();
  }

  /** What {@code GetNextStream} can answer, the ordinary answer first. */
  static Stream<Move> streams() {
    Stream<Move> rare =
        answers()
            .filter(move -> !move.equals(CALLBACK_CONTINUES))
            .filter(move -> !move.code().equals(HResult.WIA_STATUS_SKIP_ITEM));
    return Stream.concat(Stream.of(CALLBACK_CONTINUES, CALLBACK_SKIPS, NULL_STREAM), rare);
  }

  /** The name in schedules and replay files. */
  public String label() {
    boolean coded =
        act.takes(code) && !equals(READ_FAULT) && !equals(START_FAILS) && !equals(STREAM_FAILS);
    return coded ? act.label() + "_" + code : act.label();
  }

  Cost cost() {
    return act.takes(code) && !COMMON.contains(this) ? Cost.RARE : act.cost();
  }

  /** Whether the service calls {@code drvAcquireItemData} once more. */
  boolean beginsTransfer() {
    return act == Act.ACQUIRE_ITEM_DATA || act == Act.ACQUIRE_NEXT_ITEM;
  }

  /** Whether device or callback throws, or answers null (D21). */
  public boolean breaksPromise() {
    return switch (act) {
      case THROWS_EXCEPTION, THROWS_ERROR, ANSWERS_NULL -> true;
      default -> false;
    };
  }

  /** Whether it happens to a second driver, beside the one that is judged. */
  public boolean isBeside() {
    return cost() == Cost.BESIDE;
  }

  /** Whether the driver's own statements go on while it happens, so that it is up to chance. */
  public boolean isRace() {
    return act == Act.NOTIFY_CANCEL_IO_MEANWHILE || act == Act.SECOND_ACQUIRE_TWICE;
  }

  /** Whether it has a code, or is an event, that the protocol does not tell apart from others. */
  public boolean isRare() {
    return cost() == Cost.RARE;
  }

  /** Whether from now on every read completes in this way. */
  public boolean isForEver() {
    return act == Act.READ_NOT_READY_FOR_EVER || act == Act.READ_BAND_FOR_EVER;
  }

  /** Whether this is something that disturbs a transfer: a cancel, a fault, a second call. */
  public boolean isEvent() {
    return switch (cost()) {
      case CANCEL, FAULT, RARE, BESIDE -> true;
      case FREE, BAND, TRANSFER, PAGE -> false;
    };
  }

  /** The same act with another code, if it can have it. */
  public Optional<Move> with(HResult other) {
    return Optional.of(new Move(act, other)).filter(move -> act.takes(other));
  }

  @Override
  public String toString() {
    return label();
  }
}
