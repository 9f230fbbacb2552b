package org.returntoidle.model;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Sets;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The rulebook: what the two documents say, what this project decided, and what follows. The ids
 * are the vocabulary of models, properties, reports and faulty drivers. Each rule has its strength,
 * its source, a sentence, and its intent: why it is there, and what goes wrong without it.
 */
public enum Rule {
  A1(
      "can",
      Source.canceling("first paragraph"),
      "Application and minidriver may each cancel a transfer at any time.",
      """
      Scanning a page takes time, and people change their minds, at the computer or at the \
      scanner. A driver that expects a cancel only at certain moments misses all the others."""),
  A2(
      "can",
      Source.canceling("first paragraph"),
      "The minidriver learns of the application's cancel when a callback returns S_FALSE.",
      """
      The callback's answer is the one channel to the application that every driver has. A \
      driver that overlooks the answer goes on scanning for nobody.""",
      Contract.of(
          "callbackCancelIsHeard",
          "A callback answers `S_FALSE`: no band follows, and the transfer does not succeed.",
          "whether the driver checks what the callback returned before it does anything else")),
  A3(
      "must",
      Source.canceling("first paragraph"),
      "After a cancel the minidriver stops all acquisition and returns to idle.",
      """
      A device that keeps scanning keeps its lamp and motor on and blocks everybody else. \
      Stopping half of it is not enough: the next transfer needs the whole device.""",
      Contract.of(
          "cancelStopsTheDevice",
          "After a cancel of any kind the device is off when the call returns.",
          "every way out of the transfer: each has to pass the one place that stops the device")),
  A4(
      "is",
      Source.canceling("first paragraph"),
      "Back in idle, it is ready for the next transfer.",
      """
      After a cancel, users scan again. A driver that is still busy, or still canceled, makes \
      them restart the program or unplug the scanner.""",
      Contract.of(
          "readyForTheNextTransfer",
          "After a canceled transfer the next one is neither refused nor canceled.",
          "flags and busy marks that a canceled transfer leaves behind")),
  A5(
      "can",
      Source.canceling("second paragraph"),
      "XP: a canceled transfer is reported as S_FALSE from drvAcquireItemData.",
      """
      A canceled scan is not a failure and needs no error message. If it is reported as \
      S_OK, the application takes half an image for a whole one.""",
      Contract.of(
          "cancelIsSFalseOnXp",
          "Windows XP: a canceled transfer returns `S_FALSE`.",
          "on Windows Me",
          "how the result is chosen once the device has stopped")),
  A6(
      "should",
      Source.canceling("second paragraph"),
      "XP: after the device's cancel button drvAcquireItemData returns S_FALSE.",
      """
      A user who presses the button on the scanner wants the same thing as one who clicks \
      Cancel. An error code makes the application complain although the user got what they \
      asked for.""",
      Contract.of(
          "buttonIsSFalseOnXp",
          "The cancel button ends the transfer; on Windows XP it returns `S_FALSE`.",
          "what a device read reports besides data, and who looks at it")),
  A7(
      "is",
      Source.canceling("note"),
      "Only from XP on can a cancel be reported without an error; on Me it is one.",
      """
      On Windows Me a transfer cannot end with S_FALSE. A driver that returns it anyway lets \
      a canceled transfer pass for a successful one.""",
      Contract.of(
          "cancelIsAnErrorOnMe",
          "Windows Me: a canceled transfer returns an error.",
          "on Windows XP",
          "where the driver asks `TransferContext.platform()`")),
  A8(
      "should",
      Source.canceling("last paragraph"),
      "The code a callback returned is what drvAcquireItemData returns.",
      """
      Only the application knows what its code means. A driver that swallows or replaces it \
      hides why the transfer ended.""",
      Contract.of(
          "callbackCodeIsReturned",
          "After `S_FALSE` from a callback the call does not return `S_OK`.",
          "code that overwrites the result, such as that of stopping the device")),
  A9(
      "must",
      Source.canceling("last paragraph"),
      "After an error from a callback: stop, be idle, and only then return that code.",
      """
      Once it sees the code, the application may close the device or scan again at once. If \
      the device is still running then, that next step fails for no visible reason. In the \
      machine, being idle and returning are one step; that the device stops before it is what \
      D6 says.""",
      Contract.of(
          "callbackErrorStopsAndIsReturned",
          "A callback fails: the device is off, and that very code is returned.",
          "error paths that return at once, and those that replace the code")),
  B1(
      "can",
      Source.cancellationInXp("first list"),
      "First way for an application to cancel: its callback returns S_FALSE.",
      """
      This way needs no second thread, and every driver learns of it at its next callback. \
      It is the way to prefer."""),
  B2(
      "can",
      Source.cancellationInXp("first list"),
      "Second way for an application to cancel: CancelPendingIO.",
      """
      The source advises against it. Drivers meet it all the same: it is the only way to \
      cancel from outside the callback."""),
  B3(
      "can",
      Source.cancellationInXp("second list"),
      "First way for a driver to learn of it: S_FALSE from MiniDrvCallback.",
      """
      It is how the first way reaches the driver. A driver that watches only for the event \
      never learns of most cancels.""",
      Contract.of(
          "callbackIsAWayToCancel",
          "The same as A2, as the first of two ways.",
          "whether the "
              + "driver checks what the callback returned before it does anything else")),
  B4(
      "can",
      Source.cancellationInXp("second list"),
      "Second way for a driver to learn of it: WIA_EVENT_CANCEL_IO.",
      """
      It is how the second way reaches an asynchronous driver. The event arrives on another \
      thread at any moment, so a driver that checks for it in one place only will lose it.""",
      Contract.of(
          "eventIsAWayToCancel",
          "`CANCEL_IO` during a transfer: no band follows, and it does not succeed.",
          "if the driver is not asynchronous",
          "whether the flag that the event sets is read between any two steps")),
  B5(
      "must",
      Source.cancellationInXp("last paragraph but one"),
      "Nothing connects the two ways: without asynchronous cancel, CANCEL_IO has no effect.",
      """
      The service passes CANCEL_IO on and does nothing else, and a driver that cannot use \
      the event must not be disturbed by it. An application that relies on the event alone \
      may get the whole image (H1).""",
      Contract.of(
          "eventMeansNothingToOthers",
          "A driver that is not asynchronous neither fails nor is disturbed by `CANCEL_IO`.",
          "if the driver is asynchronous",
          "what `drvNotifyPnpEvent` does besides returning")),
  D1(
      "decision",
      Source.decision(A4),
      "A cancel while idle does nothing, now or in the next transfer.",
      """
      A cancel belongs to a transfer. If the driver keeps it for later, it ends a transfer \
      that nobody wanted to end.""",
      Contract.of(
          "cancelWhileIdleIsForgotten",
          "`CANCEL_IO` while idle does nothing, and nothing to the next transfer.",
          Contract.BY_ITSELF,
          "whether flags are cleared at entry, before anything can cancel")),
  D2(
      "decision",
      Source.decision(A1),
      "Any number of cancels in one transfer has the effect of one.",
      """
      Users click twice, and button and application may both cancel. A driver that counts or \
      toggles stops the device twice, or takes the cancel back.""",
      Contract.of(
          "manyCancelsAreOne",
          "Several cancels in one transfer have the effect of one.",
          "counters and toggles; a second stop of the device")),
  D3(
      "decision",
      Source.decision(A8),
      "The first cause decides; an error from an in-flight callback still wins.",
      """
      Several things can go wrong at once, and a result holds only one of them. The \
      exception is for A9: an application that reports an error gets it back, even after a \
      cancel.""",
      Contract.of(
          "firstCauseDecides",
          "A cancel, then an error of the callback in flight: that error is returned.",
          "what is done with the answer of a callback after a cancel")),
  D4(
      "decision",
      Source.decision(A4),
      "drvAcquireItemData during a transfer is answered WIA_ERROR_BUSY, nothing else.",
      """
      There is one device. A second call that touches it, or the state of the first call, \
      ruins a transfer that was going well.""",
      Contract.of(
          "secondCallIsBusy",
          "A call during a transfer returns `WIA_ERROR_BUSY` and does not disturb it.",
          "what is done before the test for busy")),
  D5(
      "decision",
      Source.decision(A3),
      "After an observed cancel or error no further band is delivered.",
      """
      An application that has canceled may already have freed its buffers. A late band \
      reaches code that no longer expects one.""",
      Contract.of(
          "nothingDeliveredAfterACause",
          "After an observed cancel or error no further band is delivered.",
          "whether the flag is read directly before the callback")),
  D6(
      "decision",
      Source.decision(A3, A9),
      "The device is quiet and no callback is open before drvAcquireItemData returns.",
      """
      The return is the only signal that the driver is free. If the device is still running \
      or a callback is still open, the next transfer starts on top of the old one.""",
      Contract.of(
          "quietBeforeTheReturn",
          "The device is off before the call returns, not some time later.",
          "threads that stop the device, and whether they are waited for")),
  D7(
      "decision",
      Source.decision(A5, A8),
      "S_OK: every band delivered, in order, complete, each acknowledged with S_OK.",
      """
      The application saves the image when it sees S_OK. If a band is missing, repeated or \
      out of order, the user finds out much later, if at all.""",
      Contract.of(
          "successIsTheWholeImage",
          "`S_OK`: every band came, in order, and each was acknowledged.",
          "bands dropped, repeated, or held back at the end")),
  D8(
      "decision",
      Source.decision(A1),
      "drvNotifyPnpEvent returns without waiting, also from inside a callback.",
      """
      The event may arrive from inside the driver's own callback, or while the transfer \
      waits for the device. A driver that waits for its transfer there waits for itself, and \
      everything hangs.""",
      Contract.of(
          "eventReturnsWithoutWaiting",
          "`drvNotifyPnpEvent` returns, also inside a callback and during any device call.",
          "locks that are held across a callback or while waiting for a read")),
  D9(
      "decision",
      Source.decision(D7),
      "A cancel or fault after the last acknowledgement does not change success.",
      """
      The whole image has arrived, so there is nothing left to cancel. Throwing it away \
      would punish a user who was a moment too late.""",
      Contract.of(
          "lateCancelChangesNothing",
          "A cancel after the last acknowledged band: `S_OK`, or the code of a cancel. No read "
              + "follows the last band.",
          "what still listens to cancels while the device stops")),
  D10(
      "decision",
      Source.decision(A9),
      "A device fault stops the transfer and is returned as its code.",
      """
      A paper jam and an open cover ask different things of the user. If the code is \
      replaced, the application gives the wrong advice.""",
      Contract.of(
          "deviceFaultIsReturned",
          "A device fault ends the transfer, the device is off, the fault is returned.",
          "the path from the read to the result")),
  D11(
      "decision",
      Source.decision(A5, A8),
      "No phantom: a cancel or an error is reported only if there was one.",
      """
      To the user, a cancel that nobody asked for is a scanner that stops at random, and \
      nobody can find the reason. A driver that may cancel by its own decision (A1) says so, \
      and of its cancels nobody can tell.""",
      Contract.of(
          "noPhantom",
          "Without a cause neither a cancel nor an error is reported.",
          Contract.BY_ITSELF,
          "results that are left over, or made up")),
  D12(
      "decision",
      Source.decision(A4),
      "A band belongs to its transfer and is never delivered in a later one.",
      """
      Data left in a buffer after a cancel is part of another page. Delivered later, it \
      mixes two documents.""",
      Contract.of(
          "noOldBand",
          "No band of an earlier transfer is delivered.",
          "buffers and queues that outlive a canceled transfer")),
  D13(
      "decision",
      Source.decision(A3),
      "The device is stopped exactly once for each start, and never otherwise.",
      """
      Devices do not expect a second stop, or a stop while off; without any stop the lamp \
      stays on. Counting starts and stops finds all three mistakes.""",
      Contract.of(
          "oneStopForOneStart",
          "The device is stopped exactly once for each start.",
          "a stop in the event handler and another one at the end")),
  D14(
      "decision",
      Source.decision(A4),
      "A transfer after any number of canceled ones behaves like the first.",
      """
      If each cancel leaks a buffer, a handle or a thread, nobody notices at first. After \
      enough cancels the scanner no longer scans.""",
      Contract.of(
          "manyCanceledTransfers",
          "After several canceled transfers the next one is like the first.",
          "if the scope has fewer than 3 transfers, or " + Contract.BY_ITSELF,
          "what each canceled transfer uses up")),
  D15(
      "decision",
      Source.decision(A1),
      "A transfer can be canceled from its entry on: before start, in warm-up, always.",
      """
      Warming up and waiting for paper take the longest, and that is when people cancel. A \
      driver that checks only between bands makes them wait.""",
      Contract.of(
          "cancelableFromEntryOn",
          "A cancel during start or warm-up ends the transfer before any band.",
          "loops that wait for the device and never check the flag")),
  D16(
      "decision",
      Source.decision(A7),
      "Me: the reference answers a cancel with E_ABORT; others may use any error.",
      """
      The source says that a cancel is an error on Windows Me, but not which one. The \
      reference had to pick a code; any error is right.""",
      Contract.of(
          "cancelCodeOnMe",
          "Windows Me: the code of a cancel is an error, whichever.",
          "on Windows XP",
          "the same as for A7")),
  D17(
      "decision",
      Source.decision(A5),
      "drvAcquireItemData ends with a code: no exception, no null.",
      """
      The service can handle a code. An exception surfaces in a thread that is not the \
      driver's, and the device stays on.""",
      Contract.of(
          "endsWithACode",
          "The call returns a code: it throws nothing and does not return null.",
          "exceptions of the device or the callback that nobody catches")),
  D18(
      "decision",
      Source.decision(A9),
      "Callbacks come on the calling thread, one at a time, only during the call.",
      """
      The application expects its callback on the thread of the call. On another thread, or \
      after the return, the callback may find that everything it uses has been freed.""",
      Contract.of(
          "callbacksOnTheCallersThread",
          "Callbacks come on the calling thread, one at a time, during the call only.",
          "threads that deliver what another one has read")),
  D19(
      "decision",
      Source.decision(A8),
      "An unknown success code from a callback ends the transfer and is returned.",
      """
      Newer systems may answer with success codes that did not exist when the driver was \
      written. Such a code is not a failure, and must not get lost.""",
      Contract.of(
          "unknownSuccessCode",
          "An unknown success code is returned, or taken for `S_OK`.",
          "comparisons with `S_OK` that should ask for an error")),
  D20(
      "decision",
      Source.decision(A1),
      "Events other than CANCEL_IO do not cancel.",
      """
      drvNotifyPnpEvent also reports power and connection events. A driver that takes them \
      all for cancels loses a scan when a laptop is plugged in.""",
      Contract.of(
          "otherEventsDoNotCancel",
          "Power events during a transfer do not disturb it.",
          Contract.BY_ITSELF,
          "whether `drvNotifyPnpEvent` looks at which event it is")),
  D21(
      "decision",
      Source.decision(A3, A4),
      "Whatever device or callback throws: device stopped, driver ready, a code returned.",
      """
      One exception must not leave the lamp on and the driver busy until the machine restarts. \
      Only drivers that claim to survive exceptions are held to this.""",
      Contract.of(
          "survivesExceptions",
          "Whatever device or callback throws, or if it answers null, the device is off, a code is "
              + "returned, and the next transfer begins.",
          "if the driver does not claim it, by `MiniDriver.survivesExceptions()`",
          "the statements that an exception jumps over: they belong in `finally`")),
  D22(
      "decision",
      Source.decision(A3),
      "After an observed cancel or error the driver starts no device and submits no read.",
      """
      Whoever has canceled waits for the driver to end. A read that is begun afterwards makes \
      them wait for the device once more, for something that nobody wants. A read in flight may \
      complete.""",
      Contract.of(
          "nothingBegunAfterACause",
          "After an observed cancel or error the driver starts no device and submits no read.",
          "loops that submit the next read before they look at the flag")),
  D23(
      "decision",
      Source.decision(A3, D4),
      "At most one read is in flight, and none is submitted to a device that is off.",
      """
      Two reads at once get each other's bands, and a device that was stopped has nothing to \
      read. What happens then depends on the device, and shows only on some of them.""",
      Contract.of(
          "oneReadAtATime",
          "One read at a time, and none of a device that is off.",
          "threads that read ahead, and who ends them")),
  D24(
      "decision",
      Source.decision(D7, D12),
      "The bytes delivered are the bytes read, in order; last is on the part with the last one.",
      """
      An image that lacks a few bytes, or has some of them twice, is still an image, and nobody \
      looks at it until it is needed. A driver may split and join bands: only their bytes count.""",
      Contract.of(
          "bytesArriveUnchanged",
          "The bytes delivered are the bytes read, in order, however they are split and joined; "
              + "`last` is on the part with the last one.",
          "buffers: their position and limit, and who writes into one that is still in use")),
  D25(
      "decision",
      Source.decision(D8),
      "drvNotifyPnpEvent does not wait for the transfer, not even for a while.",
      """
      A wait with a time limit ends by itself, and looks harmless. But the service delivers \
      events one after the other: whoever waits two seconds for the transfer makes every later \
      cancel two seconds late.""",
      Contract.of(
          "eventDoesNotWaitForAWhile",
          "`drvNotifyPnpEvent` does not wait for the transfer, with a time limit or without.",
          "sleeps, and waits with a time limit, in `drvNotifyPnpEvent`")),
  D26(
      "ours",
      Source.decision(B4, D5),
      "Vista: a confirming driver asks before it believes a CANCEL_IO.",
      """
      The event names no transfer; the answer to a message does. Until it has come the driver \
      begins no read, no write and no start. S_OK: the event was meant for somebody else (H2).""",
      Contract.of(
          "asksBeforeItGoesOn",
          "After `CANCEL_IO` nothing is begun before a message was answered, if the driver asks.",
          "what comes between the event and the next message")),
  L1(
      "liveness",
      Source.liveness(A3, A4),
      "Return to idle: a driver that is not idle is idle later.",
      """
      The other rules say what must not happen, and a driver that does nothing at all breaks \
      none of those. This rule says that something does happen: the transfer comes to an \
      end.""",
      Contract.of(
          "returnsToIdle",
          "Whatever happens, the call returns and the device is off.",
          "loops without an exit, and waiting for somebody who will not come")),
  L2(
      "liveness",
      Source.liveness(A3, A4),
      "Every call of drvAcquireItemData returns, exactly once.",
      """
      A call that never returns blocks the application's thread and the device, and no other \
      call can free them.""",
      Contract.of("everyCallReturns", "Every call returns a code.", "the same as for D17 and L1")),
  L3(
      "liveness",
      Source.liveness(A3, A4),
      "A cancel observed before the last acknowledgement ends the transfer, not with S_OK.",
      """
      The user canceled in time and must get what they asked for. When a cancel is lost on \
      the way, the scan runs on to the last line.""",
      Contract.of(
          "cancelEndsTheTransfer",
          "A cancel before the last acknowledged band ends the transfer, not with `S_OK`.",
          "where a cancel is noted, and where that note is cleared")),
  L4(
      "liveness",
      Source.liveness(A3, A4),
      "Idle means startable; without cancel and fault a transfer ends with S_OK.",
      """
      A driver that refuses or cancels everything breaks few other rules. This rule demands \
      that it also scans.""",
      Contract.of(
          "undisturbedTransferSucceeds",
          "A transfer that nothing disturbs ends with `S_OK`.",
          Contract.BY_ITSELF,
          "the same as for D11")),
  L5(
      "liveness",
      Source.liveness(A3, A4),
      "After an observed cancel or error the driver is idle later.",
      """
      A cancel must not wait for paper that nobody feeds. Where reads can be interrupted, \
      the driver gives up the read in flight instead of waiting for it.""",
      Contract.of(
          "cancelDoesNotWaitForTheDevice",
          "After a cancel or error the device is off; and a driver that gives up a read on "
              + "`CANCEL_IO` always does.",
          "the moment between checking the flag and noting the read in flight")),
  H1(
      "hazard",
      Source.hazard(B5),
      "Unconnected paths: CancelPendingIO alone is lost on a driver that is not asynchronous.",
      """
      Two ways lead to the driver, and nothing joins them. An asynchronous driver avoids the \
      hazard, and so does an application that also returns S_FALSE from its callbacks."""),
  H2(
      "hazard",
      Source.hazard(B4, D1),
      "Crossing cancel: a CANCEL_IO raised for one transfer ends the next.",
      """
      The event names a device, not a transfer. If it is late it hits the next transfer, and \
      the driver cannot tell. A cancel through the callback cannot cross."""),
  H3(
      "hazard",
      Source.hazard(B2, D9),
      "Completion race: a CancelPendingIO in time is delivered too late, the answer is S_OK.",
      """
      The event takes time, and the last band may be faster: the application canceled in \
      time and still gets a success. A cancel through the callback cannot be late in this \
      way."""),
  H4(
      "hazard",
      Source.hazard(A7, D16),
      "Me: by its code alone a cancel cannot be told from a failure.",
      """
      On Windows Me a cancel must look like an error, and a callback may return the same \
      code. The application has to remember that it canceled."""),
  H5(
      "hazard",
      Source.hazard(A6),
      "Truncated page: END_OF_STREAM is taken for a whole page.",
      """
      A page that the button or a fault cuts short ends with the same message as a whole \
      one, before Download returns. An application that keeps the last page back until \
      then is safe."""),
  H6(
      "hazard",
      Source.hazard(A1),
      "Cancel in an error box: it is answered with the status, like a failure.",
      """
      A modal handler cannot tell the driver which of the two it was. Modeless messages \
      can, and so can a handler that answers S_FALSE."""),
  H7(
      "hazard",
      Source.hazard(D7),
      "Phantom page: a stream is asked for, and then there is no paper.",
      """
      The application holds an empty stream. A driver that asks only when the first band \
      of a page was read leaves none behind."""),
  H8(
      "hazard",
      Source.hazard(D1),
      "Foreign cancel: one client's CANCEL_IO ends another client's transfer.",
      """
      The event names a device at most. Only a driver that asks before it believes the \
      event (D26) can tell."""),
  H9(
      "hazard",
      Source.hazard(A5),
      "Success-shaped codes: S_FALSE and END_OF_MEDIA pass SUCCEEDED.",
      """
      A client that looks only at the sign takes a canceled transfer for a complete one. \
      No driver can help that."""),
  V1(
      "can",
      Source.page("Cancellation of Data Transfers in Windows Vista"),
      "Vista: IWiaTransfer::Cancel cancels the whole transfer, however many items it has.",
      """
      It is called on any thread, also inside a callback, and returns at once. S_FALSE \
      from a callback still works. It joins the two ways of B5, so that H1 is gone."""),
  V1a(
      "should",
      Source.page("Cancellation of Data Transfers in Windows Vista"),
      "Cancel leads to CANCEL_IO; a driver may never get it.",
      """
      The page says should, and no more. A driver that waits for the event alone may wait \
      for ever; its callbacks are what it can rely on."""),
  V2(
      "must",
      Source.page("Cancellation of Data Transfers in Windows Vista"),
      "After Cancel, GetNextStream and SendMessage return S_FALSE on every call.",
      """
      It is how the two ways are joined: a driver learns of the cancel at its next \
      callback, even if it ignores the event. The service does it; a driver cannot see the \
      mark itself."""),
  V2a(
      "ours",
      Source.decision(V2),
      "The mark of a cancel belongs to one transfer of the application.",
      """
      It lasts from Download to its return, also between two calls of the driver. Cancel \
      with no transfer running marks nothing, though it may raise an event (H2)."""),
  V3(
      "must",
      Source.page("IWiaMiniDrvTransferCallback::GetNextStream"),
      "SKIP_ITEM from GetNextStream skips this item only.",
      """
      Skipping one page and canceling the whole job are different wishes. What is scanned \
      of a skipped page is thrown away; a driver that writes it, or ends the job, confuses \
      the two.""",
      Contract.of(
          "skippedPageIsThrownAway",
          "`GetNextStream` answers `SKIP_ITEM`: what is scanned of that page is written nowhere.",
          "which sheet is read after a page that was skipped")),
  V3a(
      "must",
      Source.requirement(11, 12),
      "After a skip later items are transferred, and the result is S_OK.",
      """
      A skip is no error and no cancel, also if the only item is skipped. SKIP_ITEM is an \
      answer, never a result.""",
      Contract.of(
          "skipIsNoEnd",
          "After a skip later pages are sent, and the transfer ends with `S_OK`.",
          "what becomes of the code of `GetNextStream`: it is an answer, never a result")),
  V3b(
      "ours",
      Source.decision(V3, D19),
      "SKIP_ITEM means nothing from SendMessage: it is an unknown success.",
      """
      It is defined for GetNextStream alone. A driver may end the transfer or go on, as \
      after any success that nobody knows.""",
      Contract.of(
          "aMessageSkipsNothing",
          "If `SendMessage` returns `WIA_STATUS_SKIP_ITEM`, a success still means that every page was written.",
          "never",
          "what becomes of `SKIP_ITEM`: only `GetNextStream` skips a page")),
  V4(
      "recommended",
      Source.page("Cancellation of Data Transfers in Windows Vista"),
      "Only interruptible reads cancel at once.",
      """
      A blocking read has to come back before anything can stop. How quickly a cancel \
      works depends on the device's reads."""),
  V5(
      "is",
      Source.page("IWiaMiniDrv::drvAcquireItemData"),
      "Fewer pages than wanted give END_OF_MEDIA, no page at all PAPER_EMPTY.",
      """
      An empty feeder after the last page is a success; before the first page it is an \
      error. An application that asked for five pages has to learn that it got three.""",
      Contract.of(
          "theResultSaysHowManyPages",
          "If the feeder has fewer pages than were wanted, the result says so; if it has none, it is"
              + " an error.",
          "what is returned when a read reports an empty feeder")),
  V5a(
      "ours",
      Source.decision(V5),
      "All pages wanted and the feeder ran dry: S_OK and END_OF_MEDIA both pass.",
      """
      The page on drvAcquireItemData says one, the older one on feeders the other. No \
      driver can please both."""),
  V5b(
      "is",
      Source.page("Adding Document Feeder Support for Windows Me and Windows XP"),
      "An error between pages: END_OF_MEDIA or the error.",
      """
      What was scanned is not lost. A driver that reports END_OF_MEDIA refuses later \
      transfers until the device has recovered.""",
      Contract.of(
          "aPageThatIsCutIsNoEnd",
          "A fault is reported as `WIA_STATUS_END_OF_MEDIA` only if it came between two pages.",
          "if no page before the fault was written",
          "where a fault becomes `WIA_STATUS_END_OF_MEDIA`: a page that is half written is lost")),
  V5c(
      "ours",
      Source.decision(V5, V3),
      "A skipped page counts as scanned.",
      """
      The sheet has left the feeder. Counting it otherwise would scan one page more than \
      was asked for.""",
      Contract.of(
          "aSkippedPageCounts",
          "A skipped page is one of those that were wanted: no other is sent for it.",
          "how pages are counted when one is skipped")),
  V6(
      "can",
      Source.page("Canceling a Data Transfer by a Device"),
      "A still-image device may cancel by returning less data than announced.",
      """
      Some devices have no cancel command and simply deliver less. To the driver it is the \
      button (A6): the transfer is canceled, and the page is not whole."""),
  V7(
      "is",
      Source.page("Driver Behavior During Multipage Transfers"),
      "One transfer of the application is one or several calls of the driver.",
      """
      A driver that walks the items itself gets one call; for any other the service walks, \
      and calls it once for each item. The mark of a cancel holds for all of them (V2a)."""),
  V8(
      "must",
      Source.requirement(22),
      "CANCEL_IO with no transfer running is ignored.",
      """
      It is D1 in the requirement's words. A driver that crashes, hangs or remembers it \
      breaks the next transfer.""",
      Contract.of(
          "eventWhileIdleIsIgnored",
          "A `CANCEL_IO` while no transfer runs does nothing, and leaves nothing behind.",
          "flags that `drvNotifyPnpEvent` sets, and where they are cleared")),
  V9(
      "should",
      Source.page("IWiaMiniDrv::drvAcquireItemData"),
      "A canceled drvAcquireItemData returns S_FALSE, whoever canceled.",
      """
      An application shows no error message for its own cancel, or for the button. Any \
      other code is an error to it, or a success.""",
      Contract.of(
          "cancelIsSFalse",
          "A canceled transfer returns `S_FALSE`, whoever canceled.",
          "how the result is chosen once the device has stopped")),
  V10(
      "must",
      Source.requirement(10),
      "If SendMessage returns S_FALSE, the result is S_FALSE.",
      """
      Also if all data was out already: the requirement has no exception, which is where \
      it differs from D9.""",
      Contract.of(
          "messageCancelIsTheResult",
          "`SendMessage` answers `S_FALSE`: that is the result, also if all data was out.",
          "how the answer to the last message is taken in")),
  V11(
      "must",
      Source.requirement(13),
      "If GetNextStream returns S_FALSE, all remaining items are dropped.",
      """
      The user cancels the job, not the page. A driver that feeds the rest of the paper \
      through, or asks for the next stream, goes on for nobody.""",
      Contract.of(
          "streamCancelDropsAllPages",
          "`GetNextStream` answers `S_FALSE`: no page is scanned and no stream asked for any more.",
          "the loop over the pages: does it end, or go on with the next one?")),
  V12(
      "must not",
      Source.requirement(27),
      "After S_FALSE or an error from SendMessage there is no further callback.",
      """
      Whoever has answered so does not expect to be asked again, and may be gone. It is D5 \
      in the requirement's words.""",
      Contract.of(
          "noCallbackAfterAnswer",
          "After `S_FALSE` or an error from `SendMessage` there is no further callback.",
          "messages that tell of the cancel or of the end")),
  V13(
      "must",
      Source.requirement(14),
      "A canceled transfer returns sooner than a complete one.",
      """
      Counted, not timed: after an observed cancel at most the read in flight completes. A \
      driver that scans the whole page first cancels nothing.""",
      Contract.of(
          "cancelIsSooner",
          "After `IWiaTransfer::Cancel` the driver asks before it has read for long.",
          "how many bands are read between two messages")),
  V14(
      "must",
      Source.requirement(8, 9),
      "Each item goes into a stream of its own, a multi-page file into one for the whole job.",
      """
      The stream is the file. A second one within a multi-page file, or two pages in one, \
      is a damaged file.""",
      Contract.of(
          "oneStreamForEachPage",
          "Each page goes into the stream that was asked for it, and into no other.",
          "where the stream is asked for, and how often")),
  V15(
      "must",
      Source.requirement(7),
      "The stream is released before the next GetNextStream and before the return.",
      """
      Whoever keeps it keeps the file open. One that arrives after a cancel is released, \
      too.""",
      Contract.of(
          "streamIsReleased",
          "The stream is released before the next one is asked for, and before the return.",
          "every way out of the transfer: each has to pass the one place that releases it")),
  V16(
      "must not",
      Source.requirement(24, 25),
      "After S_FALSE, SKIP_ITEM or an error the stream is only released.",
      """
      Nor is it used after the return, or after the next GetNextStream. What comes later \
      lands in a file that the application has given up, or in another one.""",
      Contract.of(
          "streamIsOnlyReleased",
          "After `S_FALSE`, `SKIP_ITEM` or an error the stream is released and nothing else.",
          "what is written between an answer and the end")),
  V17(
      "must",
      Source.requirement(1, 2),
      "A download uses Write, Seek and SetSize only; an upload Read, Seek and Stat.",
      """
      The application's stream need not have more. A driver that reads back what it wrote \
      fails on the first stream that cannot.""",
      Contract.of(
          "downloadOnlyWrites",
          "Nothing but `Write`, `Seek` and `SetSize` is called on the stream.",
          "code that reads back what it wrote, or asks how much there is")),
  V18(
      "must",
      Source.requirement(5, 20),
      "Seek to the right place after start, GetNextStream and SendMessage.",
      """
      The application may look into its stream during a callback, and moves it. A stream \
      that is not empty is appended to.""",
      Contract.of(
          "writesAtTheEnd",
          "Every write begins behind what the stream has, also after a callback.",
          "whether it seeks after every callback, and where to")),
  V19(
      "must",
      Source.requirement(19),
      "If a method of the stream fails, the result is a failure.",
      """
      The disk is full, or the file is gone. A driver that goes on reports a page as whole \
      that has a hole.""",
      Contract.of(
          "streamErrorFails",
          "A method of the stream fails: the transfer ends with a failure.",
          "whether every code of the stream is looked at, and its count")),
  V20(
      "must",
      Source.requirement(15, 16, 17),
      "If GetNextStream or SendMessage fails, or the stream is null, the result is a failure.",
      """
      The very code should be handed through, as A8 says; a null stream is a standard COM \
      failure. A success is not possible: the data has nowhere to go.""",
      Contract.of(
          "callbackErrorFails",
          "A callback fails, or gives no stream: the transfer ends with a failure.",
          "whether every code of a callback is looked at, and the stream itself")),
  V21(
      "must not",
      Source.requirement(26),
      "The driver never sends END_OF_STREAM or END_OF_TRANSFER.",
      """
      The service does: the first when the next stream is asked for, the second after the \
      return. Sent twice, the application closes its file too early.""",
      Contract.of(
          "serviceSendsTheEnd",
          "Neither `END_OF_STREAM` nor `END_OF_TRANSFER` is sent.",
          "what is sent when a page is out, and at the end")),
  V22(
      "must",
      Source.requirement(3, 4),
      "Messages give a percentage from 0 to 100 and the right number of bytes.",
      """
      Shown, not judged: an image can be right without it, a progress bar cannot. What a \
      driver's messages say is in its verdict, in the line "status messages". How often it \
      sends them is how late it can be canceled."""),
  V23(
      "must",
      Source.requirement(2, 28),
      "Upload: the same callbacks; an empty or invalid stream does no harm.",
      """
      Noted: this project checks downloads."""),
  V25(
      "is",
      Source.page("WIA_IPS_SCAN_AHEAD"),
      "Pages that were scanned ahead and canceled never show up later.",
      """
      A feeder runs faster than the application writes. What a canceled job has scanned is \
      dropped (D12).""",
      Contract.of(
          "whatIsScannedAheadIsDropped",
          "What a canceled transfer has scanned ahead is never sent.",
          "what is kept of a page that nobody had asked for when the transfer ended")),
  V28(
      "should not",
      Source.page("How the WIA Minidriver Receives a Disconnect Event"),
      "A device that is gone is not accessed, during the event or after it.",
      """
      Whatever is sent to it fails, or hangs. So the stop is not sent either (D13).""",
      Contract.of(
          "nothingIsSentToADeviceThatIsGone",
          "After `DEVICE_DISCONNECTED` the device is neither started, read, asked nor stopped.",
          "if the driver does not say that it leaves such a device alone, by"
              + " `StreamMiniDriver.heedsDisconnect()`",
          "the way out of a transfer: it stops the device only if it is there")),
  V29(
      "must",
      Source.requirement(21),
      "If the service dies during a transfer, the next transfer works.",
      """
      A new driver meets a device that may still be scanning. It has to bring it to rest \
      before it begins.""",
      Contract.of(
          "theNextServiceFindsItsWay",
          "A driver that meets a device which still scans brings it to rest first, and then works.",
          "if the driver does not say that it looks at the device, by"
              + " `StreamMiniDriver.looksAtDevice()`",
          "what the driver does before its first start: it asks `ScannerDevice.isScanning()`")),
  V30(
      "must",
      Source.requirement(18),
      "Two identical devices transfer at the same time.",
      """
      Nothing static: a cancel for one does not end the other.""",
      Contract.of(
          "anotherDeviceDisturbsNothing",
          "What happens to a second device, and to its driver, changes nothing for this one.",
          "what all drivers of a process share: static fields, locks, pools")),
  V31(
      "can",
      Source.page("WIA Error Handling Architecture"),
      "The driver may report a device condition with DEVICE_STATUS.",
      """
      A jam need not end the transfer: the user repairs it, and the scan goes on. Only a \
      fault that the device has may be told: no user can repair another.""",
      Contract.of(
          "onlyWhatIsWrongIsTold",
          "An error is sent with `DEVICE_STATUS` only if the device has reported one.",
          "if no error is sent with `DEVICE_STATUS`",
          "states that are no error, such as warm-up: they have codes of their own")),
  V32(
      "is",
      Source.page("WIA Error Handling Architecture"),
      "S_OK: repaired, go on; S_FALSE: canceled; the status itself: given up.",
      """
      The answer is the cause, not the condition. A modal error box answers Cancel with \
      the status, too (H6).""",
      Contract.of(
          "theAnswerDecides",
          "After `S_OK` to a `DEVICE_STATUS` the transfer goes on, and after `S_FALSE` it is canceled.",
          "if no error is sent with `DEVICE_STATUS`",
          "what becomes of the answer: the error that was sent is no longer the reason")),
  V33(
      "should",
      Source.page("WIA Error Handling Architecture"),
      "A status that comes back stops the transfer and is the result.",
      """
      Nobody has handled it. A driver that goes on scans into a jam.""",
      Contract.of(
          "anErrorThatComesBackEndsIt",
          "If a `DEVICE_STATUS` is answered with an error, nothing more is begun, and the result is an error.",
          "if no error is sent with `DEVICE_STATUS`",
          "what becomes of the answer: only `S_OK` says that the cause is repaired")),
  V34(
      "should",
      Source.page("WIA Error Handling Architecture"),
      "While warming up, the same message is repeated.",
      """
      It is how the application can cancel then (D15): each answer is a chance to say so.""",
      Contract.of(
          "warmUpIsToldAgain",
          "A driver that tells of a warm-up tells of it again while it waits, so that it hears of a cancel.",
          "if only errors are sent with `DEVICE_STATUS`, or nothing",
          "the loop that waits until the device is ready: it sends the message each time")),
  V35(
      "is",
      Source.page("WIA Error Handling Architecture"),
      "The application's callback never sees DEVICE_STATUS; its error handler does.",
      """
      Without a handler, information is answered S_OK and an error with itself. So a \
      callback alone cannot cancel a warm-up that sends nothing else.""");

