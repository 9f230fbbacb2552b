---------------------------- MODULE StreamProtocol ----------------------------
(***************************************************************************)
(* Stream transfers of Windows Vista and later: application || service ||  *)
(* driver || device around the same TransferMachine.  One operator per     *)
(* action, in the order and with the guards of                             *)
(* org.returntoidle.model.stream.StreamTable; a test compares the two      *)
(* graphs edge for edge.  Bounds that are NoBound are not counted.         *)
(***************************************************************************)
EXTENDS TransferMachine, Integers

CONSTANTS Driver,         \* "NotAsynchronous", "Blocking", "Interruptible",
                          \* the latter two also with "Confirming" behind it
          Application,    \* "CancelTransfer", "Callback", "Both"
          Variant,        \* "None", or in what it differs from the reference:
                          \* "AsksOnce", "DiscardsSilently", "AsksLate", "ForeignCancel"
          Feeder,         \* "None"; how many pages of one are wanted: "Number", "All"
          Items,          \* who goes from item to item: "Driver", "Service"
          Messages,       \* "None": a fault is a cause at once; or it is told first, and
                          \* nobody handles it: "Unhandled", or somebody does: "Handled"
          Bands, Pages, Transfers, Cancels, Faults, Skips,  \* bounds, or NoBound
          InTransit       \* CANCEL_IO under way at once, if Cancels = NoBound

NoBound == -1

(* Bands bounds the reads of one page, Pages the pages of one transfer.    *)
ReadsBeforeLast == IF Bands = NoBound THEN NoBound ELSE Bands - 1
PagesBeforeLast == IF Pages = NoBound THEN NoBound ELSE Pages - 1

(* What is not bounded is not counted.                                     *)
Most(bound) == IF bound = NoBound THEN 0 ELSE bound

ASSUME /\ Platform = "Vista"
       /\ Driver \in {"NotAsynchronous", "Blocking", "Interruptible",
                      "BlockingConfirming", "InterruptibleConfirming"}
       /\ Application \in {"CancelTransfer", "Callback", "Both"}
       /\ Variant \in {"None", "AsksOnce", "DiscardsSilently", "AsksLate", "ForeignCancel"}
       /\ Feeder \in {"None", "Number", "All"}
       /\ Items \in {"Driver", "Service"}
       /\ Messages \in {"None", "Unhandled", "Handled"}
       /\ \A bound \in {Bands, Pages, Transfers} : bound \in Nat \cup {NoBound} /\ bound # 0
       /\ \A bound \in {Cancels, Faults, Skips} : bound \in Nat \cup {NoBound}

VARIABLES download,       \* the application's transfer: from its call to the return
          marked,         \* the service answers callbacks with S_FALSE (V2)
          inTransit,      \* CANCEL_IO events not delivered yet
          step,           \* what the driver is doing
          page,           \* the page at hand: new, taken, or skipped (V3)
          stream,         \* the driver has a stream (V15)
          held,           \* the band that was read and is not yet acknowledged
          confirm,        \* what a confirming driver has still to ask (D26)
          device,         \* the device, in this transfer (D13)
          ending,         \* the next band is the page's last
          lastPage,       \* the page is the last one
          sheet,          \* the feeder, as far as the page at hand is concerned (V5)
          got,            \* a page of this call is done, and was not the last (V5c)
          button,         \* pressed, and no read has reported it
          fault,          \* failed, and no read has reported it
          cause,          \* the first cause that the driver observed (D3)
          transfers, pages, bands, cancels, faults, skips   \* counted where bounded

counters == <<transfers, pages, bands, cancels, faults, skips>>

vars == <<download, marked, inTransit, machine, step, page, stream, held, confirm,
          device, ending, lastPage, sheet, got, button, fault, cause, counters>>

CancelCauses == {"CallbackCancel", "CancelIO", "Button", "OwnDecision"}
ErrorCauses == {"CallbackError", "StreamError", "Fault"}

(* What the driver knows.                                                  *)
DriverTypeOK ==
  /\ MachineTypeOK
  /\ step \in {"Resting", "Working", "Waiting", "Reading", "Asking", "Writing",
               "Calling", "Confirming"}
             \cup (IF Messages = "None" THEN {} ELSE {"Faulted", "Reporting"})
  /\ page \in {"New", "Taken", "Skipped"}
  /\ stream \in BOOLEAN
  /\ held \in {"None", "Band", "LastBand", "Written", "LastWritten", "OldBand"}
  /\ confirm \in {"No", "Asked", "Yes"}
  /\ device \in {"Off", "On", "Stopped"}
  /\ cause \in {"None"} \cup CancelCauses \cup ErrorCauses

