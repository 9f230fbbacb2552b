------------------------------ MODULE StreamRules ------------------------------
(***************************************************************************)
(* What holds of StreamProtocol, by rule; the same names as in             *)
(* org.returntoidle.model.stream.StreamRules.                              *)
(***************************************************************************)
EXTENDS StreamProtocol

Resting == step = "Resting"

(* Something begins to be in flight.                                       *)
Enters(s) == step # s /\ step' = s
CallbackBegins == ~InCallback /\ InCallback'
CallbackEnds == InCallback /\ ~InCallback'

-----------------------------------------------------------------------------
(* States.                                                                 *)

(* Idle means idle: nothing is left behind.                                *)
D6_QuietAtRest == Resting => device # "On"
D12_NoOldBand == held # "OldBand"
V15_NoStreamAtRest == Resting => ~stream

(* The mark is that of one transfer of the application.                    *)
V2a_NoMarkWithoutTransfer == download = "None" => marked = "No"

(* Only a page that was taken goes into its stream.                        *)
V3_SkippedIsNotWritten == step = "Writing" => page = "Taken" /\ stream

(* The results: without a cause S_OK; S_FALSE for a cancel; an error stays *)
(* an error, also where a cancel came first.                               *)
D7_SuccessHasNoCause == result = "S_OK" => cause = "None"
V9_CancelIsSFalse == result = "S_FALSE" => cause \in CancelCauses
V20_ErrorIsError == Resting /\ cause \in ErrorCauses => result \in ErrorCodes

(* Where the driver confirms, CANCEL_IO is no cause: an answer may be one  *)
(* (so H2 is gone).                                                        *)
D26_EventIsNoCause == Confirms => cause # "CancelIO"

(* A transfer can be started whenever none runs (L4 a).                    *)
L4_Ready == download = "Begun" => state = "Idle"

-----------------------------------------------------------------------------
(* Steps.                                                                  *)

(* Once Cancel was called, a callback that is entered ends the transfer.   *)
V2_MarkedIsCanceled ==
  [][CallbackEnds /\ marked = "Yes" => ~GoesOn' /\ cause' # "None"]_vars

(* A skip is no cause, and no result.                                      *)
V3a_SkipGoesOn ==
  [][page # "Skipped" /\ page' = "Skipped" => UNCHANGED <<machine, cause>>]_vars

(* CANCEL_IO at an idle driver changes nothing.                            *)
V8_IdleIgnoresCancel ==
  [][Resting /\ inTransit' < inTransit
       => UNCHANGED <<machine, step, page, stream, held, confirm, device, cause>>]_vars

(* S_FALSE from any message is the result, also from the last one.         *)
V10_SFalseIsTheResult ==
  [][CallbackEnds /\ cause = "None" /\ cause' = "CallbackCancel"
       => state' = "Canceling"]_vars

(* After a cause no message, no GetNextStream; no write; no start, no read.*)
V12_NoCallbackAfterCause == [][CallbackBegins => GoesOn]_vars
V16_NoWriteAfterCause == [][Enters("Writing") => GoesOn /\ stream]_vars
D22_NothingBegins ==
  [][(Enters("Reading") /\ step # "Confirming") \/ (device # "On" /\ device' = "On")
       => GoesOn]_vars

(* The stream is released before the next one is asked for.                *)
V15_ReleasedBeforeNext == [][Enters("Asking") => ~stream]_vars

(* A write that fails is an error, whatever came before.                   *)
V19_FailedWriteIsError ==
  [][step = "Writing" /\ step' = "Working" /\ held' = "None" => state' = "Error"]_vars

(* A confirming driver asks before it begins anything else.                *)
D26_AsksFirst ==
  [][confirm = "Yes" /\ step # step' => step' \notin {"Writing", "Asking"}
                                        /\ (step' = "Reading" => step = "Confirming")]_vars

(* Stopped exactly once for every start.                                   *)
D13_StoppedOnce == [][device' = "Stopped" /\ device # "Stopped" => device = "On"]_vars

-----------------------------------------------------------------------------
(* Hazards: TLC finds a counterexample where they occur (H1 nowhere; H2    *)
(* not where the driver confirms; the halves of H3 each with another       *)
(* application).                                                           *)

NoH1 == [][~(marked = "Yes" /\ ~complete /\ complete')]_vars
NoH2 == [][~(~Resting /\ Resting' /\ cause = "CancelIO" /\ marked = "No")]_vars
NoH3_CROSSING == [][~(marked = "Crossing" /\ ~complete /\ complete')]_vars
NoH3_LATE == [][~(complete /\ marked = "No" /\ marked' = "Yes")]_vars

-----------------------------------------------------------------------------
(* Liveness.                                                               *)

L1_ReturnToIdle == step # "Resting" ~> step = "Resting"
L3_CancelTransferEnds == (marked = "Yes" /\ step # "Resting" /\ GoesOn) ~> ~GoesOn
L5_CancelReturnsToIdle == (Ends /\ cause # "None") ~> step = "Resting"
===============================================================================