  private static final ImmutableSet<Rule> ONLY_STREAMS =
      Sets.immutableEnumSet(EnumSet.of(D26, H5, H6, H7, H8, H9));

  private final String strength;
  private final Source source;
  private final String sentence;
  private final String intent;
  private final Optional<Contract> contract;

  Rule(String strength, Source source, String sentence, String intent) {
    this(strength, source, sentence, intent, Optional.empty());
  }

  Rule(String strength, Source source, String sentence, String intent, Contract contract) {
    this(strength, source, sentence, intent, Optional.of(contract));
  }

  Rule(
      String strength, Source source, String sentence, String intent, Optional<Contract> contract) {
    this.strength = strength;
    this.source = source;
    this.sentence = sentence;
    this.intent = intent;
    this.contract = contract;
  }

  /**
   * What the kit's contract says of a rule that a driver can break. Code stands in backticks.
   *
   * @param name of the check, behind the rule's id
   * @param holds what it demands of a driver
   * @param skipped when it has nothing to say; "never" if it always has
   * @param lookAt what to look at in a driver that breaks it
   */
  public record Contract(String name, String holds, String skipped, String lookAt) {
    /** Of a cancel that is none of its own, nothing can be told (A1). */
    private static final String BY_ITSELF =
        "if the driver says that it cancels by its own decision, by `MiniDriver.cancelsByItself()`";

