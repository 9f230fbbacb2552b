-------------------------------- MODULE Monitor --------------------------------
(***************************************************************************)
(* Is a recorded trace a behaviour that the rules permit?  CancelProtocol  *)
(* is one driver that keeps them, with its own order of calls; this module *)
(* uses its variables and the inputs of its machine, and says what any     *)
(* driver may do.  It is org.returntoidle.model.monitor in TLA+: variables *)
(* and operators have the same names, and the two give the same verdict on *)
(* the same traces.                                                        *)
(*                                                                         *)
(* The traces are in the module TraceData, which a program writes.  A      *)
(* behaviour explains one of them, event by event; what nobody recorded    *)
(* may happen unseen.  TLC prints how far each is explained.               *)
(***************************************************************************)
EXTENDS CancelProtocol, Sequences, TLC, TraceData

VARIABLES trace,          \* which of Traces
          line,           \* how many of its events are explained
          pending,        \* a CANCEL_IO that need not be heeded, but may be
          overlap,        \* a callback that overlaps with the cause may begin
          meets,          \* the callback in flight overlaps with the fault
          byAnswer,       \* the last callback's answer is the first cause, and
                          \* none has begun since
          unknown,        \* a success code may be returned (D19): "None",
                          \* "Some", or "ForLastBand" if it answered that
          outOfOrder,     \* bands were delivered out of order
          begins,         \* what may begin after the cause (D22): "Anything",
                          \* "One", "OneOfOthers" (than the caller), "Nothing"
          caller,         \* the thread of drvAcquireItemData, or ""
          entering,       \* the driver has shown nothing since the entry
          reading,        \* a read is in flight
          callbackError,  \* the first error that a callback returned, or "None"
          deviceError,    \* the first fault that a start or a read reported, or
                          \* "None"
          unknownSuccess, \* the last unknown success code, or "None"
          inFlight,       \* how many reads of the caller nothing has ended, not
                          \* even a stop
          stopper,        \* the thread that has stopped the device, "" if that was
                          \* not recorded; "None" if it was not stopped since
          faultBeside     \* another thread than the caller's has met a fault, and
                          \* no callback has returned since

(* What one behaviour knows and another may know otherwise.  The error is  *)
(* whose code it is: "Callback", "Device", "Unseen", "DeviceOrCallback" or *)
(* "DeviceOrCancel".                                                       *)
own == <<state, complete, error, step, held, device, ending, pending, overlap, meets,
         byAnswer, unknown, outOfOrder, begins>>

(* What the trace has shown, whatever explains it.                         *)
shown == <<transfers, bands, caller, entering, reading, callbackError, deviceError,
           unknownSuccess, inFlight, stopper, faultBeside>>

(* What CancelProtocol knows and no trace has to tell.                     *)
unused == <<result, asked, inTransit, button, fault, cause, answer, cancels, faults>>

Recorded == Traces[trace].records
(* D22 and D23 are judged since format 2.                                  *)
JudgesReads == Traces[trace].format > 1

ByItself == "CancelsByItself" \in Traces[trace].capabilities
Event == Traces[trace].events[line + 1]

InCall == step # "Resting"

-----------------------------------------------------------------------------
(***************************************************************************)
(* What is to be known of an event, besides its name                       *)
(***************************************************************************)

OtherThread == Event.thread # "" /\ caller # "" /\ Event.thread # caller
CallersThread == Event.thread # "" /\ Event.thread = caller

