package org.returntoidle.model.stream;

import static org.returntoidle.model.rows.Effect.none;
import static org.returntoidle.model.rows.Effect.set;
import static org.returntoidle.model.rows.Term.and;
import static org.returntoidle.model.rows.Term.constant;
import static org.returntoidle.model.rows.Term.is;
import static org.returntoidle.model.rows.Term.isNot;
import static org.returntoidle.model.rows.Term.not;
import static org.returntoidle.model.rows.Term.or;
import static org.returntoidle.model.rows.Term.plus;
import static org.returntoidle.model.stream.StreamWords.BANDS;
import static org.returntoidle.model.stream.StreamWords.BEGINS;
import static org.returntoidle.model.stream.StreamWords.BUTTON;
import static org.returntoidle.model.stream.StreamWords.CANCELS;
import static org.returntoidle.model.stream.StreamWords.CAUSE;
import static org.returntoidle.model.stream.StreamWords.COMPLETE;
import static org.returntoidle.model.stream.StreamWords.CONFIRM;
import static org.returntoidle.model.stream.StreamWords.DEVICE;
import static org.returntoidle.model.stream.StreamWords.DOWNLOAD;
import static org.returntoidle.model.stream.StreamWords.ENDING;
import static org.returntoidle.model.stream.StreamWords.ENDS;
import static org.returntoidle.model.stream.StreamWords.ERROR;
import static org.returntoidle.model.stream.StreamWords.FAULT;
import static org.returntoidle.model.stream.StreamWords.FAULTS;
import static org.returntoidle.model.stream.StreamWords.FEEDER_IS_EMPTY;
import static org.returntoidle.model.stream.StreamWords.GOES_ON;
import static org.returntoidle.model.stream.StreamWords.GOT;
import static org.returntoidle.model.stream.StreamWords.HAS_WRITTEN;
import static org.returntoidle.model.stream.StreamWords.HELD;
import static org.returntoidle.model.stream.StreamWords.HOLDS_BAND;
import static org.returntoidle.model.stream.StreamWords.IN_CALLBACK;
import static org.returntoidle.model.stream.StreamWords.IN_CONTROL;
import static org.returntoidle.model.stream.StreamWords.IN_TRANSIT;
import static org.returntoidle.model.stream.StreamWords.LAST_PAGE;
import static org.returntoidle.model.stream.StreamWords.MARKED;
import static org.returntoidle.model.stream.StreamWords.MAY_FEED;
import static org.returntoidle.model.stream.StreamWords.ON;
import static org.returntoidle.model.stream.StreamWords.PAGE;
import static org.returntoidle.model.stream.StreamWords.PAGES;
import static org.returntoidle.model.stream.StreamWords.READING;
import static org.returntoidle.model.stream.StreamWords.READS;
import static org.returntoidle.model.stream.StreamWords.REPORTED;
import static org.returntoidle.model.stream.StreamWords.RESULT;
import static org.returntoidle.model.stream.StreamWords.SHEET;
import static org.returntoidle.model.stream.StreamWords.SKIPS;
import static org.returntoidle.model.stream.StreamWords.STATE;
import static org.returntoidle.model.stream.StreamWords.STEP;
import static org.returntoidle.model.stream.StreamWords.STREAM;
import static org.returntoidle.model.stream.StreamWords.TRANSFERS;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Maps;
import java.util.EnumMap;
import org.returntoidle.model.Action;
import org.returntoidle.model.DriverKind;
import org.returntoidle.model.HResult;
import org.returntoidle.model.MachineEffect;
import org.returntoidle.model.Protocol;
import org.returntoidle.model.ProtocolState.Device;
import org.returntoidle.model.TransferInput;
import org.returntoidle.model.TransferMachine;
import org.returntoidle.model.TransferState;
import org.returntoidle.model.rows.Effect;
import org.returntoidle.model.rows.Limit;
import org.returntoidle.model.rows.Row;
import org.returntoidle.model.rows.Term;
import org.returntoidle.model.stream.StreamState.Cause;
import org.returntoidle.model.stream.StreamState.Confirm;
import org.returntoidle.model.stream.StreamState.Download;
import org.returntoidle.model.stream.StreamState.Held;
import org.returntoidle.model.stream.StreamState.Marked;
import org.returntoidle.model.stream.StreamState.Page;
import org.returntoidle.model.stream.StreamState.Sheet;
import org.returntoidle.model.stream.StreamState.Step;

