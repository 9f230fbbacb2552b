------------------------------ MODULE StreamProof ------------------------------
(***************************************************************************)
(* What a canceled transfer may still do, as a number, without looking at  *)
(* behaviours (V13, L5): an invariant that every step keeps, whatever      *)
(* type-correct state it starts from, and numbers that every step of       *)
(* driver, device, stream and callback makes smaller.  Of the reference,   *)
(* not of its variants.  The Java side is                                  *)
(* org.returntoidle.model.stream.StreamInduction.                          *)
(***************************************************************************)
EXTENDS StreamRules

(* Idle: nothing is in flight, held or kept (A4, D6, D12, V15).            *)
RestsIdle ==
  /\ Resting = (state = "Idle")
  /\ Resting => /\ device # "On" /\ ~stream /\ held = "None" /\ page = "New"
                /\ confirm = "No"

(* The same of what the driver does not know.                              *)
NothingRuns ==
  /\ Resting = (download # "Running")
  /\ Resting => ~ending /\ ~lastPage

(* A mark is that of a transfer (V2a), and crosses a callback in flight.   *)
MarkFits ==
  /\ download = "None" => marked = "No"
  /\ marked = "Crossing" => InCallback

(* The device is read and its bands are written only while it is on (D13), *)
(* page by page (V15).                                                     *)
UsesWhatIsThere ==
  /\ device = "Off" =>
       /\ step \in {"Resting", "Working", "Faulted", "Asking", "Calling", "Reporting"}
       /\ held = "None"
       /\ ~complete
       /\ stream => page = "Taken"
  /\ device = "Stopped" => Resting \/ (Ends /\ InControl)
  /\ step \in {"Reading", "Confirming", "Waiting", "Faulted", "Reporting"}
       => page # "New" /\ held = "None"
  /\ step \in {"Reading", "Confirming"} => device = "On"
  /\ step = "Writing" => device = "On" /\ page = "Taken" /\ HoldsBand
  /\ step = "Asking" => page = "New" /\ ~stream
  /\ page = "New" => held = "None"
  /\ page = "Skipped" => ~stream
  /\ page = "Taken" /\ (GoesOn \/ ~InControl) => stream
  /\ held # "OldBand"
  /\ complete => step = "Working" /\ held = "None" /\ page # "New"

(* What the feeder has for the page at hand, and that nothing is read once *)
(* it is empty (V5).                                                       *)
FeederFits ==
  /\ Resting => sheet = "Waiting"
  /\ Resting \/ device = "Off" => ~got
  /\ page = "New" => sheet \in {"Waiting", "Out"}
  /\ sheet \in {"Fed", "LastFed"} => device # "Off"
  /\ Feeder # "None" /\ held # "None" => sheet \in {"Fed", "LastFed"}
  /\ sheet = "Reported" =>
       /\ device # "Off"
       /\ held = "None"
       /\ step \in {"Working", "Calling"}
       /\ ~got => state # "Acquiring"

(* The last band says so because the page ends.                            *)
LastIsLast == held \in {"LastBand", "LastWritten"} => ending

(* A confirming driver asks after an event, others never do (D26).         *)
AsksWhenTold ==
  /\ ~Confirms => confirm = "No"
  /\ confirm = "Asked" => step \in {"Calling", "Confirming", "Reporting"}
  /\ step = "Confirming" => Interrupts /\ confirm # "No"
  /\ step = "Calling" /\ confirm = "No" =>
       device = "On" /\ page # "New" /\ ~HoldsBand

(* What a callback that is in flight can still return after an event or a  *)
(* decision (D3).                                                          *)
LateErrors == {"E_FAIL"} \cup (IF Messages = "None" THEN {} ELSE {"WIA_ERROR_PAPER_JAM"})

(* The state tells what was observed, and the other way round (D3, D5, V9, *)
(* V20).                                                                   *)
StateTellsCause ==
  /\ state = "Acquiring" => cause = "None"
  /\ state = "Canceling" => cause \in CancelCauses
  /\ state = "Error" =>
       \/ error = "E_FAIL" /\ cause \in {"CallbackError", "StreamError"}
       \/ error \in LateErrors /\ Asynchronous /\ cause \in {"CancelIO", "OwnDecision"}
       \/ error \in FaultCodes /\ cause = "Fault"
  /\ cause \in {"Button", "Fault", "StreamError"} => step \in {"Working", "Resting"}
  /\ cause \in {"CallbackCancel", "CallbackError"} =>
       \/ step \in {"Working", "Resting"}
       \/ step \in {"Reading", "Waiting"} /\ Confirms /\ Interrupts
  /\ ~Asynchronous => /\ cause # "CancelIO"
                      /\ ~(InControl \/ Resting) => cause = "None"
  /\ Confirms => cause # "CancelIO"

(* What the last call returned says what happened in it (V9, V20, D7).     *)
ResultTellsCause ==
  Resting =>
    CASE cause = "None"  -> result \in {"None"} \cup Successes
      [] cause = "Fault" -> result \in FaultCodes
      [] cause \in {"CallbackError", "StreamError"} -> result = "E_FAIL"
      [] OTHER           -> \/ result = "S_FALSE"
                            \/ /\ Asynchronous
                               /\ cause \in {"CancelIO", "OwnDecision"}
                               /\ result \in LateErrors

(* An application that cancels through its callback only has nothing else  *)
(* to come.                                                                *)
NothingUnasked == Application = "Callback" => inTransit = 0 /\ marked = "No"

Inductive ==
  /\ RestsIdle
  /\ NothingRuns
  /\ MarkFits
  /\ UsesWhatIsThere
  /\ FeederFits
  /\ V5_JobOrFeederEnds
  /\ LastIsLast
  /\ AsksWhenTold
  /\ StateTellsCause
  /\ ResultTellsCause
  /\ NothingUnasked

(* Every type-correct state with the invariant is an initial state: TypeOK *)
(* and Inductive, in an order in which TLC need not look at all others.    *)
InductiveSpec ==
  /\ DriverTypeOK
  /\ RestsIdle
  /\ UsesWhatIsThere
  /\ AsksWhenTold
  /\ StateTellsCause
  /\ ResultTellsCause
  /\ FeederTypeOK
  /\ FeederFits
  /\ EnvironmentTypeOK
  /\ Inductive
  /\ [][Next]_vars

-----------------------------------------------------------------------------
(* How many steps of driver, device, stream and callback remain.           *)

Progress ==
  DriverNext \/ DeviceAnswers \/ StreamAnswers \/ ApplicationAnswers \/ ServiceCancels

OneIf(condition) == IF condition THEN 1 ELSE 0

(* Once a transfer ends: what is in flight comes back, the stream is       *)
(* released, the device stops, the call returns.  A message that is sent   *)
(* while a read is in flight leaves the read, GetNextStream a stream.      *)
EndRank ==
  IF Resting THEN 0
  ELSE (IF step \in {"Confirming", "Asking"} THEN 2 ELSE IF InControl THEN 0 ELSE 1)
       + OneIf(stream) + OneIf(device = "On") + 1

AsksNow ==
  step \in {"Waiting", "Faulted"} \/ HasWritten \/ sheet = "Reported" \/ confirm = "Yes"

(* While a marked transfer goes on: the question that is in flight or the  *)
(* next one ends it.  Before that the driver starts, reads and writes at   *)
(* most once.                                                              *)
MarkRank ==
  CASE InCallback -> 1
    [] InControl /\ AsksNow -> 2 + OneIf(page = "New" /\ stream)
    [] InControl /\ ~AsksNow /\ page = "New" -> 2 + OneIf(stream)
    [] step = "Writing" -> 3
    [] InControl /\ ~AsksNow /\ HoldsBand -> 4
    [] step = "Reading" -> 5
    [] OTHER -> IF device = "On" THEN 6 ELSE 7

Marked == marked = "Yes" /\ GoesOn

L5_RankDecreases == [][Ends /\ Progress => EndRank' < EndRank]_vars
L5_RankNeverGrows == [][Ends => EndRank' <= EndRank]_vars
L5_NeverStuck == Ends => ENABLED <<Progress>>_vars
L5_WithinSteps ==
  Ends => EndRank <= (IF ~Asynchronous THEN 3
                      ELSE IF Confirms /\ Interrupts THEN 5 ELSE 4)

V13_RankDecreases ==
  [][Marked /\ Progress => (IF GoesOn' THEN MarkRank' ELSE 0) < MarkRank]_vars
V13_RankNeverGrows == [][Marked => (IF GoesOn' THEN MarkRank' ELSE 0) <= MarkRank]_vars
V13_NeverStuck == Marked => ENABLED <<Progress>>_vars
V13_WithinSteps == Marked => MarkRank <= 7

(* At most one read and one write before the answer: the number gets       *)
(* smaller, and each can happen at one number only.                        *)
V13_OneReadOneWrite ==
  [][Marked => /\ SubmitRead => MarkRank = 6
               /\ WriteBand => MarkRank = 4]_vars
===============================================================================
