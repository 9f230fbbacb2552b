package org.returntoidle.spec.harness;

import static com.google.common.collect.ImmutableMap.toImmutableMap;

import com.google.common.collect.ImmutableMap;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Function;
import org.returntoidle.model.HResult;

/** What application, service and device can do; a {@link Move} says with which code. */
public enum Act {
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
  /** The machine is about to sleep. */
  NOTIFY_OTHER_EVENT("NotifyOtherEvent", Cost.FAULT),
  NOTIFY_POWER_RESUME("NotifyPowerResume", Cost.RARE),
  NOTIFY_DEVICE_CONNECTED("NotifyDeviceConnected", Cost.RARE),
  /** The device is unplugged and plugged in again: two events. */
  NOTIFY_DEVICE_RECONNECTED("NotifyDeviceReconnected", Cost.RARE),
  NOTIFY_DEVICE_SPECIFIC("NotifyDeviceSpecific", Cost.RARE),
  /** A second {@code drvAcquireItemData}, on a thread of the service, while one runs. */
  SECOND_ACQUIRE("AcquireItemData again", Cost.FAULT),
  /** Two of them at once, on two threads of the service: their outcome is up to chance. */
  SECOND_ACQUIRE_TWICE("AcquireItemData again twice", Cost.FAULT),
  /** The same on the driver's own thread, from inside its callback. */
  SECOND_ACQUIRE_INSIDE("AcquireItemData again inside", Cost.FAULT),
  /**
   * While a callback is in flight, a read completes that another thread of the driver waits for:
   * what both bring overlaps.
   */
  READ_COMPLETES("ReadCompletes", Cost.FREE),
  READ_LAST_BAND("ReadLastBand", Cost.FREE),
  READ_BAND("ReadBand", Cost.BAND),
  READ_NOT_READY("ReadNotReady", Cost.FREE),
  /** "Not ready", now and for ever: what a canceled driver must not wait for (D15). */
  READ_NOT_READY_FOR_EVER("ReadNotReady for ever", Cost.FREE),
  /** A band, now and for ever: a canceled driver must not wait for the end of the image (D22). */
  READ_BAND_FOR_EVER("ReadBand for ever", Cost.FREE),
  READ_BUTTON("ReadButton", Cost.CANCEL),
  READ_FAULT("ReadFault", Cost.FAULT),
  START_FAILS("StartFails", Cost.FAULT),
  CALLBACK_CONTINUES("CallbackContinues", Cost.FREE),
  CALLBACK_CANCELS("CallbackCancels", Cost.CANCEL),
  CALLBACK_FAILS("CallbackFails", Cost.FAULT),
  /** The client died: this callback and every later one fail. */
  CLIENT_DIES("CallbackFails_RPC", Cost.FAULT),

  // Stream transfers: Windows Vista and later.
  /** One more page is wanted. */
  MORE_PAGES("MorePages", Cost.PAGE),
  /** All pages are wanted that there are (V5a). */
  ALL_PAGES("AllPages", Cost.FAULT),
  /** All pages go into one stream (V14). */
  ONE_STREAM("OneStream", Cost.FAULT),
  /** The feeder has one sheet less than pages are wanted (V5). */
  FEEDER_HAS_LESS("FeederHasLess", Cost.FAULT),
  READ_FEEDER_EMPTY("ReadFeederEmpty", Cost.FREE),
  /** The next item of the same transfer of the application, by a call of its own (V7). */
  ACQUIRE_NEXT_ITEM("AcquireItemData next item", Cost.FAULT),
  /** The service has died in the middle of a transfer: the device scans on (V29). */
  SERVICE_DIES("ServiceDies", Cost.RARE),
  /** The device is unplugged, and the driver is told (V28). */
  DEVICE_GOES("DeviceGoes", Cost.FAULT),
  /** The device says that it has stopped, and is quiet only a while later (D6). */
  STOPS_LATE("StopsLate", Cost.RARE),
  /** {@code IWiaTransfer::Cancel}, and the event that it raises (V1, V1a). */
  CANCEL_TRANSFER("CancelTransfer", Cost.CANCEL),
  /** The same, and the event never comes (V1a). */
  CANCEL_TRANSFER_LOST("CancelTransfer lost", Cost.CANCEL),
  /** {@code GetNextStream} answers {@code SKIP_ITEM} (V3). */
  CALLBACK_SKIPS("CallbackSkips", Cost.FAULT),
  /** {@code GetNextStream} answers {@code S_OK} without a stream (V20). */
  NULL_STREAM("NullStream", Cost.FAULT),
  /** The message with a fault is answered {@code S_OK}: its cause is repaired (V32). */
  HANDLER_RESOLVES("HandlerResolves", Cost.FREE),
  /** It is answered with the fault itself: nobody has repaired it (V33). */
  HANDLER_GIVES_UP("HandlerGivesUp", Cost.FREE),
  STREAM_TAKES("StreamTakes", Cost.FREE),
  /** Only some bytes are written, and {@code S_OK} is returned. */
  STREAM_TAKES_LESS("StreamTakesLess", Cost.FAULT),
  /** A method of the stream answers something else (V19). */
  STREAM_FAILS("StreamFails", Cost.FAULT),