/**
 * For each action of the stream protocol when it can happen and what it does: the operators of
 * {@code StreamProtocol.tla}, in their order. What an input does to the driver comes from {@link
 * TransferMachine}.
 */
final class StreamTable {
  private static final MachineEffect<StreamState> MACHINE =
      new MachineEffect<>(TransferMachine.table(), STATE, COMPLETE, ERROR);

  private final EnumMap<Action, Row<StreamState>> rows = new EnumMap<>(Action.class);
  private final Term<StreamState> application;
  private final Term<StreamState> asynchronous;
  private final Term<StreamState> confirms;
  private final Term<StreamState> interrupts;
  private final Term<StreamState> mustCancel;
  private final Term<StreamState> asksOnce;
  private final Term<StreamState> discardsSilently;
  private final Term<StreamState> asksLate;
  private final Term<StreamState> foreign;
  private final Term<StreamState> feeder;
  private final Term<StreamState> items;
  private final Term<StreamState> handled;
  private final Term<StreamState> told;
  private final Term<StreamState> mayScan;
  private final Limit<StreamState> bands;
  private final Limit<StreamState> pages;
  private final Limit<StreamState> transfers;
  private final Limit<StreamState> cancels;
  private final Limit<StreamState> faults;
  private final Limit<StreamState> skips;

  private StreamTable(StreamConfiguration configuration) {
    StreamDriver driver = configuration.driver();
    StreamBounds bounds = configuration.bounds();
    this.application = named("Application", configuration.application());
    this.asynchronous = named("Asynchronous", driver.kind() != DriverKind.NOT_ASYNCHRONOUS);
    this.confirms = named("Confirms", driver.confirming());
    this.interrupts = named("Interrupts", driver.kind() == DriverKind.INTERRUPTIBLE);
    this.mustCancel =
        new Term.Named<>(
            "MustCancel",
            and(is(application, StreamApplication.BOTH), is(MARKED, Marked.CROSSING)));
    this.asksOnce = variant("AsksOnce", configuration, StreamVariant.ASKS_ONCE);
    this.discardsSilently =
        variant("DiscardsSilently", configuration, StreamVariant.DISCARDS_SILENTLY);
    this.asksLate = variant("AsksLate", configuration, StreamVariant.ASKS_LATE);
    this.foreign = variant("Foreign", configuration, StreamVariant.FOREIGN_CANCEL);
    this.feeder = named("Feeder", configuration.feeder());
    this.items = named("Items", configuration.items());
    StreamMessages messages = configuration.messages();
    this.handled = named("Handled", messages == StreamMessages.HANDLED);
    this.told =
        new Term.Named<>(
            "ToldFirst", and(named("Messages", messages != StreamMessages.NONE), GOES_ON));
    this.mayScan =
        new Term.Named<>("MayScan", new Term.If<>(asksLate, constant(true), isNot(PAGE, Page.NEW)));
    this.bands = Limit.of("Bands", bounds.bands());
    this.pages = Limit.of("Pages", bounds.pages());
    this.transfers = Limit.of("Transfers", bounds.transfers());
    this.cancels = Limit.of("Cancels", bounds.cancels());
    this.faults = Limit.of("Faults", bounds.faults());
    this.skips = Limit.of("Skips", bounds.skips());
    service();
    driver();
    device();
    stream();
    callbacks();
  }

