------------------------------ MODULE CancelRules ------------------------------
(***************************************************************************)
(* The rules as properties of CancelProtocol, named by their ids and by    *)
(* the names in org.returntoidle.model.Properties.  D8, D14, D17, D18 and  *)
(* D19 speak about code and are checked on drivers only.  What speaks of   *)
(* ENABLED also sees steps that change nothing.                            *)
(***************************************************************************)
EXTENDS CancelProtocol

(* The call is over, and a cancel decided it.                              *)
Canceled ==
  /\ step = "Resting"
  /\ cause \in CancelCauses
  /\ answer \in {"S_OK", "S_FALSE"}

Failed == answer \in {"E_FAIL", "E_ABORT"}

-----------------------------------------------------------------------------
(* In every state                                                          *)

A3_CanceledStops ==
  cause \in CancelCauses /\ step # "Resting" => state \in {"Canceling", "Error"}

A4_IdleIsReady ==
  /\ (step = "Resting") = (state = "Idle")
  /\ step = "Resting" => device # "On" /\ ~complete /\ error = "S_OK"

A5_CancelIsReported == Platform = "XP" /\ Canceled => result = "S_FALSE"

A6_ButtonIsReported ==
  Platform = "XP" /\ cause = "Button" /\ step = "Resting" => result = "S_FALSE"

A7_MeHasNoFalse == Platform = "Me" => result # "S_FALSE"

A8_AnswerIsReturned ==
  step = "Resting" /\ answer # "S_OK" =>
    result = IF answer = "S_FALSE" THEN CancelCode ELSE answer

A9_ErrorStopsFirst ==
  Failed /\ step # "Resting" => state = "Error" /\ error = answer

D3_FirstCauseDecides ==
  step = "Resting" =>
    /\ Canceled => result = CancelCode
    /\ cause = "Fault" => result = "WIA_ERROR_PAPER_JAM"

D11_NoPhantom ==
  \/ result \in {"None", "S_OK", answer}
  \/ result = CancelCode /\ cause \in CancelCauses
  \/ result = "WIA_ERROR_PAPER_JAM" /\ cause = "Fault"

D12_BandOfThisTransfer == held # "OldBand"

D16_MeAborts == Platform = "Me" /\ Canceled => result = "E_ABORT"

(* Where bounds end a behaviour, the driver is idle and everything that    *)
(* the bounds allow has been done.  Without bounds it never ends.          *)
L2_EndsUsedUp ==
  (~ ENABLED <<Next>>_vars) =>
    /\ step = "Resting"
    /\ transfers = Transfers
    /\ inTransit = 0
    /\ cancels = Cancels \/ (button /\ Application = "Callback")
    /\ faults = Faults \/ fault

L4_IdleCanStart ==
  step = "Resting" /\ Allows(Transfers, transfers) => ENABLED AcquireItemData

(* Who can act: the driver while nothing is in flight, the device while a  *)
(* read is, the application while a callback is (D6, D18).                 *)
D6_OneThingInFlight ==
  /\ ENABLED (StartDevice \/ SubmitRead \/ StopDevice \/ ReturnFromAcquire) => InControl
  /\ ENABLED (DeliverBand \/ SendStatus) => InControl
  /\ ENABLED DeviceAnswers => step = "Reading"
  /\ ENABLED CallbackAnswers => step = "Calling"

D4_BusyOnlyInCall == ENABLED AnswerBusy => step # "Resting"

(* A read that has something to report reports it, and nothing else.       *)
D10_ReportComesFirst ==
  /\ ENABLED (ReadBand \/ ReadLastBand \/ ReadNotReady) => ~button /\ ~fault
  /\ ENABLED ReadButton => button
  /\ ENABLED ReadFault => fault

(* After the last band the device has nothing more, and before it the last *)
(* band does not come.                                                     *)
D9_LastBandIsLast ==
  /\ ENABLED (ReadBand \/ ReadNotReady) => ~ending
  /\ ENABLED ReadLastBand => ending

D13_OnlyWhatIsOn ==
  /\ ENABLED StartDevice => step = "Working" /\ device = "Off"
  /\ ENABLED SubmitRead => device = "On"
  /\ ENABLED StopDevice => device = "On" /\ Ends

D15_StatusAnswersNotReady == ENABLED SendStatus => step = "Waiting"

(* Only an interruptible read is given up, and only at the end (L5).       *)
L5_ReadsGivenUp ==
  ENABLED InterruptRead => Driver = "Interruptible" /\ step = "Reading" /\ Ends

(* What the three kinds of application can do (B1, B2, B5).                *)
B5_ApplicationKeepsItsWay ==
  /\ ENABLED CallbackCancels => Application # "CancelPendingIO"
  /\ ENABLED CancelPendingIO => Application # "Callback"
  /\ ENABLED CallbackContinues => ~MustCancel

-----------------------------------------------------------------------------
(* At every step                                                           *)

SameButInTransit ==
  UNCHANGED <<asked, machine, step, held, device, ending, button, fault, cause,
              answer, counters>>