(* What the feeder adds.                                                   *)
FeederTypeOK ==
  /\ sheet \in (IF Feeder = "None" THEN {"Waiting"}
                ELSE {"Waiting", "Fed", "LastFed", "Out", "Reported"})
  /\ got \in (IF Feeder = "None" THEN {FALSE} ELSE BOOLEAN)
  /\ Feeder = "None" => "WIA_ERROR_PAPER_EMPTY" \notin {error, result}
  /\ Feeder # "Number" => result # "WIA_STATUS_END_OF_MEDIA"

(* What application, service, device and paper know, and what is counted.  *)
EnvironmentTypeOK ==
  /\ download \in {"None", "Begun", "Running"}
  /\ marked \in {"No", "Crossing", "Yes"}
  /\ inTransit \in 0..(IF Cancels = NoBound THEN InTransit ELSE Cancels)
  /\ ending \in BOOLEAN
  /\ lastPage \in (IF Feeder = "All" THEN {FALSE} ELSE BOOLEAN)
  /\ button \in BOOLEAN
  /\ fault \in BOOLEAN
  /\ transfers \in 0..Most(Transfers)
  /\ pages \in 0..Most(PagesBeforeLast)
  /\ bands \in 0..Most(ReadsBeforeLast)
  /\ cancels \in 0..Most(Cancels)
  /\ faults \in 0..Most(Faults)
  /\ skips \in 0..Most(Skips)

TypeOK == DriverTypeOK /\ FeederTypeOK /\ EnvironmentTypeOK

Init ==
  /\ MachineInit
  /\ download = "None"
  /\ marked = "No"
  /\ inTransit = 0
  /\ step = "Resting"
  /\ page = "New"
  /\ stream = FALSE
  /\ held = "None"
  /\ confirm = "No"
  /\ device = "Off"
  /\ ending = FALSE
  /\ lastPage = FALSE
  /\ sheet = "Waiting"
  /\ got = FALSE
  /\ button = FALSE
  /\ fault = FALSE
  /\ cause = "None"
  /\ transfers = 0 /\ pages = 0 /\ bands = 0 /\ cancels = 0 /\ faults = 0 /\ skips = 0

-----------------------------------------------------------------------------
(* One more fits; one more is counted.                                     *)
Allows(bound, count) == IF bound = NoBound THEN TRUE ELSE count < bound
Counted(bound, count) == IF bound = NoBound THEN count ELSE count + 1

(* What CANCEL_IO tells the driver: nothing (V46), that the transfer is    *)
(* canceled, or that it should ask.                                        *)
Asynchronous == Driver # "NotAsynchronous"
Confirms == Driver \in {"BlockingConfirming", "InterruptibleConfirming"}
Interrupts == Driver \in {"Interruptible", "InterruptibleConfirming"}