  /** One row for each action. */
  static ImmutableMap<Action, Row<StreamState>> of(StreamConfiguration configuration) {
    return Maps.immutableEnumMap(new StreamTable(configuration).rows);
  }

  private void service() {
    row(
        Action.DOWNLOAD,
        when(is(DOWNLOAD, Download.NONE), transfers.allows(TRANSFERS)),
        set(DOWNLOAD, Download.BEGUN),
        transfers.count(TRANSFERS));
    row(
        Action.ACQUIRE_ITEM_DATA,
        when(is(DOWNLOAD, Download.BEGUN), is(STATE, TransferState.IDLE)),
        MACHINE.of(TransferInput.ACQUIRE_ENTERED),
        set(DOWNLOAD, Download.RUNNING),
        set(STEP, Step.WORKING),
        set(DEVICE, Device.OFF),
        set(HELD, new Term.If<>(is(HELD, Held.NONE), constant(Held.NONE), constant(Held.OLD_BAND))),
        set(BUTTON, false),
        set(FAULT, false),
        set(RESULT, StreamWords.NO_RESULT),
        set(CAUSE, Cause.NONE));
    row(
        Action.NOTIFY_CANCEL_IO,
        when(new Term.Less<>(constant(0), IN_TRANSIT)),
        set(IN_TRANSIT, plus(IN_TRANSIT, -1)),
        direct(MACHINE.of(TransferInput.CANCEL_IO)),
        direct(observed(Cause.CANCEL_IO).where(GOES_ON, none())),
        set(CONFIRM, Confirm.YES).where(and(confirms, GOES_ON), none()));
    row(Action.NOTIFY_OTHER_EVENT, when(isNot(STEP, Step.RESTING)));
    row(
        Action.END_OF_TRANSFER,
        when(is(items, StreamItems.SERVICE), is(DOWNLOAD, Download.BEGUN)),
        set(DOWNLOAD, Download.NONE),
        set(MARKED, Marked.NO));
  }

  /** To whom the event is the cancel itself. */
  private Effect<StreamState> direct(Effect<StreamState> effect) {
    return effect.where(and(asynchronous, not(confirms)), none());
  }

