--------------------------- MODULE MCCancelProtocol ---------------------------
(***************************************************************************)
(* For the model checker only: specifications with fewer assumptions, and  *)
(* claims that must fail.  Bounds and kinds are set in the configuration   *)
(* files.                                                                  *)
(***************************************************************************)
EXTENDS CancelProof

(* One assumption less.                                                    *)
NoFairDriver == Safe /\ FairDevice /\ FairApplication /\ FairImage
NoFairDevice == Safe /\ FairDriver /\ FairApplication /\ FairImage
NoFairApplication == Safe /\ FairDriver /\ FairDevice /\ FairImage
NoFairImage == Safe /\ FairDriver /\ FairDevice /\ FairApplication

(* What L3 and L5 need: of a driver that observes a cancel only when it    *)
(* has just got an answer; with interruptible reads; with blocking reads   *)
(* it is NoFairImage.                                                      *)
OnlyFairDriver == Safe /\ FairDriver
FairDriverApplication == Safe /\ FairDriver /\ FairApplication

(* The whole transition relation: every type-correct state is an initial   *)
(* state.                                                                  *)
Everywhere == TypeOK /\ [][Next]_vars

(* A part of them, for tests of the comparison.                            *)
OneAnswer == answer = "S_OK" /\ cause = "None" /\ asked = FALSE
SomeStates == OneAnswer /\ TypeOK /\ [][Next]_vars

(* The bounded protocol implements the unbounded one.  At once under way   *)
(* are at most as many CANCEL_IO as cancels are allowed.                   *)
Free == INSTANCE CancelProtocol
  WITH Bands <- NoBound, Transfers <- NoBound, Cancels <- NoBound, Faults <- NoBound,
       transfers <- 0, bands <- 0, cancels <- 0, faults <- 0
UnboundedSpec == Free!Spec

-----------------------------------------------------------------------------
(* Must fail: the fairness assumptions do not contradict each other, so    *)
(* not everything follows from them.                                       *)
Absurd == <>(state = "NoSuchState")

(* Must fail where a fairness assumption is left out.  Each is weaker than *)
(* every property that it names: what breaks it breaks them all.           *)
Any_L1_L2_L4 ==
  (state # "Idle" /\ step # "Resting")
    ~> (\/ state = "Idle"
        \/ step = "Resting" /\ result # "None"
        \/ result = "S_OK" \/ cause # "None")
Any_L3_L5 ==
  (cause \in CancelCauses)
    ~> (state = "Idle" \/ (step = "Resting" /\ result \notin {"None", "S_OK"}))
AnyIsWeaker ==
  /\ L1_ReturnToIdle \/ L2_CallReturns \/ L4_UndisturbedSucceeds => Any_L1_L2_L4
  /\ L3_CancelEndsTransfer \/ L5_CancelReturnsToIdle => Any_L3_L5

(* Must fail: nobody has to begin, to cancel or to fail, and the service   *)
(* may keep an event.  Each would hold if the specification assumed that   *)
(* this is not neglected for ever; more fairness breaks no other property. *)
Must_A4_Begin == []<>(step # "Resting")
Must_A1_Press == []<>button
Must_D10_Fail == []<>fault
Must_B2_Ask == []<>(inTransit > 0)
Must_B4_Deliver == []<>(inTransit < InTransit)

(* Must fail: the machine's actions do occur under the mapping.            *)
NeverBegins == [][~InputEntered]_machine
NeverCompletes == [][~(complete' /\ ~complete)]_machine
NeverCancels == [][~(state = "Acquiring" /\ state' = "Canceling")]_machine
NeverFails == [][~(state = "Acquiring" /\ state' = "Error")]_machine
NeverFailsLate == [][~(state = "Canceling" /\ state' = "Error")]_machine
NeverReturns == [][~InputReturns]_machine

(* Must fail: wrong mappings of the protocol's state to the machine's.     *)
ErrorAsCanceling == INSTANCE TransferMachine
  WITH state <- IF state = "Error" THEN "Canceling" ELSE state
ErrorAsIdle == INSTANCE TransferMachine
  WITH state <- IF state = "Error" THEN "Idle" ELSE state
MappedErrorAsCanceling == ErrorAsCanceling!MachineSpec
MappedErrorAsIdle == ErrorAsIdle!MachineSpec

(* Nothing ever happens under this mapping.  It holds, and that is why the *)
(* claims "Never..." are needed: here NeverBegins holds too.               *)
Frozen == INSTANCE TransferMachine
  WITH state <- "Idle", complete <- FALSE, error <- "S_OK", result <- "None"
MappedFrozen == Frozen!FairMachineSpec
FrozenNeverBegins == [][~Frozen!InputEntered]_vars

-----------------------------------------------------------------------------
(* Must fail, each: the races and permissions are reached, so that what is *)
(* claimed about them is not claimed about nothing.  The step that breaks  *)
(* one is the last of the counterexample.                                  *)
CancelIOInCall == NotifyCancelIO /\ step # "Resting"

Never_D15_CancelBeforeStart == [][~(CancelIOInCall /\ GoesOn /\ device = "Off")]_vars
Never_D8_CancelInCallback == [][~(CancelIOInCall /\ step = "Calling")]_vars
Never_L5_CancelInRead == [][~(CancelIOInCall /\ step = "Reading")]_vars
Never_D2_CancelWhileStopping == [][~(CancelIOInCall /\ Ends /\ ~complete)]_vars
Never_D9_CancelAfterLastBand == [][~(CancelIOInCall /\ complete)]_vars
Never_D1_CancelBetweenTransfers ==
  [][~(NotifyCancelIO /\ step = "Resting" /\ result # "None")]_vars
Never_D3_ErrorAfterCancel == [][~(state = "Canceling" /\ state' = "Error")]_vars
Never_A1_BothSidesCancel == ~(cause = "Button" /\ asked)
Never_A2_CallbackCancels == [][~(cause = "None" /\ cause' = "CallbackCancel")]_vars
Never_B1_CallbackWay == ~(cause = "CallbackCancel" /\ result # "None")
Never_B2_CancelPendingIOWay == ~(cause = "CancelIO" /\ asked /\ result # "None")
Never_B3_FalseObserved == [][~(CallbackCancels /\ state' = "Canceling")]_vars
Never_B4_EventObserved ==
  [][~(CancelIOInCall /\ state = "Acquiring" /\ state' = "Canceling")]_vars
=============================================================================
