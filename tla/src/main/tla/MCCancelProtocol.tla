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
=============================================================================