  // What happens to a second driver with a device of its own: nothing to the one that is judged.
  /** A transfer of the neighbor, from its beginning to its end. */
  NEIGHBOR_TRANSFERS("NeighborTransfers", Cost.BESIDE),
  /** The same, which its device ends with a fault. */
  NEIGHBOR_FAILS("NeighborFails", Cost.BESIDE),
  /** The same, which its callback cancels. */
  NEIGHBOR_CALLBACK_CANCELS("NeighborCallbackCancels", Cost.BESIDE),
  /** The same, which a {@code CANCEL_IO} for the neighbor meets in its read. */
  NEIGHBOR_NOTIFY_CANCEL_IO("NeighborNotifyCancelIO", Cost.BESIDE),
  /** The neighbor begins a transfer, and stays in its read until the judged one has returned. */
  NEIGHBOR_STAYS("NeighborStays", Cost.BESIDE),

  // What device and callbacks promise not to do, for drivers that claim to survive it (D21).
  THROWS_EXCEPTION("throws RuntimeException", Cost.FAULT),
  THROWS_ERROR("throws Error", Cost.FAULT),
  ANSWERS_NULL("answers null", Cost.FAULT);

  /** Which bound an act uses up. */
  enum Cost {
    FREE,
    BAND,
    TRANSFER,
    PAGE,
    CANCEL,
    FAULT,
    /** As a fault; enumerated only where it is the only event, or the schedules were too many. */
    RARE,
    /** As a fault; enumerated in schedules of their own, which have one of them. */
    BESIDE
  }

  private static final ImmutableMap<String, Act> BY_LABEL =
      Arrays.stream(values()).collect(toImmutableMap(Act::label, Function.identity()));

  private final String label;
  private final Cost cost;

  Act(String label, Cost cost) {
    this.label = label;
    this.cost = cost;
  }

  static Optional<Act> withLabel(String label) {
    return Optional.ofNullable(BY_LABEL.get(label));
  }

  /** The word in schedules and replay files; with some there is a code behind it. */
  public String label() {
    return label;
  }

  Cost cost() {
    return cost;
  }

  /** Whether its outcome is up to chance. */
  public boolean isRace() {
    return this == NOTIFY_CANCEL_IO_MEANWHILE || this == SECOND_ACQUIRE_TWICE;
  }

  /** Whether it cancels a transfer, whoever does it. */
  public boolean isCancel() {
    return cost == Cost.CANCEL;
  }

  /** Whether this act can have more than one code, and may have {@code code}. */
  boolean takes(HResult code) {
    return switch (this) {
      case READ_FAULT, START_FAILS -> code.isError();
      case CALLBACK_FAILS -> !code.equals(HResult.S_OK) && !code.equals(HResult.S_FALSE);
      case STREAM_FAILS -> !code.equals(HResult.S_OK);
      default -> false;
    };
  }
}