    private static Contract of(String name, String holds, String lookAt) {
      return new Contract(name, holds, "never", lookAt);
    }

    private static Contract of(String name, String holds, String skipped, String lookAt) {
      return new Contract(name, holds, skipped, lookAt);
    }
  }

  /**
   * Where a rule comes from.
   *
   * @param document the document, or the kind of our own rule
   * @param heading the heading in it; empty if there is no document
   * @param place below the heading; empty if there is no document
   * @param rules that it follows from
   */
  private record Source(String document, String heading, String place, ImmutableList<Rule> rules) {

    /** Microsoft's page on what a driver does about a cancel; it has one heading. */
    static Source canceling(String place) {
      String title = "Canceling a Data Transfer";
      return new Source(title, title, place, ImmutableList.of());
    }

    /** Microsoft's page on the ways to cancel; it has one heading. */
    static Source cancellationInXp(String place) {
      String title = "Cancellation of Data Transfers in Windows XP";
      return new Source(title, title, place, ImmutableList.of());
    }

    static Source decision(Rule... rules) {
      return ours("decision of this project", rules);
    }

    static Source liveness(Rule... rules) {
      return ours("liveness, from A3 and A4", rules);
    }

    static Source hazard(Rule... rules) {
      return ours("hazard of the protocol itself", rules);
    }