(* If the trace does not say what a cancel overlaps with: nothing, while   *)
(* the driver waits for a callback or a read, unless its reader meets a    *)
(* fault; else whatever the driver's own statements do, which begin with   *)
(* the entry.                                                              *)
Usual ==
  CASE Event.event = "NotifyCancelIO" ->
         IF (step = "Calling" \/ reading) /\ ~faultBeside THEN "alone"
         ELSE IF entering THEN "at-entry" ELSE "overlapping"
    [] Event.event \in {"ReadButton", "ReadFault", "StartFails"} ->
         IF OtherThread THEN "overlapping" ELSE "alone"
    [] OTHER -> "alone"

Manner == IF Event.manner = "" THEN Usual ELSE Event.manner

Overlapping == Manner = "overlapping"
AtEntry == Manner = "at-entry"

Last == Event.last
OldBand == Event.transfer \notin {0, transfers}
NotNext == Event.band \notin {0, bands + 1}

InFlight == inFlight > 1
OfStopper == Event.thread # "" /\ Event.thread = stopper

IsError == Event.code \in Errors
IsOk == Event.code = "S_OK"
IsBusy == Event.code = "WIA_ERROR_BUSY"

(* On Windows Me any error reports a cancel (D16); BUSY never does.        *)
ReportsCancel == IF Platform = "Me" THEN IsError /\ ~IsBusy ELSE Event.code = "S_FALSE"

OfCallback == Event.code = callbackError
OfDevice == Event.code = deviceError
OfUnknownSuccess == Event.code = unknownSuccess

(* What is shown after the event, too.                                     *)
Entry == Event.event = "AcquireItemData"

OfDriver == {"AcquireItemData", "StartDevice", "StartFails", "StopDevice", "SubmitRead",
             "InterruptRead", "ReadBand", "ReadLastBand", "ReadNotReady", "ReadButton",
             "ReadFault", "DeliverBand", "SendStatus", "CallbackContinues", "CallbackCancels",
             "CallbackFails", "DriverCancels", "ReturnFromAcquire"}

(* How a read ends.                                                        *)
Completions == {"ReadBand", "ReadLastBand", "ReadNotReady", "ReadButton", "ReadFault"}

ReadEnds == Completions \cup {"InterruptRead", "StopDevice"}

Shows ==
  /\ transfers' = (IF ~Entry THEN transfers
                   ELSE IF Event.transfer = 0 THEN transfers + 1 ELSE Event.transfer)
  /\ bands' = CASE Entry                       -> 0
                [] Event.event = "DeliverBand" -> bands + 1
                [] OTHER                       -> bands
  /\ caller' = (IF Entry THEN Event.thread ELSE caller)
  /\ entering' = (IF Event.event \in OfDriver THEN Entry ELSE entering)
  /\ reading' = CASE Event.event = "SubmitRead" -> TRUE
                  [] Event.event \in {"AcquireItemData", "InterruptRead", "ReadBand",
                                      "ReadLastBand", "ReadNotReady", "ReadButton",
                                      "ReadFault", "StartFails"} -> FALSE
                  [] OTHER -> reading
  /\ callbackError' = CASE Entry -> "None"
                        [] /\ Event.event = "CallbackFails" /\ IsError
                           /\ callbackError = "None" -> Event.code
                        [] OTHER -> callbackError
  /\ deviceError' = CASE Entry -> "None"
                      [] /\ Event.event \in {"ReadFault", "StartFails"}
                         /\ deviceError = "None" -> Event.code
                      [] OTHER -> deviceError
  /\ unknownSuccess' = CASE Entry -> "None"
                         [] Event.event = "CallbackFails" /\ ~IsError -> Event.code
                         [] OTHER -> unknownSuccess
  /\ inFlight' = CASE Event.event = "SubmitRead" /\ CallersThread -> inFlight + 1
                   [] Event.event \in Completions /\ inFlight > 0 -> inFlight - 1
                   [] Event.event \in {"AcquireItemData", "InterruptRead", "StopDevice"} -> 0
                   [] OTHER -> inFlight
  /\ stopper' = CASE Entry \/ Event.event = "StartDevice" -> "None"
                  [] Event.event = "StopDevice" -> Event.thread
                  [] OTHER -> stopper
  /\ faultBeside' = (IF Event.event = "ReadFault" THEN OtherThread
                     ELSE faultBeside /\ Event.event \notin
                       {"AcquireItemData", "CallbackContinues", "CallbackCancels",
                        "CallbackFails"})

-----------------------------------------------------------------------------
(***************************************************************************)
(* What it means, and where it is permitted                                *)
(***************************************************************************)

