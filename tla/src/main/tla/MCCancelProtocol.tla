--------------------------- MODULE MCCancelProtocol ---------------------------
(***************************************************************************)
(* For the model checker only: specifications with one assumption less.    *)
(* Bounds and kinds are set in the configuration files.                    *)
(***************************************************************************)
EXTENDS CancelRules

(* What L5 and L3 need of an interruptible driver: no help of the device.  *)
SpecWithoutDevice == Safe /\ FairDriver /\ FairApplication

NoFairDriver == Safe /\ FairDevice /\ FairApplication /\ FairImage
NoFairDevice == Safe /\ FairDriver /\ FairApplication /\ FairImage
NoFairApplication == Safe /\ FairDriver /\ FairDevice /\ FairImage
NoFairImage == Safe /\ FairDriver /\ FairDevice /\ FairApplication

(* Must fail: the fairness assumptions do not contradict each other, so    *)
(* not everything follows from them.                                       *)
Absurd == <>(state = "NoSuchState")

(* Must fail: the machine's actions do occur under the mapping.            *)
NeverBegins == [][~InputEntered]_machine
NeverCancels == [][~(state = "Acquiring" /\ state' = "Canceling")]_machine
NeverFails == [][~(state = "Acquiring" /\ state' = "Error")]_machine
NeverFailsLate == [][~(state = "Canceling" /\ state' = "Error")]_machine
NeverReturns == [][~InputReturns]_machine
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
Never_B1_CallbackWay == ~(cause = "CallbackCancel" /\ result # "None")
Never_B2_CancelPendingIOWay == ~(cause = "CancelIO" /\ asked /\ result # "None")
=============================================================================
