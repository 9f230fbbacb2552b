---------------------------- MODULE CancelProtocol ----------------------------
(***************************************************************************)
(* Application || service || driver || device around TransferMachine.      *)
(* One operator per action of the vocabulary, in the order and with the    *)
(* guards of org.returntoidle.model.Protocol; a test compares the two      *)
(* graphs edge for edge.  Bounds that are NoBound are not counted.         *)
(***************************************************************************)
EXTENDS TransferMachine, Integers

CONSTANTS Driver,         \* "NotAsynchronous", "Blocking", "Interruptible"
          Application,    \* "CancelPendingIO", "Callback", "Both"
          Bands, Transfers, Cancels, Faults,   \* bounds, or NoBound
          InTransit       \* CANCEL_IO under way at once, if Cancels = NoBound

NoBound == -1

(* Bands bounds the reads of one image: each brings a band, or "not ready" *)
(* in its place.  So many can come before the last.                        *)
ReadsBeforeLast == IF Bands = NoBound THEN NoBound ELSE Bands - 1

(* What is not bounded is not counted.                                     *)
Most(bound) == IF bound = NoBound THEN 0 ELSE bound

ASSUME /\ Platform \in {"Me", "XP"}
       /\ Driver \in {"NotAsynchronous", "Blocking", "Interruptible"}
       /\ Application \in {"CancelPendingIO", "Callback", "Both"}
       /\ Bands \in Nat \cup {NoBound} /\ Bands # 0
       /\ Transfers \in Nat \cup {NoBound} /\ Transfers # 0
       /\ Cancels \in Nat \cup {NoBound}
       /\ Faults \in Nat \cup {NoBound}

VARIABLES asked,          \* CancelPendingIO was called in this transfer, in time
          inTransit,      \* CANCEL_IO events not delivered yet
          step,           \* what the driver is doing
          held,           \* the band that was read and is not yet acknowledged
          device,         \* the device, in this transfer (D13)
          ending,         \* the next band is the last
          button,         \* pressed, and no read has reported it
          fault,          \* failed, and no read has reported it
          cause,          \* the first cause that the driver observed (D3)
          answer,         \* the last code that a callback returned
          transfers, bands, cancels, faults    \* counted where bounded

vars == <<asked, inTransit, state, complete, error, step, held, device, ending,
          button, fault, result, cause, answer, transfers, bands, cancels, faults>>

counters == <<transfers, bands, cancels, faults>>

CancelCauses == {"CallbackCancel", "CancelIO", "Button", "OwnDecision"}

(* All values that a state can have, reachable or not.  Every action stays *)
(* within them, so that the Java model and this one can be compared on all *)
(* of them.                                                                *)
DriverTypeOK ==
  /\ MachineTypeOK
  /\ step \in {"Resting", "Working", "Waiting", "Reading", "Calling"}
  /\ held \in {"None", "Band", "LastBand", "OldBand"}
  /\ device \in {"Off", "On", "Stopped"}
  /\ ending \in BOOLEAN
  /\ cause \in {"None", "CallbackError", "Fault"} \cup CancelCauses
  /\ answer \in {"S_OK", "S_FALSE", "E_FAIL", "E_ABORT"}
  /\ bands \in 0..Most(ReadsBeforeLast)

EnvironmentTypeOK ==
  /\ asked \in BOOLEAN
  /\ inTransit \in 0..(IF Cancels = NoBound THEN InTransit ELSE Cancels)
  /\ button \in BOOLEAN
  /\ fault \in BOOLEAN
  /\ transfers \in 0..Most(Transfers)
  /\ cancels \in 0..Most(Cancels)
  /\ faults \in 0..Most(Faults)

TypeOK == DriverTypeOK /\ EnvironmentTypeOK

Init ==
  /\ MachineInit
  /\ asked = FALSE
  /\ inTransit = 0
  /\ step = "Resting"
  /\ held = "None"
  /\ device = "Off"
  /\ ending = FALSE
  /\ button = FALSE
  /\ fault = FALSE
  /\ cause = "None"
  /\ answer = "S_OK"
  /\ transfers = 0 /\ bands = 0 /\ cancels = 0 /\ faults = 0

-----------------------------------------------------------------------------
(* One more fits; one more is counted.                                     *)
Allows(bound, count) == IF bound = NoBound THEN TRUE ELSE count < bound
Counted(bound, count) == IF bound = NoBound THEN count ELSE count + 1

