package org.returntoidle.model.stream;

import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Sets;
import org.returntoidle.model.Action.Party;

/**
 * Everything that can happen in the stream protocol. The labels are the operator names of {@code
 * StreamProtocol.tla}; those that {@link org.returntoidle.model.Action} has, too, mean the same
 * there.
 */
public enum StreamAction {
  DOWNLOAD("Download", Party.APPLICATION, "the application begins a transfer"),
  ACQUIRE_ITEM_DATA("AcquireItemData", Party.SERVICE, "drvAcquireItemData is entered"),
  ANSWER_BUSY("AnswerBusy", Party.DRIVER, "a further drvAcquireItemData is answered BUSY"),
  GET_NEXT_STREAM("GetNextStream", Party.DRIVER, "the driver asks for the next page's stream"),
  START_DEVICE("StartDevice", Party.DRIVER, "the device begins"),
  START_FAILS("StartFails", Party.DEVICE, "the device does not start: its fault is seen at once"),
  SUBMIT_READ("SubmitRead", Party.DRIVER, "a device read is in flight"),
  INTERRUPT_READ("InterruptRead", Party.DRIVER, "the read in flight is given up"),
  READ_BAND("ReadBand", Party.DEVICE, "the read completes with a band"),
  READ_LAST_BAND("ReadLastBand", Party.DEVICE, "the read completes with the page's last band"),
  READ_NOT_READY("ReadNotReady", Party.DEVICE, "the read reports warm-up or waiting for paper"),
  READ_BUTTON("ReadButton", Party.DEVICE, "the read reports the cancel button"),
  READ_FAULT("ReadFault", Party.DEVICE, "the read reports a fault"),
  PRESS_CANCEL_BUTTON("PressCancelButton", Party.DEVICE, "the button is pressed"),
  DEVICE_FAILS("DeviceFails", Party.DEVICE, "the device fails; seen at the next start or read"),
  IMAGE_ENDS("ImageEnds", Party.DEVICE, "the next band is the page's last"),
  JOB_ENDS("JobEnds", Party.DEVICE, "the page is the last one"),
  WRITE_BAND("WriteBand", Party.DRIVER, "a write to the stream is in flight"),
  STREAM_TAKES("StreamTakes", Party.APPLICATION, "the write returns S_OK"),
  STREAM_FAILS("StreamFails", Party.APPLICATION, "the write returns E_FAIL"),
  DISCARD_BAND("DiscardBand", Party.DRIVER, "a band of a skipped page is thrown away"),
  SEND_STATUS("SendStatus", Party.DRIVER, "SendMessage is in flight"),
  RELEASE_STREAM("ReleaseStream", Party.DRIVER, "the driver lets go of the stream"),
  DRIVER_CANCELS("DriverCancels", Party.DRIVER, "the driver cancels by its own decision"),
  CALLBACK_CONTINUES("CallbackContinues", Party.APPLICATION, "the callback returns S_OK"),
  CALLBACK_SKIPS("CallbackSkips", Party.APPLICATION, "GetNextStream returns SKIP_ITEM"),
  CALLBACK_CANCELS("CallbackCancels", Party.APPLICATION, "the callback returns S_FALSE"),
  CALLBACK_FAILS_E_FAIL("CallbackFails_E_FAIL", Party.APPLICATION, "the callback returns E_FAIL"),
  SERVICE_CANCELS("ServiceCancels", Party.SERVICE, "S_FALSE without asking the application"),
  CANCEL_TRANSFER("CancelTransfer", Party.APPLICATION, "the application calls Cancel"),
  NOTIFY_CANCEL_IO("NotifyCancelIO", Party.SERVICE, "WIA_EVENT_CANCEL_IO reaches the driver"),
  NOTIFY_OTHER_EVENT("NotifyOtherEvent", Party.SERVICE, "another event reaches the driver"),
  STOP_DEVICE("StopDevice", Party.DRIVER, "the device has stopped and is quiet"),
  RETURN_FROM_ACQUIRE("ReturnFromAcquire", Party.DRIVER, "drvAcquireItemData returns its code");

  /** How the application lets a callback return; {@code ApplicationAnswers} in TLA+. */
  public static final ImmutableSet<StreamAction> APPLICATION_ANSWERS =
      Sets.immutableEnumSet(
          CALLBACK_CONTINUES, CALLBACK_SKIPS, CALLBACK_CANCELS, CALLBACK_FAILS_E_FAIL);

  /** How a device read completes; {@code DeviceAnswers} in TLA+. */
  public static final ImmutableSet<StreamAction> DEVICE_ANSWERS =
      Sets.immutableEnumSet(READ_BAND, READ_LAST_BAND, READ_NOT_READY, READ_BUTTON, READ_FAULT);

  private final String label;
  private final Party party;
  private final String meaning;

  StreamAction(String label, Party party, String meaning) {
    this.label = label;
    this.party = party;
    this.meaning = meaning;
  }

  /** The name in TLA+; never null. */
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