  private void driver() {
    row(
        Action.ANSWER_BUSY,
        when(isNot(STATE, TransferState.IDLE)),
        MACHINE.of(TransferInput.ACQUIRE_ENTERED));
    row(
        Action.GET_NEXT_STREAM,
        when(
            BEGINS,
            is(PAGE, Page.NEW),
            not(STREAM),
            new Term.If<>(asksLate, HOLDS_BAND, constant(true)),
            or(isLast(), pages.less("PagesBeforeLast").allows(PAGES))),
        set(STEP, Step.ASKING),
        Effect.<StreamState>none().where(isLast(), pages.count(PAGES)));
    row(Action.START_DEVICE, when(BEGINS, mayScan, is(DEVICE, Device.OFF)), set(DEVICE, Device.ON));
    row(
        Action.SUBMIT_READ,
        when(BEGINS, mayScan, ON, is(HELD, Held.NONE)),
        set(STEP, Step.READING));
    row(Action.INTERRUPT_READ, when(READING, interrupts, ENDS), set(STEP, Step.WORKING));
    row(Action.WRITE_BAND, when(BEGINS, is(PAGE, Page.TAKEN), HOLDS_BAND), set(STEP, Step.WRITING));
    row(
        Action.DISCARD_BAND,
        when(BEGINS, is(PAGE, Page.SKIPPED), HOLDS_BAND),
        written(discardsSilently));
    row(
        Action.SEND_STATUS,
        when(
            GOES_ON,
            or(
                and(
                    IN_CONTROL,
                    isNot(STEP, Step.FAULTED),
                    or(is(STEP, Step.WAITING), HAS_WRITTEN, REPORTED, is(CONFIRM, Confirm.YES))),
                and(READING, interrupts, is(CONFIRM, Confirm.YES)))),
        set(STEP, new Term.If<>(READING, constant(Step.CONFIRMING), constant(Step.CALLING))),
        asks());
    row(
        Action.REPORT_DEVICE_STATUS,
        when(GOES_ON, is(STEP, Step.FAULTED)),
        set(STEP, Step.REPORTING),
        asks());
    row(
        Action.RELEASE_STREAM,
        when(IN_CONTROL, STREAM, or(is(PAGE, Page.NEW), ENDS)),
        set(STREAM, false));
    row(
        Action.DRIVER_CANCELS,
        when(GOES_ON, new Term.If<>(asynchronous, constant(true), IN_CONTROL)),
        MACHINE.of(TransferInput.DRIVER_CANCELS),
        observed(Cause.OWN_DECISION));
    row(
        Action.STOP_DEVICE,
        when(IN_CONTROL, ON, ENDS),
        MACHINE.of(TransferInput.DEVICE_STOPPED),
        set(DEVICE, Device.STOPPED));
    row(
        Action.RETURN_FROM_ACQUIRE,
        when(IN_CONTROL, isNot(DEVICE, Device.ON), not(STREAM), ENDS),
        set(RESULT, result()),
        MACHINE.of(TransferInput.ACQUIRE_RETURNS),
        set(STEP, Step.RESTING),
        set(HELD, Held.NONE),
        set(PAGE, Page.NEW),
        set(CONFIRM, Confirm.NO),
        set(ENDING, false),
        set(LAST_PAGE, false),
        set(SHEET, Sheet.WAITING),
        set(GOT, false),
        set(PAGES, 0),
        set(BANDS, 0),
        set(
            DOWNLOAD,
            new Term.If<>(goesToNextItem(), constant(Download.BEGUN), constant(Download.NONE))),
        set(MARKED, new Term.If<>(goesToNextItem(), MARKED, constant(Marked.NO))));
  }

  /** A message is the question after {@code CANCEL_IO}, too (D26). */
  private static Effect<StreamState> asks() {
    return set(CONFIRM, new Term.If<>(is(CONFIRM, Confirm.YES), constant(Confirm.ASKED), CONFIRM));
  }

  /** After a success the service may have a further item, under the same mark (V7). */
  private Term<StreamState> goesToNextItem() {
    return and(is(items, StreamItems.SERVICE), is(STATE, TransferState.ACQUIRING));
  }

  /** The page at hand is the last, or there is none. */
  private static Term<StreamState> isLast() {
    return or(LAST_PAGE, is(SHEET, Sheet.OUT));
  }

  /** The result of the state in which the call returns (V5, V9, A9, D7). */
  private Term<StreamState> result() {
    return new Term.If<>(
        is(STATE, TransferState.ACQUIRING),
        new Term.If<>(
            and(is(feeder, StreamFeeder.NUMBER), REPORTED),
            constant(HResult.WIA_STATUS_END_OF_MEDIA),
            constant(HResult.S_OK)),
        new Term.If<>(is(STATE, TransferState.CANCELING), constant(HResult.S_FALSE), ERROR));
  }

