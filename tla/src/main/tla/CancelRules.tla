------------------------------ MODULE CancelRules ------------------------------
(***************************************************************************)
(* The rules as properties of CancelProtocol, named by their ids and by    *)
(* the names in org.returntoidle.model.Properties.  D8, D14, D17, D18 and  *)
(* D19 speak about code and are checked on drivers only.                   *)
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

L2_NoCallLeftOpen == (~ ENABLED <<Next>>_vars) => step = "Resting"

L4_IdleCanStart ==
  step = "Resting" /\ Allows(Transfers, transfers) => ENABLED AcquireItemData

-----------------------------------------------------------------------------
(* At every step                                                           *)

SameButInTransit ==
  UNCHANGED <<asked, machine, step, held, device, ending, button, fault, cause,
              answer, counters>>

B5_IgnoredCancelIO ==
  [][NotifyCancelIO /\ Driver = "NotAsynchronous" => SameButInTransit]_vars

D1_IdleForgets ==
  [][/\ NotifyCancelIO /\ step = "Resting" => SameButInTransit
     /\ AcquireItemData =>
          /\ ~button' /\ ~fault'
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

D9_CompleteStaysComplete ==
  [][/\ complete => IF ReturnFromAcquire THEN result' = "S_OK" ELSE complete'
     /\ result' # result => ReturnFromAcquire \/ AcquireItemData]_vars

D10_FaultIsAnError ==
  [][ReadFault /\ state = "Acquiring" =>
       state' = "Error" /\ error' = "WIA_ERROR_PAPER_JAM"]_vars

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
