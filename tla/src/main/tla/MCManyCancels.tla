----------------------------- MODULE MCManyCancels -----------------------------
(***************************************************************************)
(* For the model checker only.  Claims about ManyCancels itself are made   *)
(* with the rules of CancelRules: the configuration file puts what is said *)
(* here of many in the place of what CancelProtocol and CancelRules say of *)
(* two.                                                                    *)
(***************************************************************************)
EXTENDS MCCancelProtocol, ManyCancels

(* B4_DeliveredOnce, as far as many are counted.                           *)
B4_DeliveredOnceOfMany ==
  [][/\ CancelPendingIOOfMany => inTransit' = OneMore
     /\ NotifyCancelIOOfMany => inTransit' \in OneLess
     /\ inTransit' # inTransit => CancelPendingIOOfMany \/ NotifyCancelIOOfMany]_vars

(* Must fail: it happens.                                                  *)
NeverManyLeft == [][~(NotifyCancelIOOfMany /\ inTransit' = inTransit)]_vars

-----------------------------------------------------------------------------
(* What counts to InTransit implements none, one, or many, its fairness    *)
(* included.  Three are enough to see every step: beyond two nothing       *)
(* depends on how many there are.                                          *)
Many == 2
AtMostMany(n) == IF n > Many THEN Many ELSE n

Abstraction == INSTANCE ManyCancels
  WITH InTransit <- Many, inTransit <- AtMostMany(inTransit)
ManyCancelsSpec == Abstraction!SpecOfMany

(* Must fail: wrong mappings, and one in which many are two.               *)
OneForgotten == INSTANCE ManyCancels
  WITH InTransit <- Many, inTransit <- IF inTransit = 0 THEN 0 ELSE AtMostMany(inTransit - 1)
TwoAsOne == INSTANCE ManyCancels
  WITH InTransit <- Many, inTransit <- IF inTransit = 2 THEN 1 ELSE AtMostMany(inTransit)
ManyAsTwo == INSTANCE CancelProtocol
  WITH InTransit <- Many, inTransit <- AtMostMany(inTransit)
MappedOneForgotten == OneForgotten!SafeOfMany
MappedTwoAsOne == TwoAsOne!SafeOfMany
MappedManyAsTwo == ManyAsTwo!Safe
=============================================================================