(* The driver's own code runs: in the call, and nothing is in flight.      *)
InControl == step \in {"Working", "Waiting", "Faulted"}

(* A callback is in flight.                                                *)
InCallback == step \in {"Asking", "Calling", "Confirming", "Reporting"}

(* Variants: what the reference does and they do not, or the other way     *)
(* round.  Each shows where a hazard is, or is not.                        *)
AsksOnce == Variant = "AsksOnce"
DiscardsSilently == Variant = "DiscardsSilently"
AsksLate == Variant = "AsksLate"
Foreign == Variant = "ForeignCancel"

(* The device may be used: it is known what happens to the page, or the    *)
(* driver asks later.                                                      *)
MayScan == IF AsksLate THEN TRUE ELSE page # "New"

(* A read in flight that has nothing to report but the image.              *)
Reads == step = "Reading" /\ ~button /\ ~fault

(* The feeder may have a further sheet: nothing else is known.             *)
MayFeed == sheet \in {"Waiting", "Fed"}

(* No sheet is left that could be read.                                    *)
FeederIsEmpty == sheet \in {"Out", "Reported"}

(* The driver may begin something: the transfer goes on, no CANCEL_IO      *)
(* waits for an answer (D22, D26), and the feeder was not found empty (V5).*)
Begins == step = "Working" /\ GoesOn /\ confirm = "No" /\ sheet # "Reported"

(* A band that is neither written nor thrown away; one that is, and the    *)
(* application was not told yet.                                           *)
HoldsBand == held \in {"Band", "LastBand"}
HasWritten == held \in {"Written", "LastWritten"}

(* A fault of the device is told before it is a cause (V31); somebody      *)
(* handles errors (V35).                                                   *)
ToldFirst == Messages # "None" /\ GoesOn
Handled == Messages = "Handled"

(* The first cause is remembered (D3).                                     *)
Observed(c) == cause' = (IF cause = "None" THEN c ELSE cause)

(* An application that cancels both ways answers the callback that is in   *)
(* flight when it calls Cancel with S_FALSE.                               *)
MustCancel == Application = "Both" /\ marked = "Crossing"

-----------------------------------------------------------------------------
(***************************************************************************)
(* The service, and the application's call of Download                     *)
(***************************************************************************)

Download ==
  /\ download = "None"
  /\ Allows(Transfers, transfers)
  /\ download' = "Begun"
  /\ transfers' = Counted(Transfers, transfers)
  /\ UNCHANGED <<marked, inTransit, machine, step, page, stream, held, confirm, device,
                 ending, lastPage, sheet, got, button, fault, cause, pages, bands,
                 cancels, faults, skips>>

(* drvAcquireItemData is entered, also where Cancel was called before      *)
(* (V2a).  An unreported button or fault is forgotten (D1), and a band     *)
(* still held would from now on be an old one (D12).                       *)
AcquireItemData ==
  /\ download = "Begun"
  /\ InputEntered
  /\ download' = "Running"
  /\ step' = "Working"
  /\ device' = "Off"
  /\ held' = (IF held = "None" THEN "None" ELSE "OldBand")
  /\ button' = FALSE
  /\ fault' = FALSE
  /\ cause' = "None"
  /\ UNCHANGED <<marked, inTransit, page, stream, confirm, ending, lastPage, sheet, got,
                 counters>>

(* WIA_EVENT_CANCEL_IO reaches the driver (V1a).  It names the device and  *)
(* not a transfer, which is hazard H2.  An idle driver ignores it (V8), a  *)
(* confirming one asks.                                                    *)
NotifyCancelIO ==
  /\ inTransit > 0
  /\ inTransit' = inTransit - 1
  /\ IF Asynchronous /\ ~Confirms
       THEN /\ InputCancelIO
            /\ IF GoesOn THEN Observed("CancelIO") ELSE UNCHANGED cause
       ELSE UNCHANGED <<machine, cause>>
  /\ confirm' = (IF Confirms /\ GoesOn THEN "Yes" ELSE confirm)
  /\ UNCHANGED <<download, marked, step, page, stream, held, device, ending, lastPage,
                 sheet, got, button, fault, counters>>

(* The service has no further item: Download returns (V7).  As any of its  *)
(* calls it may find that there was none at all.                           *)
EndOfTransfer ==
  /\ Items = "Service"
  /\ download = "Begun"
  /\ download' = "None"
  /\ marked' = "No"
  /\ UNCHANGED <<inTransit, machine, step, page, stream, held, confirm, device, ending,
                 lastPage, sheet, got, button, fault, cause, counters>>

(* Power, connect and the like change nothing (D20).                       *)
NotifyOtherEvent ==
  /\ step # "Resting"
  /\ UNCHANGED vars

-----------------------------------------------------------------------------
(***************************************************************************)
(* The driver                                                              *)
(***************************************************************************)

(* A further drvAcquireItemData is answered WIA_ERROR_BUSY (D4).           *)
AnswerBusy ==
  /\ state # "Idle"
  /\ UNCHANGED vars

(* The page at hand is the last, or there is none.                         *)
IsLast == lastPage \/ sheet = "Out"

(* The next page's stream is asked for, the last one being released (V15). *)
GetNextStream ==
  /\ Begins
  /\ page = "New"
  /\ ~stream
  /\ IF AsksLate THEN HoldsBand ELSE TRUE
  /\ IF IsLast THEN TRUE ELSE Allows(PagesBeforeLast, pages)
  /\ step' = "Asking"
  /\ pages' = (IF IsLast THEN pages ELSE Counted(Pages, pages))
  /\ UNCHANGED <<download, marked, inTransit, machine, page, stream, held, confirm,
                 device, ending, lastPage, sheet, got, button, fault, cause, transfers,
                 bands, cancels, faults, skips>>

(* The device begins, once it is known what happens to the page.           *)
StartDevice ==
  /\ Begins
  /\ MayScan
  /\ device = "Off"
  /\ device' = "On"
  /\ UNCHANGED <<download, marked, inTransit, machine, step, page, stream, held,
                 confirm, ending, lastPage, sheet, got, button, fault, cause, counters>>

(* A read is in flight; for a skipped page, too (V3).                      *)
SubmitRead ==
  /\ Begins
  /\ MayScan
  /\ device = "On"
  /\ held = "None"
  /\ step' = "Reading"
  /\ UNCHANGED <<download, marked, inTransit, machine, page, stream, held, confirm,
                 device, ending, lastPage, sheet, got, button, fault, cause, counters>>

(* The read in flight is given up after a cancel (V4, L5).                 *)
InterruptRead ==
  /\ step = "Reading"
  /\ Interrupts
  /\ Ends
  /\ step' = "Working"
  /\ UNCHANGED <<download, marked, inTransit, machine, page, stream, held, confirm,
                 device, ending, lastPage, sheet, got, button, fault, cause, counters>>

(* A write is in flight; never after a cause (V16).                        *)
WriteBand ==
  /\ Begins
  /\ page = "Taken"
  /\ HoldsBand
  /\ step' = "Writing"
  /\ UNCHANGED <<download, marked, inTransit, machine, page, stream, held, confirm,
                 device, ending, lastPage, sheet, got, button, fault, cause, counters>>

(* Where the page is done, the driver goes to the next one, or is complete *)
(* (D7).  It counts, whatever became of it (V5c).                          *)
Done(pageIsDone, transferIsComplete) ==
  /\ ending' = (IF pageIsDone /\ ~lastPage THEN FALSE ELSE ending)
  /\ bands' = (IF pageIsDone /\ ~lastPage THEN 0 ELSE bands)
  /\ sheet' = (IF pageIsDone /\ ~lastPage
               THEN CASE sheet = "Fed"     -> "Waiting"
                      [] sheet = "LastFed" -> "Out"
                      [] OTHER             -> sheet
               ELSE sheet)
  /\ got' = (IF Feeder # "None" /\ pageIsDone /\ ~lastPage THEN TRUE ELSE got)
  /\ InputCallbackOk(transferIsComplete)

(* Written, or thrown away: to be told, unless the driver goes on silently.*)
Written(silently) ==
  /\ held' = (IF silently THEN "None"
              ELSE IF held = "LastBand" THEN "LastWritten" ELSE "Written")
  /\ page' = (IF silently /\ held = "LastBand" /\ ~lastPage THEN "New" ELSE page)
  /\ Done(silently /\ held = "LastBand", silently /\ held = "LastBand" /\ lastPage)

(* A band of a skipped page is thrown away (V3).                           *)
DiscardBand ==
  /\ Begins
  /\ page = "Skipped"
  /\ HoldsBand
  /\ Written(DiscardsSilently)
  /\ UNCHANGED <<download, marked, inTransit, step, stream, confirm, device, lastPage,
                 button, fault, cause, transfers, pages, cancels, faults, skips>>

(* Any message is the question after CANCEL_IO (D26).                      *)
Asks == confirm' = (IF confirm = "Yes" THEN "Asked" ELSE confirm)

(* A message: once for each "not ready", each band written or thrown away, *)
(* an empty feeder, and each CANCEL_IO that has to be confirmed; for that  *)
(* also while a read that can be given up is in flight (D15, D26).         *)
SendStatus ==
  /\ GoesOn
  /\ IF InControl
       THEN step # "Faulted" /\ TRUE \in {step = "Waiting", HasWritten, sheet = "Reported", confirm = "Yes"}
       ELSE step = "Reading" /\ Interrupts /\ confirm = "Yes"
  /\ step' = (IF step = "Reading" THEN "Confirming" ELSE "Calling")
  /\ Asks
  /\ UNCHANGED <<download, marked, inTransit, machine, page, stream, held, device,
                 ending, lastPage, sheet, got, button, fault, cause, counters>>

(* A message with the device's fault: its answer says whether that is a    *)
(* cause (V31, V32).                                                       *)
ReportDeviceStatus ==
  /\ GoesOn
  /\ step = "Faulted"
  /\ step' = "Reporting"
  /\ Asks
  /\ UNCHANGED <<download, marked, inTransit, machine, page, stream, held, device,
                 ending, lastPage, sheet, got, button, fault, cause, counters>>

(* Before the next GetNextStream and before the return (V15).              *)
ReleaseStream ==
  /\ InControl
  /\ stream
  /\ IF Ends THEN TRUE ELSE page = "New"
  /\ stream' = FALSE
  /\ UNCHANGED <<download, marked, inTransit, machine, step, page, held, confirm,
                 device, ending, lastPage, sheet, got, button, fault, cause, counters>>

(* The driver cancels by its own decision (A1, A6), until it is complete.  *)
(* One that is not asynchronous decides while its own code runs.           *)
DriverCancels ==
  /\ GoesOn
  /\ ~Asynchronous => InControl
  /\ InputDriverCancels
  /\ Observed("OwnDecision")
  /\ UNCHANGED <<download, marked, inTransit, step, page, stream, held, confirm, device,
                 ending, lastPage, sheet, got, button, fault, counters>>

(* The device has stopped and is quiet (D6, D13).                          *)
StopDevice ==
  /\ InControl
  /\ device = "On"
  /\ Ends
  /\ device' = "Stopped"
  /\ UNCHANGED <<download, marked, inTransit, machine, step, page, stream, held,
                 confirm, ending, lastPage, sheet, got, button, fault, cause, counters>>

(* After a success the service may have a further item, under the same     *)
(* mark (V7).                                                              *)
GoesToNextItem == Items = "Service" /\ state = "Acquiring"

(* drvAcquireItemData returns, and Download with it unless the service     *)
(* goes from item to item.  The device is off or was never started,        *)
(* nothing is in flight (D6), no stream is kept (V15).  The feeder ran out *)
(* of the pages that were wanted: that is said (V5), but where all were    *)
(* wanted (V5a).  It may be filled again before the next call.             *)
ReturnFromAcquire ==
  /\ InControl
  /\ device # "On"
  /\ ~stream
  /\ InputReturnsWith(IF Feeder = "Number" /\ sheet = "Reported"
                        THEN "WIA_STATUS_END_OF_MEDIA" ELSE "S_OK")
  /\ step' = "Resting"
  /\ held' = "None"
  /\ page' = "New"
  /\ confirm' = "No"
  /\ ending' = FALSE
  /\ lastPage' = FALSE
  /\ sheet' = "Waiting"
  /\ got' = FALSE
  /\ pages' = 0
  /\ bands' = 0
  /\ download' = (IF GoesToNextItem THEN "Begun" ELSE "None")
  /\ marked' = (IF GoesToNextItem THEN marked ELSE "No")
  /\ UNCHANGED <<inTransit, stream, device, button, fault, cause, transfers, cancels,
                 faults, skips>>

-----------------------------------------------------------------------------
(***************************************************************************)
(* The device                                                              *)
(***************************************************************************)

(* The device's fault is seen: a cause, unless it is told first.           *)
Fails(otherwise) ==
  /\ fault' = FALSE
  /\ step' = (IF ToldFirst THEN "Faulted" ELSE otherwise)
  /\ IF ToldFirst THEN UNCHANGED <<machine, cause>>
                  ELSE InputFault("WIA_ERROR_PAPER_JAM") /\ Observed("Fault")

(* The device does not start: its fault is seen at once (D10).             *)
StartFails ==
  /\ Begins
  /\ MayScan
  /\ device = "Off"
  /\ fault
  /\ Fails(step)
  /\ UNCHANGED <<download, marked, inTransit, page, stream, held, confirm, device,
                 ending, lastPage, sheet, got, button, counters>>

(* The page's first band comes from its sheet.                             *)
Feeds == sheet' = (IF Feeder # "None" /\ sheet = "Waiting" THEN "Fed" ELSE sheet)

(* The read completes with a band that is not the page's last.             *)
ReadBand ==
  /\ Reads
  /\ ~FeederIsEmpty
  /\ ~ending
  /\ Allows(ReadsBeforeLast, bands)
  /\ step' = "Working"
  /\ held' = "Band"
  /\ Feeds
  /\ bands' = Counted(Bands, bands)
  /\ UNCHANGED <<download, marked, inTransit, machine, page, stream, confirm, device,
                 ending, lastPage, got, button, fault, cause, transfers, pages, cancels,
                 faults, skips>>

(* The read completes with the page's last band; the band says so.         *)
ReadLastBand ==
  /\ Reads
  /\ ~FeederIsEmpty
  /\ ending
  /\ step' = "Working"
  /\ held' = "LastBand"
  /\ Feeds
  /\ UNCHANGED <<download, marked, inTransit, machine, page, stream, confirm, device,
                 ending, lastPage, got, button, fault, cause, counters>>

(* Warming up, or waiting for paper (D15).                                 *)
ReadNotReady ==
  /\ Reads
  /\ ~FeederIsEmpty
  /\ ~ending
  /\ Allows(ReadsBeforeLast, bands)
  /\ step' = "Waiting"
  /\ bands' = Counted(Bands, bands)
  /\ UNCHANGED <<download, marked, inTransit, machine, page, stream, held, confirm,
                 device, ending, lastPage, sheet, got, button, fault, cause, transfers,
                 pages, cancels, faults, skips>>

(* The read reports that the feeder is empty: a fault where no page came   *)
(* before (V5); otherwise the driver asks for the last time, so that H1    *)
(* does not come back.  Whoever asks once is complete.                     *)
ReadFeederEmpty ==
  /\ Reads
  /\ sheet = "Out"
  /\ step' = "Working"
  /\ sheet' = "Reported"
  /\ IF got THEN InputCallbackOk(AsksOnce) /\ UNCHANGED cause
            ELSE InputFault("WIA_ERROR_PAPER_EMPTY") /\ Observed("Fault")
  /\ UNCHANGED <<download, marked, inTransit, page, stream, held, confirm, device,
                 ending, lastPage, got, button, fault, counters>>

(* The read reports the cancel button, or that the device gave up (A6, V6).*)
ReadButton ==
  /\ step = "Reading"
  /\ button
  /\ step' = "Working"
  /\ button' = FALSE
  /\ Observed("Button")
  /\ InputCancel
  /\ UNCHANGED <<download, marked, inTransit, page, stream, held, confirm, device,
                 ending, lastPage, sheet, got, fault, counters>>

(* The read reports a fault (D10).                                         *)
ReadFault ==
  /\ step = "Reading"
  /\ fault
  /\ Fails("Working")
  /\ UNCHANGED <<download, marked, inTransit, page, stream, held, confirm, device,
                 ending, lastPage, sheet, got, button, counters>>

(* Somebody presses the button, at any time (A1).                          *)
PressCancelButton ==
  /\ ~button
  /\ Allows(Cancels, cancels)
  /\ button' = TRUE
  /\ cancels' = Counted(Cancels, cancels)
  /\ UNCHANGED <<download, marked, inTransit, machine, step, page, stream, held,
                 confirm, device, ending, lastPage, sheet, got, fault, cause, transfers,
                 pages, bands, faults, skips>>

(* The device fails, at any time; the next start or read reports it (D10). *)
DeviceFails ==
  /\ ~fault
  /\ Allows(Faults, faults)
  /\ fault' = TRUE
  /\ faults' = Counted(Faults, faults)
  /\ UNCHANGED <<download, marked, inTransit, machine, step, page, stream, held,
                 confirm, device, ending, lastPage, sheet, got, button, cause,
                 transfers, pages, bands, cancels, skips>>

(* The next band will be the page's last.                                  *)
ImageEnds ==
  /\ step # "Resting"
  /\ ~ending
  /\ ending' = TRUE
  /\ UNCHANGED <<download, marked, inTransit, machine, step, page, stream, held,
                 confirm, device, lastPage, sheet, got, button, fault, cause, counters>>

(* The page, or the next one where the last is done, will be the last.     *)
JobEnds ==
  /\ Feeder # "All"
  /\ step # "Resting"
  /\ MayFeed
  /\ ~lastPage
  /\ lastPage' = TRUE
  /\ UNCHANGED <<download, marked, inTransit, machine, step, page, stream, held,
                 confirm, device, ending, sheet, got, button, fault, cause, counters>>

(* There is no sheet for the page, or none after the one that is read (V5).*)
(* Either the job ends or the feeder empties: which of the two comes first *)
(* is all that anybody can see.                                            *)
FeederEmpties ==
  /\ Feeder # "None"
  /\ step # "Resting"
  /\ MayFeed
  /\ ~lastPage
  /\ sheet' = (IF sheet = "Fed" THEN "LastFed" ELSE "Out")
  /\ UNCHANGED <<download, marked, inTransit, machine, step, page, stream, held,
                 confirm, device, ending, lastPage, got, button, fault, cause,
                 counters>>

-----------------------------------------------------------------------------
(***************************************************************************)
(* The stream                                                              *)
(***************************************************************************)

StreamTakes ==
  /\ step = "Writing"
  /\ step' = "Working"
  /\ Written(AsksOnce)
  /\ UNCHANGED <<download, marked, inTransit, stream, confirm, device, lastPage, button,
                 fault, cause, transfers, pages, cancels, faults, skips>>

(* Wins over a CANCEL_IO that came meanwhile (V19, D3).                    *)
StreamFails ==
  /\ step = "Writing"
  /\ Allows(Faults, faults)
  /\ step' = "Working"
  /\ held' = "None"
  /\ Observed("StreamError")
  /\ InputCallbackOther("E_FAIL")
  /\ faults' = Counted(Faults, faults)
  /\ UNCHANGED <<download, marked, inTransit, page, stream, confirm, device, ending,
                 lastPage, sheet, got, button, fault, transfers, pages, bands, cancels,
                 skips>>

-----------------------------------------------------------------------------
(***************************************************************************)
(* The callbacks, and the application's call of Cancel                     *)
(***************************************************************************)

(* A callback returns; the read that it was sent in goes on.               *)
CallbackReturns ==
  /\ InCallback
  /\ step' = (IF step = "Confirming" THEN "Reading" ELSE "Working")
  /\ confirm' = (IF confirm = "Asked" THEN "No" ELSE confirm)
  /\ marked' = (IF marked = "Crossing" THEN "Yes" ELSE marked)

(* The application knows of the last band of the page.                     *)
PageIsTold == step = "Calling" /\ held = "LastWritten"
GoesToNext == PageIsTold /\ ~lastPage

(* It knows of the last band of the last page, or that no page is left.    *)
AllIsTold == (PageIsTold /\ lastPage) \/ (step = "Calling" /\ sheet = "Reported")

(* Nobody is asked about a fault where nobody handles errors.              *)
Answers == IF step = "Reporting" THEN Handled ELSE TRUE

(* S_OK: a stream, or the acknowledgement of what was written (D7).        *)
CallbackContinues ==
  /\ marked # "Yes"
  /\ ~MustCancel
  /\ step # "Reporting"
  /\ CallbackReturns
  /\ held' = (IF step = "Calling" /\ HasWritten THEN "None" ELSE held)
  /\ stream' = (IF step = "Asking" THEN TRUE ELSE stream)
  /\ page' = (IF step = "Asking" THEN "Taken" ELSE IF GoesToNext THEN "New" ELSE page)
  /\ Done(PageIsTold, AllIsTold)
  /\ UNCHANGED <<download, inTransit, device, lastPage, button, fault, cause, transfers,
                 pages, cancels, faults, skips>>

(* WIA_STATUS_SKIP_ITEM, for GetNextStream only (V3, V3b).                 *)
CallbackSkips ==
  /\ marked # "Yes"
  /\ ~MustCancel
  /\ step = "Asking"
  /\ Allows(Skips, skips)
  /\ CallbackReturns
  /\ page' = "Skipped"
  /\ skips' = Counted(Skips, skips)
  /\ UNCHANGED <<download, inTransit, machine, stream, held, device, ending, lastPage,
                 sheet, got, button, fault, cause, transfers, pages, bands, cancels,
                 faults>>

(* S_FALSE, whoever says it (V10, V11).                                    *)
CanceledByCallback ==
  /\ CallbackReturns
  /\ held' = "None"
  /\ Observed("CallbackCancel")
  /\ InputCancel

(* The second half of one cancel is not another one.                       *)
CallbackCancels ==
  /\ marked # "Yes"
  /\ Answers
  /\ Application # "CancelTransfer"
  /\ IF MustCancel THEN TRUE ELSE Allows(Cancels, cancels)
  /\ CanceledByCallback
  /\ cancels' = (IF MustCancel THEN cancels ELSE Counted(Cancels, cancels))
  /\ UNCHANGED <<download, inTransit, page, stream, device, ending, lastPage, sheet,
                 got, button, fault, transfers, pages, bands, faults, skips>>

(* An error (V20).                                                         *)
CallbackFails_E_FAIL ==
  /\ marked # "Yes"
  /\ Answers
  /\ Allows(Faults, faults)
  /\ CallbackReturns
  /\ held' = "None"
  /\ Observed("CallbackError")
  /\ InputCallbackOther("E_FAIL")
  /\ faults' = Counted(Faults, faults)
  /\ UNCHANGED <<download, inTransit, page, stream, device, ending, lastPage, sheet,
                 got, button, fault, transfers, pages, bands, cancels, skips>>

(* S_OK: whoever handles errors has had it repaired, and the transfer goes *)
(* on where it was (V32).                                                  *)
HandlerResolves ==
  /\ marked # "Yes"
  /\ step = "Reporting"
  /\ Handled
  /\ ~MustCancel
  /\ CallbackReturns
  /\ InputCallbackOk(FALSE)
  /\ UNCHANGED <<download, inTransit, page, stream, held, device, ending, lastPage,
                 sheet, got, button, fault, cause, counters>>

(* The fault's own code: it cannot be repaired, nobody handles it, or the  *)
(* user has pressed Cancel in the box that shows it (V32).  It is the      *)
(* result (V33), also after a CANCEL_IO that came meanwhile (D3).          *)
HandlerGivesUp ==
  /\ marked # "Yes"
  /\ step = "Reporting"
  /\ IF Handled THEN ~MustCancel ELSE TRUE
  /\ CallbackReturns
  /\ Observed("Fault")
  /\ InputCallbackOther("WIA_ERROR_PAPER_JAM")
  /\ UNCHANGED <<download, inTransit, page, stream, held, device, ending, lastPage,
                 sheet, got, button, fault, counters>>

(* The service answers without the application, for the rest of the        *)
(* transfer (V2).                                                          *)
ServiceCancels ==
  /\ marked = "Yes"
  /\ CanceledByCallback
  /\ UNCHANGED <<download, inTransit, page, stream, device, ending, lastPage, sheet,
                 got, button, fault, counters>>

Room == IF Cancels = NoBound THEN inTransit < InTransit ELSE TRUE

(* IWiaTransfer::Cancel, at any time and from any thread (V1).  Where no   *)
(* transfer runs it sets no mark (V2a).  A callback in flight may still    *)
(* have any answer.                                                        *)
CancelTransfer ==
  /\ Application # "Callback"
  /\ Allows(Cancels, cancels)
  /\ marked' = (IF Foreign \/ download = "None" \/ marked # "No" THEN marked
                ELSE IF InCallback THEN "Crossing" ELSE "Yes")
  /\ inTransit' = (IF Room THEN inTransit + 1 ELSE inTransit)
  /\ cancels' = Counted(Cancels, cancels)
  /\ UNCHANGED <<download, machine, step, page, stream, held, confirm, device, ending,
                 lastPage, sheet, got, button, fault, cause, transfers, pages, bands,
                 faults, skips>>

-----------------------------------------------------------------------------
DriverNext ==
  \/ AnswerBusy
  \/ GetNextStream
  \/ StartDevice
  \/ StartFails
  \/ SubmitRead
  \/ InterruptRead
  \/ WriteBand
  \/ DiscardBand
  \/ SendStatus
  \/ ReportDeviceStatus
  \/ ReleaseStream
  \/ StopDevice
  \/ ReturnFromAcquire

DeviceAnswers ==
  \/ ReadBand
  \/ ReadLastBand
  \/ ReadNotReady
  \/ ReadFeederEmpty
  \/ ReadButton
  \/ ReadFault

StreamAnswers ==
  \/ StreamTakes
  \/ StreamFails

ApplicationAnswers ==
  \/ CallbackContinues
  \/ CallbackSkips
  \/ CallbackCancels
  \/ CallbackFails_E_FAIL
  \/ HandlerResolves
  \/ HandlerGivesUp

EnvironmentNext ==
  \/ Download
  \/ AcquireItemData
  \/ NotifyCancelIO
  \/ NotifyOtherEvent
  \/ EndOfTransfer
  \/ DeviceAnswers
  \/ PressCancelButton
  \/ DeviceFails
  \/ ImageEnds
  \/ JobEnds
  \/ FeederEmpties
  \/ StreamAnswers
  \/ ApplicationAnswers
  \/ ServiceCancels
  \/ CancelTransfer

Next ==
  \/ DriverNext
  \/ DriverCancels
  \/ EnvironmentNext

Safe == Init /\ [][Next]_vars

(* One assumption per component: it does not stand still for ever while it *)
(* has something to do.  Nobody has to cancel, to fail or to start.        *)
FairDriver == WF_vars(DriverNext)
FairDevice == WF_vars(DeviceAnswers)
FairApplication == WF_vars(ApplicationAnswers)
FairService == WF_vars(ServiceCancels)
FairStream == WF_vars(StreamAnswers)
FairImage == WF_vars(ImageEnds)
FairJob == WF_vars(JobEnds \/ FeederEmpties)

Spec == Safe /\ FairDriver /\ FairDevice /\ FairApplication /\ FairService /\ FairStream
             /\ FairImage /\ FairJob
=============================================================================
