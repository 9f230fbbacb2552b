package org.returntoidle.spec.report;

import static org.returntoidle.model.Action.*;

import com.google.common.collect.ImmutableList;
import org.returntoidle.model.ApplicationKind;
import org.returntoidle.model.Bounds;
import org.returntoidle.model.Configuration;
import org.returntoidle.model.DriverKind;
import org.returntoidle.model.Platform;
import org.returntoidle.model.stream.StreamApplication;
import org.returntoidle.model.stream.StreamBounds;
import org.returntoidle.model.stream.StreamConfiguration;
import org.returntoidle.model.stream.StreamDriver;
import org.returntoidle.model.stream.StreamMessages;

/**
 * A question that people ask, answered by a walk through the model.
 *
 * @param question in words
 * @param answer in words
 * @param walk that shows it; the model permits every step of it
 */
public record Scene(String question, String answer, Walk<?> walk) {
  private static final Configuration XP =
      new Configuration(Platform.XP, DriverKind.INTERRUPTIBLE, ApplicationKind.BOTH, Bounds.NONE);
  private static final StreamConfiguration VISTA = vista(false, StreamApplication.BOTH);
  private static final StreamConfiguration CALLBACKS = vista(false, StreamApplication.CALLBACK);
  private static final StreamConfiguration CONFIRMING = vista(true, StreamApplication.BOTH);

  private static StreamConfiguration vista(boolean confirming, StreamApplication application) {
    return new StreamConfiguration(
        new StreamDriver(DriverKind.INTERRUPTIBLE, confirming), application, StreamBounds.NONE);
  }

