--------------------------- MODULE MCStreamProtocol ---------------------------
(***************************************************************************)
(* For the model checker only: specifications with fewer assumptions, and  *)
(* claims that must fail.  Bounds and kinds are set in the configuration   *)
(* files.                                                                  *)
(***************************************************************************)
EXTENDS StreamProof

(* One assumption less.                                                    *)
NoFairDriver ==
  Safe /\ FairDevice /\ FairApplication /\ FairService /\ FairStream /\ FairImage /\ FairJob
NoFairDevice ==
  Safe /\ FairDriver /\ FairApplication /\ FairService /\ FairStream /\ FairImage /\ FairJob
NoFairApplication ==
  Safe /\ FairDriver /\ FairDevice /\ FairService /\ FairStream /\ FairImage /\ FairJob
NoFairService ==
  Safe /\ FairDriver /\ FairDevice /\ FairApplication /\ FairStream /\ FairImage /\ FairJob
NoFairStream ==
  Safe /\ FairDriver /\ FairDevice /\ FairApplication /\ FairService /\ FairImage /\ FairJob
NoFairImage ==
  Safe /\ FairDriver /\ FairDevice /\ FairApplication /\ FairService /\ FairStream /\ FairJob
NoFairJob ==
  Safe /\ FairDriver /\ FairDevice /\ FairApplication /\ FairService /\ FairStream /\ FairImage

(* What L3 needs, with any driver: it is not the application.  What L5     *)
(* needs: of a driver that is not asynchronous; with blocking reads; with  *)
(* interruptible reads.                                                    *)
FairAsked == Safe /\ FairDriver /\ FairDevice /\ FairService /\ FairStream
OnlyFairDriver == Safe /\ FairDriver
FairBlocking ==
  Safe /\ FairDriver /\ FairDevice /\ FairApplication /\ FairService /\ FairStream
FairInterruptible == Safe /\ FairDriver /\ FairApplication /\ FairService /\ FairStream

(* The bounded protocol implements the unbounded one, where as many        *)
(* CANCEL_IO can be under way as cancels are allowed.                      *)
Free == INSTANCE StreamProtocol
  WITH Bands <- NoBound, Pages <- NoBound, Transfers <- NoBound, Cancels <- NoBound,
       Faults <- NoBound, Skips <- NoBound,
       transfers <- 0, pages <- 0, bands <- 0, cancels <- 0, faults <- 0, skips <- 0
UnboundedSafe == Free!Safe

-----------------------------------------------------------------------------
(* Must fail: the fairness assumptions do not contradict each other, so    *)
(* not everything follows from them.                                       *)
Absurd == <>(state = "NoSuchState")