B5_IgnoredCancelIO ==
  [][NotifyCancelIO /\ Driver = "NotAsynchronous" => SameButInTransit]_vars

(* Each CancelPendingIO is one event, and is delivered once (B4).          *)
B4_DeliveredOnce ==
  [][/\ CancelPendingIO => inTransit' = inTransit + 1
     /\ NotifyCancelIO => inTransit' = inTransit - 1
     /\ inTransit' # inTransit => CancelPendingIO \/ NotifyCancelIO]_vars

D1_IdleForgets ==
  [][/\ NotifyCancelIO /\ step = "Resting" => SameButInTransit
     /\ AcquireItemData =>
          /\ ~button' /\ ~fault' /\ ~ending' /\ ~asked'
          /\ cause' = "None" /\ answer' = "S_OK" /\ device' = "Off" /\ bands' = 0
          /\ state' = "Acquiring" /\ ~complete' /\ error' = "S_OK"]_vars

D2_CancelsAreOne ==
  [][state = "Canceling" /\ (NotifyCancelIO \/ ReadButton \/ CallbackCancels) =>
       state' = "Canceling" /\ cause' = cause]_vars

D4_BusyDisturbsNothing == [][AnswerBusy => UNCHANGED vars]_vars

D5_NoCallbackAfterCause ==
  [][DeliverBand \/ SendStatus \/ SubmitRead => cause = "None"]_vars

D6_QuietBeforeReturn ==
  [][ReturnFromAcquire => device # "On" /\ step \notin {"Calling", "Reading"}]_vars

D7_OkMeansComplete ==
  [][/\ complete' /\ ~complete => step = "Calling" /\ held = "LastBand"
     /\ ReturnFromAcquire /\ result' = "S_OK" =>
          complete /\ held = "None" /\ answer = "S_OK"]_vars

(* No band is skipped or made up: a read brings it, a callback or the      *)
(* return ends it.                                                         *)
D7_NoBandIsLost ==
  [][/\ ReadBand => held' = "Band"
     /\ ReadLastBand => held' = "LastBand"
     /\ DeliverBand => held # "None"
     /\ held # held' => ReadBand \/ ReadLastBand \/ CallbackAnswers \/ ReturnFromAcquire
     /\ ReadBand \/ ReadLastBand => held = "None"
     /\ CallbackAnswers => held' = "None"]_vars

D9_CompleteStaysComplete ==
  [][/\ complete => IF ReturnFromAcquire THEN result' = "S_OK" ELSE complete'
     /\ result' # result => ReturnFromAcquire \/ AcquireItemData]_vars

D10_FaultIsAnError ==
  [][ReadFault /\ state = "Acquiring" =>
       state' = "Error" /\ error' = "WIA_ERROR_PAPER_JAM"]_vars

(* What was reported is not reported again.                                *)
D11_ReportedOnce ==
  [][(ReadButton => ~button' /\ cause' # "None") /\ (ReadFault => ~fault' /\ cause' # "None")]_vars

D13_StoppedOncePerStart ==
  [][\/ device' = device
     \/ device = "Off" /\ device' = "On"
     \/ device = "On" /\ device' = "Stopped"
     \/ device = "Stopped" /\ AcquireItemData]_vars

D15_CancelableFromEntry ==
  [][/\ NotifyCancelIO /\ Driver # "NotAsynchronous" /\ GoesOn => state' = "Canceling"
     /\ StartDevice => cause = "None"]_vars

D20_OtherEventsDoNothing == [][NotifyOtherEvent => UNCHANGED vars]_vars

-----------------------------------------------------------------------------
(* Liveness                                                                *)

(* Return to idle.                                                         *)
L1_ReturnToIdle == (state # "Idle") ~> (state = "Idle")

(* The call returns; exactly once is D9 with this.                         *)
L2_CallReturns == (step # "Resting") ~> (step = "Resting" /\ result # "None")

(* An observed cancel ends the transfer, and not with S_OK.                *)
L3_CancelEndsTransfer ==
  (cause \in CancelCauses) ~> (step = "Resting" /\ result \notin {"None", "S_OK"})

(* Without cancel and fault the transfer ends with S_OK.                   *)
L4_UndisturbedSucceeds ==
  (step # "Resting") ~> (result = "S_OK" \/ cause # "None")

(* After an observed cancel or error: idle, without help from the device.  *)
L5_CancelReturnsToIdle == (cause # "None") ~> (state = "Idle")

-----------------------------------------------------------------------------
(* Hazards: what no rule forbids.  Each NoHn fails where the hazard is     *)
(* there, and holds where it is gone.                                      *)

NoH1 == ~(Driver = "NotAsynchronous" /\ asked /\ result = "S_OK")
NoH2 == ~(result # "None" /\ cause = "CancelIO" /\ ~asked)
NoH3 == ~(Driver # "NotAsynchronous" /\ asked /\ result = "S_OK")
NoH4 == ~(cause = "CallbackError" /\ result = CancelCode)
=============================================================================