  /** All of them. */
  static ImmutableList<Scene> all() {
    return ImmutableList.of(
        new Scene(
            "What does a cancel look like at its simplest?",
            "The application answers S_FALSE from a callback. The driver makes no further callback"
                + " (D5), stops the device (A3), and only then returns, on Windows XP with S_FALSE"
                + " (A5). It is idle, and the next transfer can begin (A4).",
            Walk.of(
                Profile.of(XP),
                ACQUIRE_ITEM_DATA,
                START_DEVICE,
                SUBMIT_READ,
                READ_BAND,
                DELIVER_BAND,
                CALLBACK_CANCELS,
                STOP_DEVICE,
                RETURN_FROM_ACQUIRE)),
        new Scene(
            "What happens when the button is pressed during a callback?",
            "At first nothing: a driver learns of the button only when a device read reports it. The"
                + " callback goes on and may answer S_OK; the next read reports the button; then the"
                + " driver cancels as after a callback's S_FALSE, and returns S_FALSE on Windows XP"
                + " (A6), an error on Windows Me (A7). If that callback was the last band's, no read"
                + " follows (D9): the transfer succeeds, and the press is forgotten when the next one"
                + " is entered (D1).",
            Walk.of(
                Profile.of(XP),
                ACQUIRE_ITEM_DATA,
                START_DEVICE,
                SUBMIT_READ,
                READ_BAND,
                DELIVER_BAND,
                PRESS_CANCEL_BUTTON,
                CALLBACK_CONTINUES,
                SUBMIT_READ,
                READ_BUTTON,
                STOP_DEVICE,
                RETURN_FROM_ACQUIRE)),
        new Scene(
            "What happens when CancelPendingIO is called while a read is in flight?",
            "The service sends CANCEL_IO to the driver, on a thread of its own. A driver that cancels"
                + " asynchronously and whose reads can be interrupted gives the read up at once (L5),"
                + " whatever the device does; one whose reads block waits for the device first.",
            Walk.of(
                Profile.of(XP),
                ACQUIRE_ITEM_DATA,
                START_DEVICE,
                SUBMIT_READ,
                CANCEL_PENDING_IO,
                NOTIFY_CANCEL_IO,
                INTERRUPT_READ,
                STOP_DEVICE,
                RETURN_FROM_ACQUIRE)),
        new Scene(
            "Why may CancelPendingIO be ignored?",
            "Because nothing connects the two ways to cancel (B5). CancelPendingIO reaches the driver"
                + " only as CANCEL_IO, and a driver that does not cancel asynchronously does nothing"
                + " with it: unless the application also answers S_FALSE, the whole image arrives, and"
                + " the result is S_OK. That is hazard H1. It may also simply come too late (H3).",
            Walk.of(
                Profile.of(
                    XP.with(DriverKind.NOT_ASYNCHRONOUS).with(ApplicationKind.CANCEL_PENDING_IO)),
                ACQUIRE_ITEM_DATA,
                START_DEVICE,
                SUBMIT_READ,
                CANCEL_PENDING_IO,
                NOTIFY_CANCEL_IO,
                IMAGE_ENDS,
                READ_LAST_BAND,
                DELIVER_BAND,
                CALLBACK_CONTINUES,
                STOP_DEVICE,
                RETURN_FROM_ACQUIRE)),
        new Scene(
            "What does IWiaTransfer::Cancel do on Windows Vista?",
            "It marks the transfer. From then on the service answers every callback with S_FALSE,"
                + " without the application (V2), so that every driver learns of it at its next"
                + " question. It lets go of the stream (V15), stops the device, and returns S_FALSE"
                + " (V10). CANCEL_IO should come as well, but may get lost (V1a).",
            Walk.of(
                Profile.of(VISTA),
                DOWNLOAD,
                ACQUIRE_ITEM_DATA,
                GET_NEXT_STREAM,
                CALLBACK_CONTINUES,
                START_DEVICE,
                SUBMIT_READ,
                READ_BAND,
                WRITE_BAND,
                CANCEL_TRANSFER,
                STREAM_TAKES,
                SEND_STATUS,
                SERVICE_CANCELS,
                RELEASE_STREAM,
                STOP_DEVICE,
                RETURN_FROM_ACQUIRE)),
        new Scene(
            "What if the last message of all is answered S_FALSE?",
            "On Windows Vista the transfer is canceled, though every band is written: S_FALSE from"
                + " SendMessage is S_FALSE as the result, without exception (V10). On Windows XP the"
                + " last band's callback can do the same; what comes later, such as CANCEL_IO,"
                + " changes nothing (D9).",
            Walk.of(
                Profile.of(CALLBACKS),
                DOWNLOAD,
                ACQUIRE_ITEM_DATA,
                GET_NEXT_STREAM,
                CALLBACK_CONTINUES,
                START_DEVICE,
                JOB_ENDS,
                SUBMIT_READ,
                IMAGE_ENDS,
                READ_LAST_BAND,
                WRITE_BAND,
                STREAM_TAKES,
                SEND_STATUS,
                CALLBACK_CANCELS,
                RELEASE_STREAM,
                STOP_DEVICE,
                RETURN_FROM_ACQUIRE)),
        new Scene(
            "What happens to a page that is skipped?",
            "SKIP_ITEM means this page only (V3). Its bands are read and thrown away; a message after"
                + " each keeps the transfer cancelable (D15). Then the next page is asked for, and in"
                + " the end the result is S_OK (V3a).",
            Walk.of(
                Profile.of(VISTA),
                DOWNLOAD,
                ACQUIRE_ITEM_DATA,
                GET_NEXT_STREAM,
                CALLBACK_SKIPS,
                START_DEVICE,
                SUBMIT_READ,
                IMAGE_ENDS,
                READ_LAST_BAND,
                DISCARD_BAND,
                SEND_STATUS,
                CALLBACK_CONTINUES,
                GET_NEXT_STREAM)),
        new Scene(
            "Why does a driver ask before it believes CANCEL_IO?",
            "The event names a device, not a transfer: it may be late (H2), or another client's (H8)."
                + " Since Windows Vista a driver can send a message, and the answer decides (D26)."
                + " Here it is S_OK: the event was meant for somebody else, and the page goes on.",
            Walk.of(
                Profile.of(CONFIRMING),
                CANCEL_TRANSFER,
                DOWNLOAD,
                ACQUIRE_ITEM_DATA,
                GET_NEXT_STREAM,
                CALLBACK_CONTINUES,
                START_DEVICE,
                SUBMIT_READ,
                NOTIFY_CANCEL_IO,
                SEND_STATUS,
                CALLBACK_CONTINUES,
                READ_BAND,
                WRITE_BAND)),
        new Scene(
            "What if a fault of the device is repaired?",
            "Since Windows Vista a driver may tell of a fault by a message (V31). S_OK means that the"
                + " cause is repaired, and it tries again (V32); with any other answer the transfer"
                + " ends (V33). On Windows XP a fault always ends it (D10).",
            Walk.of(
                Profile.of(VISTA.with(StreamMessages.HANDLED)),
                DOWNLOAD,
                ACQUIRE_ITEM_DATA,
                GET_NEXT_STREAM,
                CALLBACK_CONTINUES,
                START_DEVICE,
                SUBMIT_READ,
                DEVICE_FAILS,
                READ_FAULT,
                REPORT_DEVICE_STATUS,
                HANDLER_RESOLVES,
                SUBMIT_READ,
                READ_BAND,
                WRITE_BAND)));
  }
}
