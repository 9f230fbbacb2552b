package org.returntoidle.spec.harness;

import static com.google.common.collect.ImmutableMap.toImmutableMap;

import com.google.common.collect.ImmutableMap;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.function.Function;
import org.returntoidle.model.HResult;

/** What the harness can do at a {@link Point}. Labels are the actions of the one vocabulary. */
public enum Move {
  /** Nothing out of the ordinary. */
  NOTHING("nothing", Cost.FREE),
  /** No further transfer. */
  END("end", Cost.FREE),
  ACQUIRE_ITEM_DATA("AcquireItemData", Cost.TRANSFER),
  /** {@code CANCEL_IO} on a thread of the service, while the driver's own is in our hands. */
  NOTIFY_CANCEL_IO("NotifyCancelIO", Cost.CANCEL),
  /** {@code CANCEL_IO} on the driver's own thread, from inside its callback. */
  NOTIFY_CANCEL_IO_INSIDE("NotifyCancelIO inside", Cost.CANCEL),
  /**
   * {@code CANCEL_IO} on a thread of the service, while the driver's own goes on to its next call:
   * a race inside the driver's own statements. Its outcome is up to chance.
   */
  NOTIFY_CANCEL_IO_MEANWHILE("NotifyCancelIO meanwhile", Cost.CANCEL),
  NOTIFY_OTHER_EVENT("NotifyOtherEvent", Cost.FAULT),
  /** A second {@code drvAcquireItemData} while one runs. */
  SECOND_ACQUIRE("AcquireItemData again", Cost.FAULT),
  READ_LAST_BAND("ReadLastBand", Cost.FREE),
  READ_BAND("ReadBand", Cost.BAND),
  READ_NOT_READY("ReadNotReady", Cost.FREE),
  /** "Not ready", now and for ever: what a canceled driver must not wait for (D15). */
  READ_NOT_READY_FOR_EVER("ReadNotReady for ever", Cost.FREE),
  READ_BUTTON("ReadButton", Cost.CANCEL),
  READ_FAULT("ReadFault", Cost.FAULT),
  CALLBACK_CONTINUES("CallbackContinues", Cost.FREE, HResult.S_OK),
  CALLBACK_CANCELS("CallbackCancels", Cost.CANCEL, HResult.S_FALSE),
  CALLBACK_FAILS_E_FAIL("CallbackFails_E_FAIL", Cost.FAULT, HResult.E_FAIL),
  CALLBACK_FAILS_E_ABORT("CallbackFails_E_ABORT", Cost.FAULT, HResult.E_ABORT),
  /** The client died: this callback and every later one fail. */
  CLIENT_DIES("CallbackFails_RPC", Cost.FAULT, HResult.RPC_S_SERVER_UNAVAILABLE),
  /** A success code that is neither {@code S_OK} nor {@code S_FALSE} (D19). */
  CALLBACK_UNKNOWN_SUCCESS("CallbackFails_0x00040000", Cost.FAULT, new HResult(0x00040000)),