(* The driver's own code runs: in the call, and nothing is in flight.      *)
InControl == step \in {"Working", "Waiting"}

(* A read in flight that has nothing to report but the image.              *)
Reads == step = "Reading" /\ ~button /\ ~fault

(* The first cause is remembered (D3).                                     *)
Observed(c) == cause' = (IF cause = "None" THEN c ELSE cause)

(* An application that cancels both ways never answers S_OK again (B5).    *)
MustCancel == Application = "Both" /\ asked

-----------------------------------------------------------------------------
(***************************************************************************)
(* The service                                                             *)
(***************************************************************************)

(* drvAcquireItemData is entered.  Nothing of an earlier transfer may      *)
(* count any more: an unreported button or fault is forgotten (D1), and a  *)
(* band still held would from now on be an old one (D12).                  *)
AcquireItemData ==
  /\ step = "Resting"
  /\ Allows(Transfers, transfers)
  /\ InputEntered
  /\ step' = "Working"
  /\ device' = "Off"
  /\ held' = (IF held = "None" THEN "None" ELSE "OldBand")
  /\ button' = FALSE
  /\ fault' = FALSE
  /\ asked' = FALSE
  /\ cause' = "None"
  /\ answer' = "S_OK"
  /\ transfers' = Counted(Transfers, transfers)
  /\ UNCHANGED <<inTransit, ending, bands, cancels, faults>>

(* WIA_EVENT_CANCEL_IO reaches the driver (B4).  It names the device and   *)
(* not a transfer, which is hazard H2.  A driver that is not asynchronous  *)
(* ignores it (B5), an idle or complete one does too (D1, D9).             *)
NotifyCancelIO ==
  /\ inTransit > 0
  /\ inTransit' = inTransit - 1
  /\ IF Driver = "NotAsynchronous"
       THEN UNCHANGED <<machine, cause>>
       ELSE /\ InputCancelIO
            /\ IF GoesOn THEN Observed("CancelIO") ELSE UNCHANGED cause
  /\ UNCHANGED <<asked, step, held, device, ending, button, fault, answer, counters>>

(* Power, connect and the like change nothing (D20).                       *)
NotifyOtherEvent ==
  /\ step # "Resting"
  /\ UNCHANGED vars

-----------------------------------------------------------------------------
(***************************************************************************)
(* The driver                                                              *)
(***************************************************************************)

(* A further drvAcquireItemData is answered WIA_ERROR_BUSY and disturbs    *)
(* nothing (D4).                                                           *)
AnswerBusy ==
  /\ state # "Idle"
  /\ UNCHANGED vars

(* The device begins; never after a cancel (D15).                          *)
StartDevice ==
  /\ step = "Working"
  /\ device = "Off"
  /\ GoesOn
  /\ device' = "On"
  /\ UNCHANGED <<machine, asked, inTransit, step, held, ending, button, fault,
                 cause, answer, counters>>

(* A read is in flight.  None follows the last band (D9) or a cause (D5).  *)
SubmitRead ==
  /\ InControl
  /\ device = "On"
  /\ held = "None"
  /\ GoesOn
  /\ step' = "Reading"
  /\ UNCHANGED <<machine, asked, inTransit, held, device, ending, button, fault,
                 cause, answer, counters>>

(* The read in flight is given up after a cancel (L5).                     *)
InterruptRead ==
  /\ step = "Reading"
  /\ Driver = "Interruptible"
  /\ Ends
  /\ step' = "Working"
  /\ UNCHANGED <<machine, asked, inTransit, held, device, ending, button, fault,
                 cause, answer, counters>>

(* A callback with a band; never after a cause (D5), so a band that was    *)
(* read before the cancel is dropped.                                      *)
DeliverBand ==
  /\ step = "Working"
  /\ held # "None"
  /\ GoesOn
  /\ step' = "Calling"
  /\ UNCHANGED <<machine, asked, inTransit, held, device, ending, button, fault,
                 cause, answer, counters>>

(* A callback without a band, once for each "not ready": the application   *)
(* can cancel in warm-up too (D15).                                        *)
SendStatus ==
  /\ step = "Waiting"
  /\ GoesOn
  /\ step' = "Calling"
  /\ UNCHANGED <<machine, asked, inTransit, held, device, ending, button, fault,
                 cause, answer, counters>>

(* The driver cancels by its own decision (A1, A6), until it is complete   *)
(* (D9).  One that is not asynchronous decides while its own code runs.    *)
DriverCancels ==
  /\ GoesOn
  /\ Driver = "NotAsynchronous" => InControl
  /\ InputDriverCancels
  /\ Observed("OwnDecision")
  /\ UNCHANGED <<asked, inTransit, step, held, device, ending, button, fault,
                 answer, counters>>

(* The device has stopped and is quiet: exactly once per start (D13), and  *)
(* always with success (D6).                                               *)
StopDevice ==
  /\ InControl
  /\ device = "On"
  /\ Ends
  /\ device' = "Stopped"
  /\ UNCHANGED <<machine, asked, inTransit, step, held, ending, button, fault,
                 cause, answer, counters>>

(* drvAcquireItemData returns.  The device is off or was never started,    *)
(* no callback is in flight (D6), and no band is kept (D12).               *)
ReturnFromAcquire ==
  /\ InControl
  /\ device # "On"
  /\ InputReturns
  /\ step' = "Resting"
  /\ held' = "None"
  /\ ending' = FALSE
  /\ bands' = 0
  /\ UNCHANGED <<asked, inTransit, device, button, fault, cause, answer,
                 transfers, cancels, faults>>

-----------------------------------------------------------------------------
(***************************************************************************)
(* The device                                                              *)
(***************************************************************************)

(* The device does not start: its fault is seen at once (D10).  It stays   *)
(* off, so there is nothing to stop (D13).                                 *)
StartFails ==
  /\ step = "Working"
  /\ device = "Off"
  /\ GoesOn
  /\ fault
  /\ fault' = FALSE
  /\ Observed("Fault")
  /\ InputFault("WIA_ERROR_PAPER_JAM")
  /\ UNCHANGED <<asked, inTransit, step, held, device, ending, button, answer, counters>>

(* The read completes with a band that is not the last.  It is one of this *)
(* transfer (D12), to be delivered before the next is read (D7).           *)
ReadBand ==
  /\ Reads
  /\ ~ending
  /\ Allows(ReadsBeforeLast, bands)
  /\ step' = "Working"
  /\ held' = "Band"
  /\ bands' = Counted(Bands, bands)
  /\ UNCHANGED <<machine, asked, inTransit, device, ending, button, fault,
                 cause, answer, transfers, cancels, faults>>

(* The read completes with the last band; the band says so (D9).           *)
ReadLastBand ==
  /\ Reads
  /\ ending
  /\ step' = "Working"
  /\ held' = "LastBand"
  /\ UNCHANGED <<machine, asked, inTransit, device, ending, button, fault,
                 cause, answer, counters>>

(* Warming up, or waiting for paper (D15).                                 *)
ReadNotReady ==
  /\ Reads
  /\ ~ending
  /\ Allows(ReadsBeforeLast, bands)
  /\ step' = "Waiting"
  /\ bands' = Counted(Bands, bands)
  /\ UNCHANGED <<machine, asked, inTransit, held, device, ending, button, fault,
                 cause, answer, transfers, cancels, faults>>

(* The read reports the cancel button (A6).                                *)
ReadButton ==
  /\ step = "Reading"
  /\ button
  /\ step' = "Working"
  /\ button' = FALSE
  /\ Observed("Button")
  /\ InputCancel
  /\ UNCHANGED <<asked, inTransit, held, device, ending, fault, answer, counters>>

(* The read reports a fault (D10).                                         *)
ReadFault ==
  /\ step = "Reading"
  /\ fault
  /\ step' = "Working"
  /\ fault' = FALSE
  /\ Observed("Fault")
  /\ InputFault("WIA_ERROR_PAPER_JAM")
  /\ UNCHANGED <<asked, inTransit, held, device, ending, button, answer, counters>>

(* Somebody presses the button, at any time (A1); the next read reports    *)
(* it.                                                                     *)
PressCancelButton ==
  /\ ~button
  /\ Allows(Cancels, cancels)
  /\ button' = TRUE
  /\ cancels' = Counted(Cancels, cancels)
  /\ UNCHANGED <<machine, asked, inTransit, step, held, device, ending, fault,
                 cause, answer, transfers, bands, faults>>

(* The device fails, at any time; the next start or read reports it (D10). *)
DeviceFails ==
  /\ ~fault
  /\ Allows(Faults, faults)
  /\ fault' = TRUE
  /\ faults' = Counted(Faults, faults)
  /\ UNCHANGED <<machine, asked, inTransit, step, held, device, ending, button,
                 cause, answer, transfers, bands, cancels>>

(* The next band will be the last: throughout the transfer, until taken.   *)
(* That it comes some time is what L1, L2 and L4 assume, and L5 does not.  *)
ImageEnds ==
  /\ step # "Resting"
  /\ ~ending
  /\ ending' = TRUE
  /\ UNCHANGED <<machine, asked, inTransit, step, held, device, button, fault,
                 cause, answer, counters>>

-----------------------------------------------------------------------------
(***************************************************************************)
(* The application                                                         *)
(***************************************************************************)

(* A callback returns: the band is no longer the driver's.                 *)
CallbackReturns(code) ==
  /\ step = "Calling"
  /\ step' = "Working"
  /\ held' = "None"
  /\ answer' = code

(* The callback returns S_OK and so acknowledges the band (D7).            *)
CallbackContinues ==
  /\ ~MustCancel
  /\ CallbackReturns("S_OK")
  /\ InputCallbackOk(held = "LastBand")
  /\ UNCHANGED <<asked, inTransit, device, ending, button, fault, cause, counters>>

(* The callback returns S_FALSE (A2, B1, B3).  The second half of one      *)
(* cancel (B5) is not another one.                                         *)
CallbackCancels ==
  /\ Application # "CancelPendingIO"
  /\ IF MustCancel THEN TRUE ELSE Allows(Cancels, cancels)
  /\ CallbackReturns("S_FALSE")
  /\ Observed("CallbackCancel")
  /\ InputCancel
  /\ cancels' = (IF MustCancel THEN cancels ELSE Counted(Cancels, cancels))
  /\ UNCHANGED <<asked, inTransit, device, ending, button, fault, transfers, bands, faults>>

(* The callback returns an error (A8, A9).                                 *)
CallbackFails(code) ==
  /\ Allows(Faults, faults)
  /\ CallbackReturns(code)
  /\ Observed("CallbackError")
  /\ InputCallbackOther(code)
  /\ faults' = Counted(Faults, faults)
  /\ UNCHANGED <<asked, inTransit, device, ending, button, fault, transfers, bands, cancels>>

(* A code that means nothing but an error; it stands for all such (A9).    *)
(* Without "TRUE" a behavior of TLC would name CallbackFails instead.      *)
CallbackFails_E_FAIL == CallbackFails("E_FAIL") /\ TRUE
(* The code of a cancel on Windows Me, from a callback (A9, D16, H4).      *)
CallbackFails_E_ABORT == CallbackFails("E_ABORT") /\ TRUE

(* CancelPendingIO, at any time and from any thread (A1, B2).  It says     *)
(* nothing to the driver; NotifyCancelIO does, later.                      *)
CancelPendingIO ==
  /\ Application # "Callback"
  /\ Allows(Cancels, cancels)
  /\ IF Cancels = NoBound THEN inTransit < InTransit ELSE TRUE
  /\ inTransit' = inTransit + 1
  /\ asked' = (IF step # "Resting" /\ ~complete THEN TRUE ELSE asked)
  /\ cancels' = Counted(Cancels, cancels)
  /\ UNCHANGED <<machine, step, held, device, ending, button, fault, cause, answer,
                 transfers, bands, faults>>

-----------------------------------------------------------------------------
(* The driver's attempt to start is a step of its own, whatever the device *)
(* makes of it.                                                            *)
DriverNext ==
  \/ AnswerBusy
  \/ StartDevice
  \/ StartFails
  \/ SubmitRead
  \/ InterruptRead
  \/ DeliverBand
  \/ SendStatus
  \/ StopDevice
  \/ ReturnFromAcquire

DeviceAnswers ==
  \/ ReadBand
  \/ ReadLastBand
  \/ ReadNotReady
  \/ ReadButton
  \/ ReadFault

CallbackAnswers ==
  \/ CallbackContinues
  \/ CallbackCancels
  \/ CallbackFails_E_FAIL
  \/ CallbackFails_E_ABORT

EnvironmentNext ==
  \/ AcquireItemData
  \/ NotifyCancelIO
  \/ NotifyOtherEvent
  \/ DeviceAnswers
  \/ PressCancelButton
  \/ DeviceFails
  \/ ImageEnds
  \/ CallbackAnswers
  \/ CancelPendingIO

Next ==
  \/ DriverNext
  \/ DriverCancels
  \/ EnvironmentNext

Safe == Init /\ [][Next]_vars

(* One assumption per component: it does not stand still for ever while it *)
(* has something to do.  Nobody has to cancel, to fail or to start.        *)
FairDriver == WF_vars(DriverNext)
FairDevice == WF_vars(DeviceAnswers)
FairApplication == WF_vars(CallbackAnswers)
FairImage == WF_vars(ImageEnds)

Spec == Safe /\ FairDriver /\ FairDevice /\ FairApplication /\ FairImage
=============================================================================
