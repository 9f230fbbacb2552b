package org.returntoidle.model;

import static com.google.common.collect.ImmutableMap.toImmutableMap;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Sets;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.function.Function;

/**
 * Everything that can happen, in the one vocabulary: the labels are the operator names of {@code
 * CancelProtocol.tla} and {@code StreamProtocol.tla}, and the words of traces and reports.
 */
public enum Action {
  ACQUIRE_ITEM_DATA("AcquireItemData", Party.SERVICE, "drvAcquireItemData is entered"),
  ANSWER_BUSY("AnswerBusy", Party.DRIVER, "a further drvAcquireItemData is answered BUSY"),
  START_DEVICE("StartDevice", Party.DRIVER, "the device begins"),
  START_FAILS("StartFails", Party.DEVICE, "the device does not start: its fault is seen at once"),
  STOP_DEVICE("StopDevice", Party.DRIVER, "the device has stopped and is quiet"),
  SUBMIT_READ("SubmitRead", Party.DRIVER, "a device read is in flight"),
  INTERRUPT_READ("InterruptRead", Party.DRIVER, "the read in flight is given up"),
  READ_BAND("ReadBand", Party.DEVICE, "the read completes with a band"),
  READ_LAST_BAND("ReadLastBand", Party.DEVICE, "the read completes with the last band"),
  READ_NOT_READY("ReadNotReady", Party.DEVICE, "the read reports warm-up or waiting for paper"),
  READ_BUTTON("ReadButton", Party.DEVICE, "the read reports the cancel button"),
  READ_FAULT("ReadFault", Party.DEVICE, "the read reports a fault"),
  PRESS_CANCEL_BUTTON("PressCancelButton", Party.DEVICE, "the button is pressed"),
  DEVICE_FAILS("DeviceFails", Party.DEVICE, "the device fails; seen at the next start or read"),
  IMAGE_ENDS("ImageEnds", Party.DEVICE, "the next band is the last"),
  DRIVER_CANCELS("DriverCancels", Party.DRIVER, "the driver cancels by its own decision"),
  DELIVER_BAND("DeliverBand", Party.DRIVER, "a callback with a band is in flight"),
  SEND_STATUS("SendStatus", Party.DRIVER, "a callback without a band is in flight"),
  CALLBACK_CONTINUES("CallbackContinues", Party.APPLICATION, "the callback returns S_OK"),
  CALLBACK_CANCELS("CallbackCancels", Party.APPLICATION, "the callback returns S_FALSE"),
  CALLBACK_FAILS_E_FAIL("CallbackFails_E_FAIL", Party.APPLICATION, "the callback returns E_FAIL"),
  CALLBACK_FAILS_E_ABORT(
      "CallbackFails_E_ABORT", Party.APPLICATION, "the callback returns E_ABORT"),
  CANCEL_PENDING_IO("CancelPendingIO", Party.APPLICATION, "the application asks for a cancel"),
  NOTIFY_CANCEL_IO("NotifyCancelIO", Party.SERVICE, "WIA_EVENT_CANCEL_IO reaches the driver"),
  NOTIFY_OTHER_EVENT("NotifyOtherEvent", Party.SERVICE, "another event reaches the driver"),
  RETURN_FROM_ACQUIRE("ReturnFromAcquire", Party.DRIVER, "drvAcquireItemData returns its code"),

  // Stream transfers: Windows Vista and later.
  DOWNLOAD("Download", Party.APPLICATION, "the application begins a transfer"),
  GET_NEXT_STREAM("GetNextStream", Party.DRIVER, "the driver asks for the next page's stream"),
  JOB_ENDS("JobEnds", Party.DEVICE, "the page is the last one"),
  FEEDER_EMPTIES("FeederEmpties", Party.DEVICE, "the feeder has no sheet for the next page"),
  READ_FEEDER_EMPTY("ReadFeederEmpty", Party.DEVICE, "the read reports that the feeder is empty"),
  WRITE_BAND("WriteBand", Party.DRIVER, "a write to the stream is in flight"),
  STREAM_TAKES("StreamTakes", Party.APPLICATION, "the write returns S_OK"),
  STREAM_FAILS("StreamFails", Party.APPLICATION, "the write returns E_FAIL"),
  DISCARD_BAND("DiscardBand", Party.DRIVER, "a band of a skipped page is thrown away"),
  RELEASE_STREAM("ReleaseStream", Party.DRIVER, "the driver lets go of the stream"),
  CALLBACK_SKIPS("CallbackSkips", Party.APPLICATION, "GetNextStream returns SKIP_ITEM"),
  SERVICE_CANCELS("ServiceCancels", Party.SERVICE, "S_FALSE without asking the application"),
  REPORT_DEVICE_STATUS(
      "ReportDeviceStatus", Party.DRIVER, "a message with the device's fault is in flight"),
  HANDLER_RESOLVES("HandlerResolves", Party.SERVICE, "that message returns S_OK: it is repaired"),
  HANDLER_GIVES_UP("HandlerGivesUp", Party.SERVICE, "that message returns the fault's own code"),
  END_OF_TRANSFER("EndOfTransfer", Party.SERVICE, "no further item: Download returns"),
  CANCEL_TRANSFER("CancelTransfer", Party.APPLICATION, "the application calls Cancel"),