(* Must fail where a fairness assumption is left out.  It is weaker than   *)
(* every property that it names: what breaks it breaks them all.           *)
Any_L1_L2_L4 ==
  ~Resting ~> (Resting \/ result \in Successes \/ cause # "None")
AnyIsWeaker == L1_ReturnToIdle \/ L2_CallReturns \/ L4_UndisturbedSucceeds => Any_L1_L2_L4

(* Where every call returns the rest follows, whoever is fair: a call that *)
(* returned was a success or had a cause, and whatever goes on, ends or is *)
(* canceled has not returned.                                              *)
MachineIsFair == WF_machine(MachineEnds) /\ WF_machine(MachineReturns)
RestFollows ==
  L2_CallReturns => /\ L1_ReturnToIdle
                    /\ L3_CancelTransferEnds
                    /\ L4_UndisturbedSucceeds
                    /\ L5_CancelReturnsToIdle
                    /\ MachineIsFair

(* What L1, L2 and L4 need where faults are repaired: the device is not    *)
(* repaired again and again for ever.                                      *)
RepairedForEver == []<><<HandlerResolves>>_vars
L1_UnlessRepairedForEver ==
  RepairedForEver \/ (L1_ReturnToIdle /\ L2_CallReturns /\ L4_UndisturbedSucceeds)

(* Must fail: nobody has to begin, to cancel or to fail, and the service   *)
(* may keep an event.                                                      *)
Must_A4_Begin == []<>(~Resting)
Must_A1_Press == []<>button
Must_D10_Fail == []<>fault
Must_V1_Cancel == []<>(marked # "No")
Must_V1a_Deliver == []<>(inTransit < InTransit)
Must_V3_Skip == []<>(page = "Skipped")

(* Must fail: the machine's actions do occur under the mapping.            *)
NeverBegins == [][~InputEntered]_machine
NeverCompletes == [][~(complete' /\ ~complete)]_machine
NeverCancels == [][~(state = "Acquiring" /\ state' = "Canceling")]_machine
NeverFails == [][~(state = "Acquiring" /\ state' = "Error")]_machine
NeverFailsLate == [][~(state = "Canceling" /\ state' = "Error")]_machine
NeverReturns == [][~MachineReturns]_machine

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
(* Must fail, each: the races and the answers are reached, so that what is *)
(* claimed about them is not claimed about nothing.  The step that breaks  *)
(* one is the last of the counterexample.                                  *)
CancelIOInCall == NotifyCancelIO /\ ~Resting
Marks == CancelTransfer /\ marked = "No" /\ marked' = "Yes"

Never_V1_CancelInRead == [][~(Marks /\ step = "Reading")]_vars
Never_V1_CancelInWrite == [][~(Marks /\ step = "Writing")]_vars
Never_V1_CancelInCallback == [][~(CancelTransfer /\ marked = "No" /\ marked' = "Crossing")]_vars
Never_V1a_EventLost == [][~(Marks /\ inTransit' = inTransit)]_vars
Never_V2_AnsweredForIt == [][~(ServiceCancels /\ state' = "Canceling")]_vars
Never_V2a_CancelBeforeEntry == [][~(Marks /\ download = "Begun")]_vars
Never_V3_PageSkipped ==
  [][~(page = "Skipped" /\ page' = "New" /\ step' = "Working")]_vars
Never_V3a_PageAfterSkipped == ~(complete /\ page = "Skipped")
Never_V4_ReadGivenUp == [][~(InterruptRead /\ step' = "Working")]_vars
Never_V5_EmptyAtOnce == [][~(ReadFeederEmpty /\ Observes("Fault"))]_vars
Never_V5_EmptyAfterAPage == [][~(ReadFeederEmpty /\ GoesOn')]_vars
Never_V5_CancelAfterEmpty ==
  [][~(step = "Calling" /\ sheet = "Reported" /\ Observes("CallbackCancel"))]_vars
Never_V5_FewerPages == [][~(ReturnFromAcquire /\ result' = "WIA_STATUS_END_OF_MEDIA")]_vars
Never_V5a_AllPages ==
  [][~(ReturnFromAcquire /\ sheet = "Reported" /\ result' = "S_OK")]_vars
Never_V6_ButtonCancels == [][~(Observes("Button"))]_vars
Never_A1_BothSidesCancel == ~(cause = "Button" /\ marked = "Yes")
Never_V9_Canceled == [][~(ReturnFromAcquire /\ result' = "S_FALSE")]_vars
Never_D7_Succeeded == [][~(ReturnFromAcquire /\ result' = "S_OK")]_vars
Never_V10_LastMessageCancels ==
  [][~(step = "Calling" /\ held = "LastWritten" /\ lastPage /\ Observes("CallbackCancel"))]_vars
Never_V11_NoFurtherPage ==
  [][~(step = "Asking" /\ device = "On" /\ Observes("CallbackCancel"))]_vars
Never_V15_NextStream == [][~(step = "Asking" /\ device = "On" /\ ~stream /\ stream')]_vars
Never_V19_WriteFails == [][~(StreamFails)]_vars
Never_V19_WriteFailsAfterCancel ==
  [][~(StreamFails /\ state = "Canceling")]_vars
Never_V20_NoStream == [][~(step = "Asking" /\ Observes("CallbackError"))]_vars
Never_V20_MessageFails ==
  [][~(step = "Calling" /\ Observes("CallbackError"))]_vars
Never_D3_ErrorAfterCancel ==
  [][~(CallbackFails_E_FAIL /\ state = "Canceling" /\ state' = "Error")]_vars
Never_D10_FaultRead == [][~(ReadFault)]_vars
Never_D10_StartFails == [][~(StartFails)]_vars
Never_D15_NotReady == [][~(step = "Reading" /\ step' = "Waiting")]_vars
Never_D15_CancelBeforeStart ==
  [][~(CancelIOInCall /\ GoesOn /\ device = "Off")]_vars
Never_D8_CancelInCallback == [][~(CancelIOInCall /\ step = "Calling")]_vars
Never_D8_CancelInGetNextStream == [][~(CancelIOInCall /\ step = "Asking")]_vars
Never_V16_CancelInWrite == [][~(CancelIOInCall /\ step = "Writing")]_vars
Never_L5_CancelInRead == [][~(CancelIOInCall /\ step = "Reading")]_vars
Never_D2_CancelWhileStopping == [][~(CancelIOInCall /\ Ends /\ ~complete)]_vars
Never_D9_CancelAfterLastBand == [][~(CancelIOInCall /\ complete)]_vars
Never_V7_NextItem == [][~(ReturnFromAcquire /\ download' = "Begun")]_vars
Never_V7_NextItemMarked ==
  [][~(ReturnFromAcquire /\ download' = "Begun" /\ marked' = "Yes")]_vars
Never_V7_NoFurtherItem == [][~(EndOfTransfer /\ result # "None")]_vars
Never_V8_CancelAtRest ==
  [][~(NotifyCancelIO /\ Resting /\ result # "None")]_vars
Never_V12_EventCancels == [][~(Observes("CancelIO"))]_vars
Never_V31_StartFaultTold == [][~(ReportDeviceStatus /\ device = "Off")]_vars
Never_V31_CancelBeforeTold == [][~(step = "Faulted" /\ Observes("CancelIO"))]_vars
Never_V32_Resolved == [][~(HandlerResolves /\ GoesOn')]_vars
Never_V32_Canceled == [][~(CallbackCancels /\ step = "Reporting")]_vars
Never_V32_CancelWhileTold ==
  [][~(CancelTransfer /\ step = "Reporting" /\ marked = "No" /\ marked' = "Crossing")]_vars
Never_V33_GivenUp == [][~(HandlerGivesUp /\ Observes("Fault"))]_vars
Never_V33_GivenUpAfterCancel == [][~(HandlerGivesUp /\ cause = "CancelIO")]_vars
Never_V2_ReportAnsweredForIt == [][~(ServiceCancels /\ step = "Reporting")]_vars
Never_D26_ReportAsks == [][~(ReportDeviceStatus /\ confirm' = "Asked")]_vars
Never_D26_EventConfirmed ==
  [][~(confirm = "Asked" /\ Observes("CallbackCancel"))]_vars
Never_D26_EventRevoked ==
  [][~(confirm = "Asked" /\ CallbackContinues /\ GoesOn')]_vars
Never_D26_AskedInRead == [][~(step = "Reading" /\ step' = "Confirming")]_vars
===============================================================================
