-------------------------------- MODULE Monitor --------------------------------
(***************************************************************************)
(* Is a recorded trace a behaviour that the rules permit?  CancelProtocol  *)
(* is one driver that keeps them, with its own order of calls; this module *)
(* uses its variables and the inputs of its machine, and says what any     *)
(* driver may do.  It is org.returntoidle.model.monitor in TLA+: the two *)
(* give the same verdict on the same traces.                               *)
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
          unknown,        \* a success code to be returned (D19), or "None"
          forLast,        \* that code answered the last band
          outOfOrder,     \* bands were delivered out of order
          caller          \* the thread of drvAcquireItemData, or ""

own == <<pending, overlap, meets, unknown, forLast, outOfOrder, caller>>

(* What CancelProtocol knows and no trace has to tell.                     *)
unused == <<asked, inTransit, button, fault, cause, answer, cancels, faults>>

Recorded == Traces[trace].records
Event == Traces[trace].events[line + 1]

InCall == step # "Resting"

-----------------------------------------------------------------------------
(* One transfer at a time (D4); nothing of an earlier one counts (D1).     *)
SeenAcquire ==
  /\ ~InCall
  /\ InputEntered
  /\ step' = "Working"
  /\ held' = "None"
  /\ device' = "Off"
  /\ ending' = FALSE
  /\ transfers' = (IF Event.transfer = 0 THEN transfers + 1 ELSE Event.transfer)
  /\ bands' = 0
  /\ pending' = FALSE /\ overlap' = FALSE /\ meets' = FALSE /\ outOfOrder' = FALSE
  /\ unknown' = "None" /\ forLast' = FALSE
  /\ caller' = Event.thread

(* BUSY is right while a transfer runs, or overlaps with its end (D4, A4). *)
SeenBusy ==
  /\ InCall \/ Event.manner = "overlapping"
  /\ UNCHANGED <<machine, step, held, device, ending, transfers, bands, own>>

(* An asynchronous driver heeds it (B4), another need not (B5); neither    *)
(* need any driver at the entry (D1) or after the last band (D9).          *)
SeenCancelIO ==
  /\ UNCHANGED <<step, held, device, ending, transfers, bands, meets, unknown, forLast,
                 outOfOrder, caller>>
  /\ IF ~InCall
       THEN UNCHANGED <<machine, pending, overlap>>
       ELSE IF \/ Driver = "NotAsynchronous"
               \/ complete
               \/ unknown # "None" /\ forLast
               \/ Event.manner = "at-entry"
         THEN pending' = TRUE /\ UNCHANGED <<machine, overlap>>
         ELSE /\ InputCancelIO
              /\ overlap' = (IF GoesOn THEN Event.manner = "overlapping" ELSE overlap)
              /\ UNCHANGED pending

(* The device belongs to a transfer (D6) and is stopped once for each      *)
(* start (D13).                                                            *)
SeenStart ==
  /\ InCall /\ device = "Off"
  /\ device' = "On"
  /\ UNCHANGED <<machine, step, held, ending, transfers, bands, own>>

SeenStop ==
  /\ InCall /\ device = "On"
  /\ device' = "Off"
  /\ UNCHANGED <<machine, step, held, ending, transfers, bands, own>>

(* No read follows the last band (D9).                                     *)
SeenSubmit ==
  /\ InCall /\ ~ending
  /\ UNCHANGED <<machine, step, held, device, ending, transfers, bands, own>>

SeenRead(what) ==
  /\ InCall /\ ~ending /\ device = "On"
  /\ UNCHANGED <<step, held, device, transfers, bands, pending, unknown, forLast,
                 outOfOrder, caller>>
  /\ ending' = (what = "ReadLastBand")
  /\ CASE what = "ReadButton" -> InputCancel
       [] what = "ReadFault"  -> InputFault(Event.code)
       [] OTHER               -> UNCHANGED machine
  /\ overlap' = (IF what \in {"ReadButton", "ReadFault"} /\ GoesOn
                   THEN Event.manner = "overlapping" ELSE overlap)
  /\ meets' = (IF what = "ReadFault" /\ GoesOn THEN step = "Calling" ELSE meets)