    /** A public page about Windows Vista and later; it has one heading. */
    static Source page(String title) {
      return new Source(title, title, "", ImmutableList.of());
    }

    /** Bullets of the hardware requirement that every scanner has to pass. */
    static Source requirement(int... bullets) {
      String place =
          Arrays.stream(bullets).mapToObj(Integer::toString).collect(Collectors.joining(", "));
      String document = "Device.Imaging.Scanner.Base.dataTransfer";
      return new Source(document, document, "bullet " + place, ImmutableList.of());
    }

    private static Source ours(String kind, Rule... rules) {
      return new Source(kind, "", "", ImmutableList.copyOf(rules));
    }
  }

  /** How binding the source makes it: can, is, should, must; or the kind of our own rule. */
  public String strength() {
    return strength;
  }

  /** The rule in one sentence; never null. */
  public String sentence() {
    return sentence;
  }

  /** Why the rule is there, and what goes wrong without it. */
  public String intent() {
    return intent;
  }

  /** What the kit says of it; empty for a rule that no driver can break. */
  public Optional<Contract> contract() {
    return contract;
  }

  /** The document that it comes from, or the kind of our own rule. */
  public String source() {
    return source.document();
  }

  /** The heading in {@link #source()} below which it stands; empty if that is no document. */
  public String heading() {
    return source.heading();
  }

  /** Where below {@link #heading()} it stands; empty if there is none. */
  public String place() {
    return source.place();
  }

  /** The rules that it follows from; empty for a rule of a document. */
  public ImmutableList<Rule> follows() {
    return source.rules();
  }

  /** Whether it is a rule in one reading only of the note about Windows Me (A7). */
  public boolean dependsOnReading() {
    return this == A7 || follows().contains(A7);
  }

  /** The rule with this id, in lower or upper case; empty if there is none. */
  public static Optional<Rule> withId(String id) {
    return Arrays.stream(values()).filter(rule -> rule.name().equalsIgnoreCase(id)).findFirst();
  }

  /** Whether it says something about stream transfers only. */
  public boolean onlyStreams() {
    return name().charAt(0) == 'V' || ONLY_STREAMS.contains(this);
  }

  /** The rules of banded transfers, in their order. */
  public static ImmutableSet<Rule> banded() {
    return Arrays.stream(values())
        .filter(rule -> !rule.onlyStreams())
        .collect(Sets.toImmutableEnumSet());
  }

  /** Whether a missing check for this rule fails the build. */
  public boolean needsCheck() {
    return !onlyStreams() || contract.isPresent();
  }
}