  // What the kit plays, and no model has.
  SERVICE_DIES("ServiceDies", Party.SERVICE, "it is loaded anew, and the device may still scan"),
  DEVICE_GOES("DeviceGoes", Party.DEVICE, "it is unplugged, and the driver is told");

  /** The four parties of the protocol. */
  public enum Party {
    APPLICATION,
    SERVICE,
    DRIVER,
    DEVICE
  }

  /**
   * What the driver has to do, and the other answer to its attempt to start; {@code DriverNext} in
   * TLA+.
   */
  public static final ImmutableSet<Action> DRIVER_STEPS =
      Sets.immutableEnumSet(
          ANSWER_BUSY,
          START_DEVICE,
          START_FAILS,
          SUBMIT_READ,
          INTERRUPT_READ,
          DELIVER_BAND,
          SEND_STATUS,
          STOP_DEVICE,
          RETURN_FROM_ACQUIRE);

  /** How a device read completes; {@code DeviceAnswers} in TLA+. */
  public static final ImmutableSet<Action> DEVICE_ANSWERS =
      Sets.immutableEnumSet(READ_BAND, READ_LAST_BAND, READ_NOT_READY, READ_BUTTON, READ_FAULT);

  /** How the device says that it has failed; {@code ReportsFault} in TLA+. */
  public static final ImmutableSet<Action> FAULT_REPORTS =
      Sets.immutableEnumSet(READ_FAULT, START_FAILS);

  /** How a callback returns; {@code CallbackAnswers} in TLA+. */
  public static final ImmutableSet<Action> CALLBACK_ANSWERS =
      Sets.immutableEnumSet(
          CALLBACK_CONTINUES, CALLBACK_CANCELS, CALLBACK_FAILS_E_FAIL, CALLBACK_FAILS_E_ABORT);

  /**
   * How the application, or who handles its errors (V31), lets a callback of a stream transfer
   * return; the same name in TLA+.
   */
  public static final ImmutableSet<Action> APPLICATION_ANSWERS =
      Sets.immutableEnumSet(
          CALLBACK_CONTINUES,
          CALLBACK_SKIPS,
          CALLBACK_CANCELS,
          CALLBACK_FAILS_E_FAIL,
          HANDLER_RESOLVES,
          HANDLER_GIVES_UP);

  /** What only the kit plays; no model has it. */
  public static final ImmutableSet<Action> ONLY_PLAYED =
      Sets.immutableEnumSet(SERVICE_DIES, DEVICE_GOES);

  /** What only a stream transfer has; the words of {@code StreamProtocol.tla} alone. */
  public static final ImmutableSet<Action> ONLY_STREAMS =
      Sets.immutableEnumSet(EnumSet.range(DOWNLOAD, CANCEL_TRANSFER));

  /** What only a banded transfer has; the words of {@code CancelProtocol.tla} alone. */
  public static final ImmutableSet<Action> ONLY_BANDED =
      Sets.immutableEnumSet(DELIVER_BAND, CALLBACK_FAILS_E_ABORT, CANCEL_PENDING_IO);

  /** The words of banded transfers; those of {@code CancelProtocol.tla}. */
  public static final ImmutableSet<Action> BANDED =
      Sets.immutableEnumSet(
          Sets.difference(EnumSet.allOf(Action.class), Sets.union(ONLY_STREAMS, ONLY_PLAYED)));

  /** The words of stream transfers; those of {@code StreamProtocol.tla}. */
  public static final ImmutableSet<Action> STREAMS =
      Sets.immutableEnumSet(
          Sets.difference(EnumSet.allOf(Action.class), Sets.union(ONLY_BANDED, ONLY_PLAYED)));

  private static final ImmutableMap<String, Action> BY_LABEL =
      Arrays.stream(values()).collect(toImmutableMap(Action::label, Function.identity()));

  private final String label;
  private final Party party;
  private final String meaning;

  Action(String label, Party party, String meaning) {
    this.label = label;
    this.party = party;
    this.meaning = meaning;
  }

  /** The action with this label, if there is one. */
  public static Optional<Action> withLabel(String label) {
    return Optional.ofNullable(BY_LABEL.get(label));
  }

  /** The name in TLA+, traces and reports; never null. */
  public String label() {
    return label;
  }

  /** Who takes it; never null. */
  public Party party() {
    return party;
  }

  /** What it means, in a few words; never null. */
  public String meaning() {
    return meaning;
  }

  @Override
  public String toString() {
    return label;
  }
}
