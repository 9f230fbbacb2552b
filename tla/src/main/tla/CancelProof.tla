------------------------------ MODULE CancelProof ------------------------------
(***************************************************************************)
(* Return to idle within a stated number of steps, without looking at      *)
(* behaviours: an invariant that every step keeps, whatever type-correct   *)
(* state it starts from, and a number that every step of driver, device    *)
(* answer and callback return makes smaller.  The Java side is             *)
(* org.returntoidle.model.Induction.                                       *)
(***************************************************************************)
EXTENDS CancelRules

(* Idle: nothing is in flight, held or counted (A4, D6, D12).              *)
RestsIdle ==
  /\ (step = "Resting") = (state = "Idle")
  /\ step = "Resting" => device # "On" /\ held = "None" /\ ~ending /\ bands = 0

(* The device is read and calls are made only while it is on (D13).        *)
UsesWhatIsOn ==
  /\ device = "Off" => step \in {"Resting", "Working"} /\ held = "None" /\ ~complete
  /\ device = "Stopped" => step = "Resting" \/ Ends
  /\ step \in {"Reading", "Calling"} => device = "On"
  /\ step \in {"Reading", "Waiting"} => held = "None"
  /\ complete => step = "Working" /\ held = "None"
  /\ device = "Off" /\ step = "Working" => bands = 0
  /\ held # "OldBand"
  /\ held = "LastBand" => ending

(* The state tells what was observed, and the other way round (D3, D5).    *)
StateTellsCause ==
  /\ state = "Acquiring" => cause = "None" /\ answer = "S_OK"
  /\ state = "Canceling" => cause \in CancelCauses /\ ~Failed
  /\ state = "Error" => \/ Failed /\ error = answer
                        \/ cause = "Fault" /\ error = "WIA_ERROR_PAPER_JAM"
  /\ Failed => cause # "None" /\ cause # "Fault"
  /\ answer = "S_FALSE" => cause \in {"CallbackCancel", "CancelIO", "OwnDecision"}
  /\ cause = "CallbackCancel" => answer = "S_FALSE"
  /\ cause = "CallbackError" => Failed
  /\ cause \in {"Button", "Fault"} => answer = "S_OK"
  /\ cause \in {"CallbackCancel", "Button", "CallbackError", "Fault"}
       => step \in {"Working", "Resting"}
  /\ Failed \/ answer = "S_FALSE" => step \in {"Working", "Resting"}
  /\ Driver = "NotAsynchronous" =>
       /\ cause # "CancelIO"
       /\ step \in {"Reading", "Calling"} => cause = "None"

(* What the last call returned says what happened in it (A5, A8, D11).     *)
ResultTellsCause ==
  step = "Resting" =>
    CASE Failed                -> result = answer
      [] cause \in CancelCauses /\ ~Failed -> result = CancelCode
      [] cause = "Fault"       -> result = "WIA_ERROR_PAPER_JAM"
      [] OTHER                 -> result \in {"None", "S_OK"}

(* An application that cancels through its callback only has nothing else  *)
(* to come (B5).                                                           *)
NothingUnasked == Application = "Callback" => inTransit = 0 /\ ~asked

(* Where there is a bound, what is there was counted: what a read brought  *)
(* that is not the last band, and each CANCEL_IO under way.                *)
CountsWhatIsThere ==
  /\ Bands # NoBound =>
       (held = "Band" \/ step = "Waiting" \/ (step = "Calling" /\ held = "None") => bands > 0)
  /\ Cancels # NoBound => inTransit <= cancels

Inductive ==
  /\ RestsIdle
  /\ UsesWhatIsOn
  /\ StateTellsCause
  /\ ResultTellsCause
  /\ NothingUnasked
  /\ CountsWhatIsThere

(* Every type-correct state with the invariant is an initial state: TypeOK *)
(* and Inductive, in an order in which TLC need not look at all others.    *)
InductiveSpec ==
  /\ DriverTypeOK
  /\ RestsIdle
  /\ UsesWhatIsOn
  /\ StateTellsCause
  /\ ResultTellsCause
  /\ EnvironmentTypeOK
  /\ Inductive
  /\ [][Next]_vars

-----------------------------------------------------------------------------
(* How many steps of driver, device answer and callback return remain.     *)

InFlight == IF step \in {"Reading", "Calling"} THEN 1 ELSE 0

(* Once a transfer ends: what is in flight comes back, the device stops,   *)
(* the call returns.                                                       *)
EndRank == IF step = "Resting" THEN 0 ELSE InFlight + (IF device = "On" THEN 1 ELSE 0) + 1

(* While it goes on, in a bounded configuration: four steps for each read  *)
(* that can still come, then the end.                                      *)
ReadRank == 4 * (Bands - bands) + 2
Rank ==
  CASE ~GoesOn                                  -> EndRank
    [] GoesOn /\ device = "Off"                 -> ReadRank + 1
    [] GoesOn /\ held = "LastBand"              -> IF step = "Calling" THEN 3 ELSE 4
    [] GoesOn /\ step = "Reading"               -> ReadRank - 1
    [] GoesOn /\ step = "Calling"               -> ReadRank + 1
    [] GoesOn /\ (step = "Waiting" \/ held = "Band") -> ReadRank + 2
    [] OTHER                                    -> ReadRank

Progress == DriverNext \/ DeviceAnswers \/ CallbackAnswers

(* After an observed cancel or error, or the last band: every such step    *)
(* decreases the rank, no other one increases it, one is always possible.  *)
L5_RankDecreases == [][Ends /\ Progress => EndRank' < EndRank]_vars
L5_RankNeverGrows == [][Ends => EndRank' <= EndRank]_vars
L5_NeverStuck == Ends => ENABLED <<Progress>>_vars

(* So these are the most steps from there to idle.                         *)
L5_WithinSteps == Ends => EndRank <= (IF Driver = "NotAsynchronous" THEN 2 ELSE 3)

(* In a bounded configuration the same holds throughout the transfer.      *)
L1_RankDecreases == [][Progress => Rank' < Rank]_vars
L1_RankNeverGrows == [][step # "Resting" => Rank' <= Rank]_vars
(* A read that the bound forbids to answer waits for the end of the image. *)
L1_NeverStuck == step # "Resting" => ENABLED <<Progress \/ ImageEnds>>_vars
L1_WithinSteps == Rank <= 4 * Bands + 3
=============================================================================