(* One callback at a time, on the caller's thread (D18).                   *)
Calls ==
  /\ step = "Working"
  /\ Event.thread = "" \/ caller = "" \/ Event.thread = caller
  /\ step' = "Calling"
  /\ overlap' = FALSE
  /\ meets' = (state = "Error" /\ overlap)
  /\ unknown' = "None" /\ forLast' = FALSE
  /\ UNCHANGED <<machine, device, transfers, pending, caller>>

(* A band of this transfer (D12), and none after a cause (D5).             *)
SeenDeliver ==
  /\ Calls
  /\ Event.transfer \in {0, transfers}
  /\ state = "Acquiring" \/ overlap
  /\ held' = (IF Event.last THEN "LastBand" ELSE "Band")
  /\ ending' = (ending \/ Event.last)
  /\ bands' = bands + 1
  /\ outOfOrder' = (outOfOrder \/ complete \/ Event.band \notin {0, bands + 1})

SeenStatus ==
  /\ Calls
  /\ held' = "None"
  /\ UNCHANGED <<ending, bands, outOfOrder>>

Answered ==
  /\ step = "Calling"
  /\ step' = "Working"
  /\ meets' = FALSE
  /\ UNCHANGED <<held, device, ending, transfers, bands, outOfOrder, caller>>

SeenContinues ==
  /\ Answered
  /\ InputCallbackOk(held = "LastBand")
  /\ UNCHANGED <<pending, overlap, unknown, forLast>>

(* Of a fault and an answer that overlap either decides (D3); no further   *)
(* callback overlaps with the fault then.                                  *)
BesideFault == overlap' = (overlap /\ ~meets)

(* After the last band it does not change success, but may be told (D9).   *)
SeenCancels ==
  /\ Answered
  /\ BesideFault
  /\ \/ IF complete
          THEN pending' = TRUE /\ UNCHANGED machine
          ELSE InputCancel /\ UNCHANGED pending
     \/ /\ meets
        /\ state' = "Canceling"
        /\ error' = "S_OK"
        /\ UNCHANGED <<complete, result, pending>>
  /\ UNCHANGED <<unknown, forLast>>

(* Of two errors the first decides (D3).                                   *)
Decided == state = "Error" /\ error # "Unseen"

(* An error wins, also over a cancel (A9, D3); an unknown success may be   *)
(* taken for S_OK or returned (D19).                                       *)
SeenFails ==
  /\ Answered
  /\ BesideFault
  /\ UNCHANGED pending
  /\ IF Event.code \in Errors
       THEN /\ \/ Decided /\ UNCHANGED machine
               \/ /\ meets \/ ~Decided
                  /\ state' = "Error"
                  /\ error' = Event.code
                  /\ complete' = FALSE
                  /\ UNCHANGED result
            /\ UNCHANGED <<unknown, forLast>>
       ELSE /\ IF meets \/ ~Decided
                 THEN unknown' = Event.code /\ forLast' = (held = "LastBand")
                 ELSE UNCHANGED <<unknown, forLast>>
            /\ UNCHANGED machine

(* On Windows Me any error reports a cancel (D16); BUSY never does.        *)
ReportsCancel(code) ==
  IF Platform = "Me" THEN code \in Errors \ {"WIA_ERROR_BUSY"} ELSE code = "S_FALSE"

MayReturn(code) ==
  CASE state = "Acquiring" -> \/ unknown # "None" /\ code = unknown
                              \/ /\ code = "S_OK"
                                 /\ ~outOfOrder
                                 /\ complete \/ (unknown # "None" /\ forLast)
    [] state = "Canceling" -> \/ unknown # "None" /\ code = unknown
                              \/ ReportsCancel(code)
    [] state = "Error"     -> \/ unknown # "None" /\ code = unknown
                              \/ IF error = "Unseen"
                                   THEN code \in Errors \ {"WIA_ERROR_BUSY"}
                                   ELSE code = error
    [] OTHER               -> FALSE

(* No callback in flight, the device off (D6), and a code that something   *)
(* in this transfer gave (A5, A8, A9, D7, D10, D11).                       *)
SeenReturn ==
  /\ step = "Working"
  /\ device = "Off"
  /\ MayReturn(Event.code)
  /\ step' = "Resting"
  /\ state' = "Idle" /\ complete' = FALSE /\ error' = "S_OK" /\ result' = Event.code
  /\ UNCHANGED <<held, device, ending, transfers, bands, own>>

(* What others do, at any time.                                            *)
SeenOther == UNCHANGED <<machine, step, held, device, ending, transfers, bands, own>>

Others == {"NotifyOtherEvent", "CancelPendingIO", "PressCancelButton", "DeviceFails",
           "ImageEnds", "InterruptRead"}

Explains(what) ==
  CASE what = "AcquireItemData"   -> SeenAcquire
    [] what = "AnswerBusy"        -> SeenBusy
    [] what = "NotifyCancelIO"    -> SeenCancelIO
    [] what = "StartDevice"       -> SeenStart
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
(* A CANCEL_IO that need not be heeded takes effect, at a moment that only *)
(* the driver knows.                                                       *)
TakesEffect ==
  /\ pending /\ state = "Acquiring"
  /\ pending' = FALSE
  /\ state' = "Canceling" /\ complete' = FALSE
  /\ UNCHANGED <<error, result, step, held, device, ending, transfers, bands, overlap,
                 meets, unknown, forLast, outOfOrder, caller>>

UnseenDevice ==
  /\ InCall
  /\ (IF device = "On" THEN "StopDevice" ELSE "StartDevice") \notin Recorded
  /\ device' = (IF device = "On" THEN "Off" ELSE "On")
  /\ UNCHANGED <<machine, step, held, ending, transfers, bands, own>>

MayRead == device = "On" /\ GoesOn /\ ~ending

UnseenButton ==
  /\ MayRead /\ "ReadButton" \notin Recorded
  /\ InputCancel
  /\ UNCHANGED <<step, held, device, ending, transfers, bands, own>>

UnseenFault ==
  /\ MayRead /\ "ReadFault" \notin Recorded
  /\ InputFault("Unseen")
  /\ UNCHANGED <<step, held, device, ending, transfers, bands, own>>

-----------------------------------------------------------------------------
TraceInit ==
  /\ Init
  /\ trace \in 1..Len(Traces)
  /\ line = 0
  /\ pending = FALSE /\ overlap = FALSE /\ meets = FALSE /\ outOfOrder = FALSE
  /\ unknown = "None" /\ forLast = FALSE
  /\ caller = ""

(* <<trace, events explained, whether the driver is idle then>>            *)
Explain ==
  /\ line < Len(Traces[trace].events)
  /\ Explains(Event.event)
  /\ line' = line + 1
  /\ PrintT(<<trace, line', step' = "Resting">>)
  /\ UNCHANGED <<trace, unused>>

Unseen ==
  /\ TakesEffect \/ UnseenDevice \/ UnseenButton \/ UnseenFault
  /\ UNCHANGED <<trace, line, unused>>

TraceNext == Explain \/ Unseen

TraceSpec == TraceInit /\ [][TraceNext]_<<vars, own, trace, line>>
=============================================================================