  private void device() {
    row(
        Action.START_FAILS,
        when(BEGINS, mayScan, is(DEVICE, Device.OFF), FAULT),
        set(STEP, new Term.If<>(told, constant(Step.FAULTED), STEP)),
        fails());
    Limit<StreamState> readsBeforeLast = bands.less("ReadsBeforeLast");
    row(
        Action.READ_BAND,
        when(READS, not(FEEDER_IS_EMPTY), not(ENDING), readsBeforeLast.allows(BANDS)),
        set(STEP, Step.WORKING),
        set(HELD, Held.BAND),
        feeds(),
        bands.count(BANDS));
    row(
        Action.READ_LAST_BAND,
        when(READS, not(FEEDER_IS_EMPTY), ENDING),
        set(STEP, Step.WORKING),
        set(HELD, Held.LAST_BAND),
        feeds());
    row(
        Action.READ_NOT_READY,
        when(READS, not(FEEDER_IS_EMPTY), not(ENDING), readsBeforeLast.allows(BANDS)),
        set(STEP, Step.WAITING),
        bands.count(BANDS));
    row(
        Action.READ_FEEDER_EMPTY,
        when(READS, is(SHEET, Sheet.OUT)),
        set(STEP, Step.WORKING),
        set(SHEET, Sheet.REPORTED),
        Effect.<StreamState>none().where(GOT, observed(Cause.FAULT)),
        MACHINE
            .of(TransferInput.CALLBACK_OK_LAST)
            .where(asksOnce, MACHINE.of(TransferInput.CALLBACK_OK))
            .where(GOT, MACHINE.of(TransferInput.READ_FAULT, HResult.WIA_ERROR_PAPER_EMPTY)));
    row(
        Action.READ_BUTTON,
        when(READING, BUTTON),
        set(STEP, Step.WORKING),
        set(BUTTON, false),
        observed(Cause.BUTTON),
        MACHINE.of(TransferInput.READ_BUTTON));
    row(
        Action.READ_FAULT,
        when(READING, FAULT),
        set(STEP, new Term.If<>(told, constant(Step.FAULTED), constant(Step.WORKING))),
        fails());
    row(
        Action.PRESS_CANCEL_BUTTON,
        when(not(BUTTON), cancels.allows(CANCELS)),
        set(BUTTON, true),
        cancels.count(CANCELS));
    row(
        Action.DEVICE_FAILS,
        when(not(FAULT), faults.allows(FAULTS)),
        set(FAULT, true),
        faults.count(FAULTS));
    row(Action.IMAGE_ENDS, when(isNot(STEP, Step.RESTING), not(ENDING)), set(ENDING, true));
    row(
        Action.JOB_ENDS,
        when(isNot(feeder, StreamFeeder.ALL), isNot(STEP, Step.RESTING), MAY_FEED, not(LAST_PAGE)),
        set(LAST_PAGE, true));
    row(
        Action.FEEDER_EMPTIES,
        when(isNot(feeder, StreamFeeder.NONE), isNot(STEP, Step.RESTING), MAY_FEED, not(LAST_PAGE)),
        set(
            SHEET,
            new Term.If<>(is(SHEET, Sheet.FED), constant(Sheet.LAST_FED), constant(Sheet.OUT))));
  }

  /** The device's fault is seen: a cause (D10), unless it is told first (V31). */
  private Effect<StreamState> fails() {
    return Effect.all(
        set(FAULT, false),
        Effect.<StreamState>none()
            .where(
                told,
                Effect.all(
                    observed(Cause.FAULT), MACHINE.of(TransferInput.READ_FAULT, Protocol.FAULT))));
  }

  /** The page's first band comes from its sheet. */
  private Effect<StreamState> feeds() {
    return set(
        SHEET,
        new Term.If<>(
            and(isNot(feeder, StreamFeeder.NONE), is(SHEET, Sheet.WAITING)),
            constant(Sheet.FED),
            SHEET));
  }

  private void stream() {
    row(
        Action.STREAM_TAKES,
        when(is(STEP, Step.WRITING)),
        set(STEP, Step.WORKING),
        written(asksOnce));
    row(
        Action.STREAM_FAILS,
        when(is(STEP, Step.WRITING), faults.allows(FAULTS)),
        set(STEP, Step.WORKING),
        set(HELD, Held.NONE),
        observed(Cause.STREAM_ERROR),
        MACHINE.of(TransferInput.CALLBACK_OTHER, HResult.E_FAIL),
        faults.count(FAULTS));
  }