  // Every other code that has a name here, and two that have none: a driver may treat one apart.
  CALLBACK_FAILS_E_OUTOFMEMORY(HResult.E_OUTOFMEMORY),
  CALLBACK_FAILS_E_INVALIDARG(HResult.E_INVALIDARG),
  CALLBACK_FAILS_E_ACCESSDENIED(HResult.E_ACCESSDENIED),
  CALLBACK_FAILS_E_UNEXPECTED(HResult.E_UNEXPECTED),
  CALLBACK_FAILS_E_CANCELLED(HResult.E_CANCELLED),
  CALLBACK_FAILS_RPC_E_DISCONNECTED(HResult.RPC_E_DISCONNECTED),
  CALLBACK_FAILS_WIA_ERROR_GENERAL_ERROR(HResult.WIA_ERROR_GENERAL_ERROR),
  CALLBACK_FAILS_WIA_ERROR_PAPER_JAM(HResult.WIA_ERROR_PAPER_JAM),
  CALLBACK_FAILS_WIA_ERROR_PAPER_EMPTY(HResult.WIA_ERROR_PAPER_EMPTY),
  CALLBACK_FAILS_WIA_ERROR_PAPER_PROBLEM(HResult.WIA_ERROR_PAPER_PROBLEM),
  CALLBACK_FAILS_WIA_ERROR_OFFLINE(HResult.WIA_ERROR_OFFLINE),
  CALLBACK_FAILS_WIA_ERROR_BUSY(HResult.WIA_ERROR_BUSY),
  CALLBACK_FAILS_WIA_ERROR_WARMING_UP(HResult.WIA_ERROR_WARMING_UP),
  CALLBACK_FAILS_WIA_ERROR_USER_INTERVENTION(HResult.WIA_ERROR_USER_INTERVENTION),
  CALLBACK_FAILS_WIA_ERROR_ITEM_DELETED(HResult.WIA_ERROR_ITEM_DELETED),
  CALLBACK_FAILS_WIA_ERROR_DEVICE_COMMUNICATION(HResult.WIA_ERROR_DEVICE_COMMUNICATION),
  CALLBACK_FAILS_WIA_ERROR_INVALID_COMMAND(HResult.WIA_ERROR_INVALID_COMMAND),
  CALLBACK_FAILS_WIA_ERROR_INCORRECT_HARDWARE_SETTING(HResult.WIA_ERROR_INCORRECT_HARDWARE_SETTING),
  CALLBACK_FAILS_WIA_ERROR_DEVICE_LOCKED(HResult.WIA_ERROR_DEVICE_LOCKED),
  CALLBACK_FAILS_WIA_ERROR_EXCEPTION_IN_DRIVER(HResult.WIA_ERROR_EXCEPTION_IN_DRIVER),
  CALLBACK_FAILS_WIA_ERROR_INVALID_DRIVER_RESPONSE(HResult.WIA_ERROR_INVALID_DRIVER_RESPONSE),
  CALLBACK_FAILS_WIA_ERROR_COVER_OPEN(HResult.WIA_ERROR_COVER_OPEN),
  CALLBACK_FAILS_WIA_ERROR_LAMP_OFF(HResult.WIA_ERROR_LAMP_OFF),
  CALLBACK_FAILS_WIA_ERROR_DESTINATION(HResult.WIA_ERROR_DESTINATION),
  CALLBACK_FAILS_WIA_ERROR_NETWORK_RESERVATION_FAILED(HResult.WIA_ERROR_NETWORK_RESERVATION_FAILED),
  CALLBACK_FAILS_WIA_ERROR_MULTI_FEED(HResult.WIA_ERROR_MULTI_FEED),
  CALLBACK_FAILS_WIA_STATUS_END_OF_MEDIA(HResult.WIA_STATUS_END_OF_MEDIA),
  CALLBACK_FAILS_WIA_STATUS_WARMING_UP(HResult.WIA_STATUS_WARMING_UP),
  CALLBACK_FAILS_WIA_STATUS_CALIBRATING(HResult.WIA_STATUS_CALIBRATING),
  CALLBACK_FAILS_WIA_STATUS_SKIP_ITEM(HResult.WIA_STATUS_SKIP_ITEM),
  CALLBACK_FAILS_FFFFFFFF(new HResult(0xFFFFFFFF)),
  CALLBACK_FAILS_7FFFFFFF(new HResult(0x7FFFFFFF)),

  // What device and callbacks promise not to do, for drivers that claim to survive it (D21).
  THROWS_EXCEPTION("throws RuntimeException", Cost.FAULT, HResult.WIA_ERROR_EXCEPTION_IN_DRIVER),
  THROWS_ERROR("throws Error", Cost.FAULT, HResult.WIA_ERROR_EXCEPTION_IN_DRIVER),
  ANSWERS_NULL("answers null", Cost.FAULT, HResult.WIA_ERROR_EXCEPTION_IN_DRIVER);

  /** Which bound a move uses up. */
  enum Cost {
    FREE,
    BAND,
    TRANSFER,
    CANCEL,
    FAULT,
    /** As a fault; enumerated only where it is the only event, or the schedules were too many. */
    CODE
  }

  private static final ImmutableMap<String, Move> BY_LABEL =
      Arrays.stream(values()).collect(toImmutableMap(Move::label, Function.identity()));

  private final String label;
  private final Cost cost;
  private final HResult code;

  Move(String label, Cost cost) {
    this(label, cost, HResult.S_OK);
  }

  Move(HResult code) {
    this("CallbackFails_" + code, Cost.CODE, code);
  }

  Move(String label, Cost cost, HResult code) {
    this.label = label;
    this.cost = cost;
    this.code = code;
  }

  /** The move with this label, if there is one. */
  public static Optional<Move> withLabel(String label) {
    return Optional.ofNullable(BY_LABEL.get(label));
  }

  /** The answers that a callback can give, the ordinary one first. */
  static Move[] answers() {
    return EnumSet.range(CALLBACK_CONTINUES, ANSWERS_NULL).toArray(Move[]::new);
  }

  /** The name in schedules and replay files. */
  public String label() {
    return label;
  }

  Cost cost() {
    return cost;
  }

  /**
   * The code that a callback answers with, or that something thrown counts as; {@code S_OK} for
   * other moves.
   */
  HResult code() {
    return code;
  }

  /** Whether device or callback throws, or answers null (D21). */
  public boolean breaksPromise() {
    return this == THROWS_EXCEPTION || this == THROWS_ERROR || this == ANSWERS_NULL;
  }

  /** Whether this is something that disturbs a transfer: a cancel, a fault, a second call. */
  public boolean isEvent() {
    return cost == Cost.CANCEL || cost == Cost.FAULT || cost == Cost.CODE;
  }

  @Override
  public String toString() {
    return label;
  }
}
