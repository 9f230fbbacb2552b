package org.returntoidle.spec.report;

import static org.returntoidle.model.Action.*;

import com.google.common.collect.ImmutableList;
import org.returntoidle.model.ApplicationKind;
import org.returntoidle.model.Bounds;
import org.returntoidle.model.Configuration;
import org.returntoidle.model.DriverKind;
import org.returntoidle.model.Platform;

/**
 * A question that people ask, answered by a walk through the model.
 *
 * @param question in words
 * @param answer in words
 * @param walk that shows it; the model permits every step of it
 */
public record Scene(String question, String answer, Walk walk) {
  private static final Configuration XP =
      new Configuration(Platform.XP, DriverKind.INTERRUPTIBLE, ApplicationKind.BOTH, Bounds.NONE);

  /** All of them. */
  static ImmutableList<Scene> all() {
    return ImmutableList.of(
        new Scene(
            "What does a cancel look like at its simplest?",
            "The application answers S_FALSE from a callback. The driver makes no further callback"
                + " (D5), stops the device (A3), and only then returns, on Windows XP with S_FALSE"
                + " (A5). It is idle, and the next transfer can begin (A4).",
            Walk.of(
                XP,
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
                XP,
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
                XP,
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
                XP.with(DriverKind.NOT_ASYNCHRONOUS).with(ApplicationKind.CANCEL_PENDING_IO),
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
                RETURN_FROM_ACQUIRE)));
  }
}