  /** Written, or thrown away: to be told, unless the driver goes on {@code silently}. */
  private Effect<StreamState> written(Term<StreamState> silently) {
    return Effect.all(
        set(
            HELD,
            new Term.If<>(
                silently,
                constant(Held.NONE),
                new Term.If<>(
                    is(HELD, Held.LAST_BAND),
                    constant(Held.LAST_WRITTEN),
                    constant(Held.WRITTEN)))),
        set(
            PAGE,
            new Term.If<>(
                goesToNext(and(silently, is(HELD, Held.LAST_BAND))), constant(Page.NEW), PAGE)),
        done(
            and(silently, is(HELD, Held.LAST_BAND)),
            and(silently, is(HELD, Held.LAST_BAND), LAST_PAGE)));
  }

  /** Where the page is done, the driver goes to the next one, or is complete (D7, V5c). */
  private Effect<StreamState> done(
      Term<StreamState> pageIsDone, Term<StreamState> transferIsComplete) {
    return Effect.all(
        set(ENDING, new Term.If<>(goesToNext(pageIsDone), constant(false), ENDING)),
        set(BANDS, new Term.If<>(goesToNext(pageIsDone), constant(0), BANDS)),
        set(SHEET, new Term.If<>(goesToNext(pageIsDone), nextSheet(), SHEET)),
        set(
            GOT,
            new Term.If<>(
                and(isNot(feeder, StreamFeeder.NONE), goesToNext(pageIsDone)),
                constant(true),
                GOT)),
        MACHINE
            .of(TransferInput.CALLBACK_OK_LAST)
            .where(transferIsComplete, MACHINE.of(TransferInput.CALLBACK_OK)));
  }

  private static Term<StreamState> nextSheet() {
    return new Term.If<>(
        is(SHEET, Sheet.FED),
        constant(Sheet.WAITING),
        new Term.If<>(is(SHEET, Sheet.LAST_FED), constant(Sheet.OUT), SHEET));
  }

  private static Term<StreamState> goesToNext(Term<StreamState> pageIsDone) {
    return and(pageIsDone, not(LAST_PAGE));
  }

  private void callbacks() {
    Term<StreamState> asked = and(IN_CALLBACK, isNot(MARKED, Marked.YES));
    Term<StreamState> reporting = is(STEP, Step.REPORTING);
    Term<StreamState> answers =
        new Term.Named<>("Answers", new Term.If<>(reporting, handled, constant(true)));
    Term<StreamState> tells = new Term.Named<>("Tells", is(STEP, Step.CALLING));
    Term<StreamState> pageIsTold =
        new Term.Named<>("PageIsTold", and(tells, is(HELD, Held.LAST_WRITTEN)));
    row(
        Action.CALLBACK_CONTINUES,
        when(asked, not(mustCancel), not(reporting)),
        callbackReturns(),
        set(HELD, new Term.If<>(and(tells, HAS_WRITTEN), constant(Held.NONE), HELD)),
        set(STREAM, new Term.If<>(is(STEP, Step.ASKING), constant(true), STREAM)),
        set(
            PAGE,
            new Term.If<>(
                is(STEP, Step.ASKING),
                constant(Page.TAKEN),
                new Term.If<>(goesToNext(pageIsTold), constant(Page.NEW), PAGE))),
        done(pageIsTold, or(and(pageIsTold, LAST_PAGE), and(tells, REPORTED))));
    row(
        Action.CALLBACK_SKIPS,
        when(asked, not(mustCancel), is(STEP, Step.ASKING), skips.allows(SKIPS)),
        callbackReturns(),
        set(PAGE, Page.SKIPPED),
        skips.count(SKIPS));
    row(
        Action.CALLBACK_CANCELS,
        when(
            asked,
            answers,
            isNot(application, StreamApplication.CANCEL_TRANSFER),
            or(mustCancel, cancels.allows(CANCELS))),
        canceledByCallback(),
        // The second half of one cancel is not another one.
        Effect.<StreamState>none().where(mustCancel, cancels.count(CANCELS)));
    row(
        Action.CALLBACK_FAILS_E_FAIL,
        when(asked, answers, faults.allows(FAULTS)),
        callbackReturns(),
        dropped(),
        observed(Cause.CALLBACK_ERROR),
        MACHINE.of(TransferInput.CALLBACK_OTHER, HResult.E_FAIL),
        faults.count(FAULTS));
    row(Action.SERVICE_CANCELS, when(IN_CALLBACK, is(MARKED, Marked.YES)), canceledByCallback());
    row(
        Action.HANDLER_RESOLVES,
        when(asked, reporting, handled, not(mustCancel)),
        callbackReturns(),
        MACHINE.of(TransferInput.CALLBACK_OK));
    row(
        Action.HANDLER_GIVES_UP,
        when(asked, reporting, new Term.If<>(handled, not(mustCancel), constant(true))),
        callbackReturns(),
        observed(Cause.FAULT),
        MACHINE.of(TransferInput.CALLBACK_OTHER, Protocol.FAULT));
    row(
        Action.CANCEL_TRANSFER,
        when(isNot(application, StreamApplication.CALLBACK), cancels.allows(CANCELS)),
        set(
            MARKED,
            new Term.If<>(
                or(foreign, is(DOWNLOAD, Download.NONE), isNot(MARKED, Marked.NO)),
                MARKED,
                new Term.If<>(IN_CALLBACK, constant(Marked.CROSSING), constant(Marked.YES)))),
        set(IN_TRANSIT, new Term.If<>(room(), plus(IN_TRANSIT, 1), IN_TRANSIT)),
        cancels.count(CANCELS));
  }