(* One transfer at a time (D4).                                            *)
SeenAcquire ==
  /\ ~InCall
  /\ InputEntered
  /\ step' = "Working"
  /\ UNCHANGED <<held, device, ending, pending, overlap, meets, byAnswer, unknown,
                 outOfOrder, begins>>

(* BUSY is right while a transfer runs, or overlaps with its end (D4, A4). *)
SeenBusy ==
  /\ InCall \/ Overlapping
  /\ UNCHANGED own

(* It is known by which thread something is done.                          *)
Named == CallersThread \/ OtherThread

(* What may begin after a cause (D22): nothing by the thread that has      *)
(* observed it, or that rests in its callback; one thing by another, which *)
(* may have begun it before.                                               *)
Observes ==
  begins' = CASE ~JudgesReads \/ ~Named                       -> begins
              [] begins = "One" /\ CallersThread               -> "OneOfOthers"
              [] begins # "Anything"                           -> begins
              [] CallersThread \/ step = "Calling"             -> "OneOfOthers"
              [] OTHER                                         -> "One"

(* What the caller's thread begins after it has called out, it begins      *)
(* after the cause (D22).                                                  *)
CallsOut == begins' = (IF begins = "One" /\ CallersThread THEN "OneOfOthers" ELSE begins)

MayBegin == ~Named \/ begins \in {"Anything", "One"} \/ (begins = "OneOfOthers" /\ OtherThread)

Begun == begins' = (IF Named /\ begins # "Anything" THEN "Nothing" ELSE begins)

(* The last band is acknowledged, or was answered so that it may be taken  *)
(* for that (D19).                                                         *)
Late == complete \/ unknown = "ForLastBand"

(* An asynchronous driver heeds it (B4), another need not (B5); neither    *)
(* need any driver at the entry (D1) or after the last band (D9).          *)
SeenCancelIO ==
  /\ UNCHANGED <<step, held, device, ending, meets, byAnswer, unknown, outOfOrder>>
  /\ IF ~InCall
       THEN UNCHANGED <<machine, pending, overlap, begins>>
       ELSE IF \/ Driver = "NotAsynchronous"
               \/ Late
               \/ AtEntry
         THEN pending' = TRUE /\ UNCHANGED <<machine, overlap, begins>>
         ELSE /\ IF error = "Device" /\ Overlapping  \* Either decides (D3).
                   THEN error' = "DeviceOrCancel" /\ UNCHANGED <<state, complete, result>>
                   ELSE InputCancelIO
              /\ Observes
              /\ overlap' = (IF GoesOn THEN Overlapping ELSE overlap)
              /\ UNCHANGED pending

(* The driver's own decision (A1, A6): of one that says so, and as late as *)
(* a cancel (D9).                                                          *)
SeenDecision ==
  /\ ByItself
  /\ UNCHANGED <<step, held, device, ending, meets, byAnswer, unknown, outOfOrder>>
  /\ IF ~InCall
       THEN UNCHANGED <<machine, pending, overlap, begins>>
       ELSE IF Late
         THEN pending' = TRUE /\ UNCHANGED <<machine, overlap, begins>>
         ELSE /\ InputDriverCancels
              /\ Observes
              /\ overlap' = (IF GoesOn THEN OtherThread ELSE overlap)
              /\ UNCHANGED pending

(* The device belongs to a transfer (D6) and is stopped once for each      *)
(* start (D13).                                                            *)
Starts == InCall /\ device = "Off" /\ MayBegin

SeenStart ==
  /\ Starts
  /\ device' = "On"
  /\ Begun
  /\ UNCHANGED <<machine, step, held, ending, pending, overlap, meets, byAnswer, unknown,
                 outOfOrder>>

(* Something was begun (D22), and it is a fault (D10), unless it comes too *)
(* late (D9); the device stays off, so nothing has to be stopped (D13).    *)
SeenStartFails ==
  /\ Starts
  /\ UNCHANGED <<step, held, device, ending, pending, byAnswer, unknown, outOfOrder>>
  /\ IF begins = "Anything" /\ ~Late THEN Observes ELSE Begun
  /\ IF Late
       THEN UNCHANGED <<machine, overlap, meets>>
       ELSE /\ InputFault("Device")
            /\ overlap' = (IF GoesOn THEN Overlapping ELSE overlap)
            /\ meets' = (IF GoesOn THEN step = "Calling" ELSE meets)

SeenStop ==
  /\ InCall /\ device = "On"
  /\ device' = "Off"
  /\ CallsOut
  /\ byAnswer' = FALSE
  /\ UNCHANGED <<machine, step, held, ending, pending, overlap, meets, unknown, outOfOrder>>

(* No read of a device that the same thread has stopped (D23).             *)
FromStopped == JudgesReads /\ device = "Off" /\ OfStopper

(* No read follows the last band (D9), a cause (D22), or a stop by the     *)
(* same thread (D23).                                                      *)
SeenSubmit ==
  /\ InCall /\ ~ending /\ MayBegin
  /\ ~FromStopped
  /\ Begun
  /\ UNCHANGED <<machine, step, held, device, ending, pending, overlap, meets, byAnswer,
                 unknown, outOfOrder>>

(* At most one read is in flight (D23).  One that ends on the thread that  *)
(* has submitted two shows it; before, another thread may have seen an end *)
(* that is not written down yet.                                           *)
BesideAnother == JudgesReads /\ InFlight /\ CallersThread /\ ReadEnds \subseteq Recorded

(* A fault on another thread overlaps with the answer that the caller's    *)
(* may still be about to take in: either decides (D3).                     *)
FaultBesideAnswer ==
  /\ state' = "Error"
  /\ error' = (IF state = "Canceling" THEN "DeviceOrCancel" ELSE "DeviceOrCallback")
  /\ UNCHANGED <<complete, result>>

SeenRead(what) ==
  /\ InCall /\ ~ending /\ device = "On"
  /\ ~BesideAnother
  /\ UNCHANGED <<step, held, device, pending, unknown, outOfOrder>>
  /\ byAnswer' = (byAnswer /\ what # "ReadFault")
  /\ ending' = (what = "ReadLastBand")
  /\ IF what \in {"ReadButton", "ReadFault"} THEN Observes ELSE CallsOut
  /\ CASE what = "ReadButton" -> InputCancel
       [] what = "ReadFault"  -> IF byAnswer /\ Overlapping THEN FaultBesideAnswer
                                 ELSE InputFault("Device")
       [] OTHER               -> UNCHANGED machine
  /\ overlap' = (IF what \in {"ReadButton", "ReadFault"} /\ GoesOn
                   THEN Overlapping ELSE overlap)
  /\ meets' = (IF what = "ReadFault" /\ GoesOn THEN step = "Calling" ELSE meets)

(* One callback at a time, on the caller's thread (D18).                   *)
Calls ==
  /\ step = "Working"
  /\ ~OtherThread
  /\ step' = "Calling"
  /\ overlap' = FALSE
  /\ meets' = (overlap /\ error = "Device")
  /\ byAnswer' = FALSE
  /\ unknown' = "None"
  /\ begins' = (IF begins = "One" THEN "OneOfOthers" ELSE begins)
  /\ UNCHANGED <<machine, device, pending>>

(* A band of this transfer (D12), and none after a cause (D5).             *)
SeenDeliver ==
  /\ Calls
  /\ ~OldBand
  /\ state = "Acquiring" \/ overlap
  /\ held' = (IF Last THEN "LastBand" ELSE "Band")
  /\ ending' = (ending \/ Last)
  /\ outOfOrder' = (outOfOrder \/ complete \/ NotNext)

SeenStatus ==
  /\ Calls
  /\ UNCHANGED <<held, ending, outOfOrder>>

Answered ==
  /\ step = "Calling"
  /\ step' = "Working"
  /\ held' = "None"
  /\ meets' = FALSE
  /\ UNCHANGED <<device, ending, outOfOrder>>

SeenContinues ==
  /\ Answered
  /\ InputCallbackOk(held = "LastBand")
  /\ UNCHANGED <<pending, overlap, byAnswer, unknown, begins>>

(* Whoever has answered beside the fault is not called again with a band.  *)
BesideFault == overlap' = (overlap /\ ~meets)

(* After the last band it does not change success, but may be told (D9).   *)
(* Of a fault and an answer that overlap either decides (D3).              *)
SeenCancels ==
  /\ Answered
  /\ BesideFault
  /\ byAnswer' = GoesOn
  /\ IF complete THEN UNCHANGED begins ELSE Observes
  /\ CASE complete -> pending' = TRUE /\ UNCHANGED machine
       [] meets    -> error' = "DeviceOrCancel" /\ UNCHANGED <<state, complete, result,
                                                               pending>>
       [] OTHER    -> InputCancel /\ UNCHANGED pending
  /\ UNCHANGED unknown

(* Of two errors the first decides (D3).                                   *)
Decided == state = "Error" /\ error # "Unseen"

(* An error wins, also over a cancel (A9, D3); an unknown success may be   *)
(* taken for S_OK or returned (D19).                                       *)
SeenFails ==
  /\ Answered
  /\ BesideFault
  /\ byAnswer' = (GoesOn /\ IsError)
  /\ UNCHANGED pending
  /\ IF IsError THEN Observes ELSE UNCHANGED begins
  /\ IF Decided /\ ~meets
       THEN UNCHANGED <<machine, unknown>>
       ELSE IF IsError
         THEN /\ state' = "Error"
              /\ error' = (IF meets THEN "DeviceOrCallback" ELSE "Callback")
              /\ complete' = FALSE
              /\ UNCHANGED <<result, unknown>>
         ELSE /\ unknown' = (IF held = "LastBand" THEN "ForLastBand" ELSE "Some")
              /\ UNCHANGED machine

MayReturn ==
  \/ unknown # "None" /\ OfUnknownSuccess
  \/ CASE state = "Acquiring" -> /\ IsOk
                                 /\ ~outOfOrder
                                 /\ complete \/ unknown = "ForLastBand"
       [] state = "Canceling" -> ReportsCancel
       [] error = "Callback"  -> OfCallback
       [] error = "Device"    -> OfDevice
       [] error = "Unseen"    -> IsError /\ ~IsBusy
       [] error = "DeviceOrCallback" -> OfDevice \/ OfCallback
       [] error = "DeviceOrCancel"   -> OfDevice \/ ReportsCancel
       [] OTHER               -> FALSE

(* No callback in flight, the device off (D6), and a code that something   *)
(* in this transfer gave (A5, A8, A9, D7, D10, D11).  Nothing of it counts *)
(* later (D1).                                                             *)
SeenReturn ==
  /\ step = "Working"
  /\ device = "Off"
  /\ MayReturn
  /\ state' = "Idle" /\ complete' = FALSE /\ error' = "S_OK"
  /\ step' = "Resting" /\ held' = "None" /\ device' = "Off" /\ ending' = FALSE
  /\ pending' = FALSE /\ overlap' = FALSE /\ meets' = FALSE /\ byAnswer' = FALSE
  /\ unknown' = "None" /\ outOfOrder' = FALSE /\ begins' = "Anything"

(* What others do, at any time.                                            *)
SeenOther == UNCHANGED own

Others == {"NotifyOtherEvent", "CancelPendingIO", "PressCancelButton", "DeviceFails",
           "ImageEnds", "InterruptRead"}

Explains(what) ==
  CASE what = "AcquireItemData"   -> SeenAcquire
    [] what = "AnswerBusy"        -> SeenBusy
    [] what = "NotifyCancelIO"    -> SeenCancelIO
    [] what = "DriverCancels"     -> SeenDecision
    [] what = "StartDevice"       -> SeenStart
    [] what = "StartFails"        -> SeenStartFails
    [] what = "StopDevice"        -> SeenStop
    [] what = "SubmitRead"        -> SeenSubmit
    [] what \in {"ReadBand", "ReadLastBand", "ReadNotReady", "ReadButton", "ReadFault"}
                                  -> SeenRead(what)
    [] what = "DeliverBand"       -> SeenDeliver
    [] what = "SendStatus"        -> SeenStatus
    [] what = "CallbackContinues" -> SeenContinues
    [] what = "CallbackCancels"   -> SeenCancels
    [] what = "CallbackFails"     -> SeenFails
    [] what = "ReturnFromAcquire" -> SeenReturn
    [] what \in Others            -> SeenOther
    [] what = "Misdeed"           -> FALSE

-----------------------------------------------------------------------------
(***************************************************************************)
(* What nobody recorded                                                    *)
(***************************************************************************)

(* A CANCEL_IO that need not be heeded takes effect, at a moment that only *)
(* the driver knows.                                                       *)
TakesEffect ==
  /\ pending /\ state = "Acquiring"
  /\ pending' = FALSE
  /\ state' = "Canceling" /\ complete' = FALSE
  /\ UNCHANGED <<error, step, held, device, ending, overlap, meets, byAnswer, unknown,
                 outOfOrder, begins>>

UnseenDevice ==
  /\ InCall
  /\ (IF device = "On" THEN "StopDevice" ELSE "StartDevice") \notin Recorded
  /\ device' = (IF device = "On" THEN "Off" ELSE "On")
  /\ UNCHANGED <<machine, step, held, ending, pending, overlap, meets, byAnswer, unknown,
                 outOfOrder, begins>>

MayRead == device = "On" /\ GoesOn /\ ~ending

UnseenButton ==
  /\ MayRead /\ "ReadButton" \notin Recorded
  /\ InputCancel
  /\ UNCHANGED <<step, held, device, ending, pending, overlap, meets, byAnswer, unknown,
                 outOfOrder, begins>>

(* Reported by a read, or by a start; none of them comes after the last    *)
(* band.                                                                   *)
UnseenFault ==
  /\ GoesOn /\ ~ending
  /\ (IF device = "On" THEN "ReadFault" ELSE "StartFails") \notin Recorded
  /\ InputFault("Unseen")
  /\ UNCHANGED <<step, held, device, ending, pending, overlap, meets, byAnswer, unknown,
                 outOfOrder, begins>>

(* A driver that says so cancels by its own decision, which it need not    *)
(* show (A1, A6).                                                          *)
UnseenDecision ==
  /\ ByItself /\ GoesOn /\ "DriverCancels" \notin Recorded
  /\ InputDriverCancels
  /\ UNCHANGED <<step, held, device, ending, pending, overlap, meets, byAnswer, unknown,
                 outOfOrder, begins>>

Unseen == TakesEffect \/ UnseenDevice \/ UnseenButton \/ UnseenFault \/ UnseenDecision

-----------------------------------------------------------------------------
TraceInit ==
  /\ Init
  /\ trace \in 1..Len(Traces)
  /\ line = 0
  /\ pending = FALSE /\ overlap = FALSE /\ meets = FALSE /\ byAnswer = FALSE
  /\ unknown = "None" /\ outOfOrder = FALSE /\ begins = "Anything"
  /\ caller = "" /\ entering = FALSE /\ reading = FALSE
  /\ callbackError = "None" /\ deviceError = "None" /\ unknownSuccess = "None"
  /\ inFlight = 0 /\ stopper = "None" /\ faultBeside = FALSE

(* <<trace, events explained, whether the driver is idle then>>            *)
Explain ==
  /\ line < Len(Traces[trace].events)
  /\ Explains(Event.event)
  /\ Shows
  /\ line' = line + 1
  /\ PrintT(<<trace, line', step' = "Resting">>)
  /\ UNCHANGED <<trace, unused>>

Hide ==
  /\ Unseen
  /\ UNCHANGED <<trace, line, shown, unused>>

TraceNext == Explain \/ Hide

TraceSpec == TraceInit /\ [][TraceNext]_<<vars, own, shown, trace, line>>
=============================================================================