  private static Effect<StreamState> canceledByCallback() {
    return Effect.all(
        callbackReturns(),
        dropped(),
        observed(Cause.CALLBACK_CANCEL),
        MACHINE.of(TransferInput.CALLBACK_FALSE));
  }

  /** A callback returns; the read that it was sent in goes on. */
  private static Effect<StreamState> callbackReturns() {
    return Effect.all(
        set(
            STEP,
            new Term.If<>(
                is(STEP, Step.CONFIRMING), constant(Step.READING), constant(Step.WORKING))),
        set(CONFIRM, new Term.If<>(is(CONFIRM, Confirm.ASKED), constant(Confirm.NO), CONFIRM)),
        set(MARKED, new Term.If<>(is(MARKED, Marked.CROSSING), constant(Marked.YES), MARKED)));
  }

  /** Nothing is written any more. */
  private static Effect<StreamState> dropped() {
    return set(HELD, Held.NONE);
  }

  /** Where cancels are not counted, no more than so many are under way at once. */
  private Term<StreamState> room() {
    return new Term.Named<>(
        "Room",
        new Term.If<>(
            cancels.isNone(),
            new Term.Less<>(IN_TRANSIT, named("InTransit", StreamBounds.IN_TRANSIT)),
            constant(true)));
  }

  /** The first cause is remembered (D3). */
  private static Effect<StreamState> observed(Cause cause) {
    return set(CAUSE, new Term.If<>(is(CAUSE, Cause.NONE), constant(cause), CAUSE));
  }

  private static Term<StreamState> variant(
      String name, StreamConfiguration configuration, StreamVariant variant) {
    return named(name, configuration.variant() == variant);
  }

  private static Term<StreamState> named(String name, Object value) {
    return new Term.Named<>(name, constant(value));
  }

  @SafeVarargs
  @SuppressWarnings("varargs")
  private static ImmutableList<Term<StreamState>> when(Term<StreamState>... parts) {
    return ImmutableList.copyOf(parts);
  }

  @SafeVarargs
  @SuppressWarnings("varargs")
  private void row(
      Action action, ImmutableList<Term<StreamState>> guard, Effect<StreamState>... effects) {
    rows.put(action, new Row<>(guard, Effect.all(effects)));
  }
}
