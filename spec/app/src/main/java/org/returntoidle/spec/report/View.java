package org.returntoidle.spec.report;

import static org.returntoidle.model.rows.Term.constant;
import static org.returntoidle.model.rows.Term.in;
import static org.returntoidle.model.rows.Term.is;
import static org.returntoidle.model.rows.Term.isNot;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Sets;
import org.returntoidle.model.Action;
import org.returntoidle.model.Action.Party;
import org.returntoidle.model.ProtocolState;
import org.returntoidle.model.TransferState;
import org.returntoidle.model.Vocabulary;
import org.returntoidle.model.rows.Term;
import org.returntoidle.model.rows.Variable;
import org.returntoidle.model.rows.Variables;
import org.returntoidle.model.stream.StreamState;
import org.returntoidle.model.stream.StreamWords;

/**
 * The states of a protocol, as the page shows them.
 *
 * @param name of the protocol, for the script
 * @param variables of a state
 * @param initial where every walk begins
 * @param silent what can happen without a line in a trace
 * @param shown what a person sees of a state, in this order; the counters are left out
 * @param pictures what of it is a picture, too
 */
record View<S>(
    String name,
    Variables<S> variables,
    S initial,
    ImmutableSet<Action> silent,
    ImmutableList<View.Shown<S>> shown,
    ImmutableList<View.Picture<S>> pictures) {
  private static final String NOTHING = "–";

  /** A variable of the state, whose it is, and what is shown of it. */
  record Shown<S>(Variable<S> variable, Party party, String meaning, Term<S> value) {
    /** The text, as the page's script makes it. */
    String text(S state) {
      return View.text(value.value(state));
    }
  }

  /**
   * A small picture, which is on or off.
   *
   * @param kind which one, for the script
   * @param on what stands beside it when it is on
   * @param off what stands there when it is not
   */
  record Picture<S>(String kind, Party party, String on, String off, Term<S> when) {}

  /** That of banded transfers. */
  static final View<ProtocolState> BANDS =
      new View<>(
          "bands",
          Vocabulary.VARIABLES,
          ProtocolState.INITIAL,
          ImmutableSet.of(),
          ImmutableList.of(
              of(Vocabulary.ASKED, Party.APPLICATION, "has called CancelPendingIO"),
              of(Vocabulary.ANSWER, Party.APPLICATION, "last answer of a callback"),
              of(Vocabulary.IN_TRANSIT, Party.SERVICE, "CANCEL_IO on its way"),
              result(Vocabulary.RESULT, Vocabulary.NO_RESULT),
              of(Vocabulary.STATE, Party.DRIVER, "the machine's state"),
              of(Vocabulary.COMPLETE, Party.DRIVER, "last band acknowledged"),
              error(Vocabulary.ERROR, Vocabulary.STATE),
              of(Vocabulary.STEP, Party.DRIVER, "what it is doing"),
              of(Vocabulary.HELD, Party.DRIVER, "band in its hands"),
              of(Vocabulary.CAUSE, Party.DRIVER, "first cause that it observed"),
              of(Vocabulary.DEVICE, Party.DEVICE, "in this transfer"),
              of(Vocabulary.ENDING, Party.DEVICE, "the next band is the last"),
              of(Vocabulary.BUTTON, Party.DEVICE, "pressed, not yet reported"),
              of(Vocabulary.FAULT, Party.DEVICE, "failed, not yet reported")),
          ImmutableList.<Picture<ProtocolState>>builder()
              .add(callback(is(Vocabulary.STEP, ProtocolState.Step.CALLING)))
              .add(asked(Vocabulary.ASKED))
              .addAll(
                  common(
                      Vocabulary.IN_TRANSIT,
                      Vocabulary.STATE,
                      isNot(Vocabulary.STEP, ProtocolState.Step.RESTING)))
              .add(band(isNot(Vocabulary.HELD, ProtocolState.Held.NONE)))
              .addAll(
                  ofDevice(
                      is(Vocabulary.DEVICE, ProtocolState.Device.ON),
                      is(Vocabulary.STEP, ProtocolState.Step.READING),
                      Vocabulary.BUTTON,
                      Vocabulary.FAULT))
              .build());

  /** That of transfers to streams. */
  static final View<StreamState> STREAMS =
      new View<>(
          "streams",
          StreamWords.VARIABLES,
          StreamState.INITIAL,
          Sets.immutableEnumSet(
              Action.DOWNLOAD,
              Action.JOB_ENDS,
              Action.FEEDER_EMPTIES,
              Action.END_OF_TRANSFER,
              Action.DISCARD_BAND,
              Action.CANCEL_TRANSFER),
          ImmutableList.of(
              of(StreamWords.DOWNLOAD, Party.APPLICATION, "its transfer"),
              of(StreamWords.MARKED, Party.SERVICE, "whether Cancel was called in this transfer"),
              of(StreamWords.IN_TRANSIT, Party.SERVICE, "CANCEL_IO on its way"),
              result(StreamWords.RESULT, StreamWords.NO_RESULT),
              of(StreamWords.STATE, Party.DRIVER, "the machine's state"),
              of(StreamWords.COMPLETE, Party.DRIVER, "last band acknowledged"),
              error(StreamWords.ERROR, StreamWords.STATE),
              of(StreamWords.STEP, Party.DRIVER, "what it is doing"),
              of(StreamWords.PAGE, Party.DRIVER, "the page at hand"),
              of(StreamWords.STREAM, Party.DRIVER, "has a stream"),
              of(StreamWords.HELD, Party.DRIVER, "band in its hands"),
              of(StreamWords.CONFIRM, Party.DRIVER, "has to ask after CANCEL_IO"),
              of(StreamWords.CAUSE, Party.DRIVER, "first cause that it observed"),
              of(StreamWords.GOT, Party.DRIVER, "has done a page; only with a feeder"),
              of(StreamWords.DEVICE, Party.DEVICE, "in this transfer"),
              of(StreamWords.ENDING, Party.DEVICE, "the next band is the page's last"),
              of(StreamWords.LAST_PAGE, Party.DEVICE, "the page is the last one"),
              of(StreamWords.SHEET, Party.DEVICE, "the feeder's sheet for this page"),
              of(StreamWords.BUTTON, Party.DEVICE, "pressed, not yet reported"),
              of(StreamWords.FAULT, Party.DEVICE, "failed, not yet reported")),
          ImmutableList.<Picture<StreamState>>builder()
              .add(
                  callback(
                      in(
                          StreamWords.STEP,
                          StreamState.Step.ASKING,
                          StreamState.Step.WRITING,
                          StreamState.Step.CALLING,
                          StreamState.Step.CONFIRMING,
                          StreamState.Step.REPORTING)))
              .add(asked(isNot(StreamWords.MARKED, StreamState.Marked.NO)))
              .addAll(
                  common(
                      StreamWords.IN_TRANSIT,
                      StreamWords.STATE,
                      isNot(StreamWords.STEP, StreamState.Step.RESTING)))
              .add(band(isNot(StreamWords.HELD, StreamState.Held.NONE)))
              .add(
                  new Picture<>(
                      "stream",
                      Party.DRIVER,
                      "has a stream",
                      "has no stream",
                      is(StreamWords.STREAM, true)))
              .addAll(
                  ofDevice(
                      is(StreamWords.DEVICE, ProtocolState.Device.ON),
                      in(StreamWords.STEP, StreamState.Step.READING, StreamState.Step.CONFIRMING),
                      StreamWords.BUTTON,
                      StreamWords.FAULT))
              .build());

  private static <S> Picture<S> callback(Term<S> when) {
    return new Picture<>(
        "callback", Party.APPLICATION, "callback in flight", "no callback in flight", when);
  }

  private static <S> Picture<S> asked(Term<S> when) {
    return new Picture<>(
        "cancel", Party.APPLICATION, "has asked to cancel", "has not asked to cancel", when);
  }

  private static <S> ImmutableList<Picture<S>> common(
      Variable<S> inTransit, Variable<S> state, Term<S> call) {
    return ImmutableList.of(
        new Picture<>(
            "cancel",
            Party.SERVICE,
            "CANCEL_IO on its way",
            "no CANCEL_IO on its way",
            new Term.Less<>(constant(0), inTransit)),
        new Picture<>("call", Party.SERVICE, "waits for the driver", "waits for nobody", call),
        new Picture<>(
            "cancel",
            Party.DRIVER,
            "cancel pending",
            "no cancel pending",
            is(state, TransferState.CANCELING)));
  }

  private static <S> Picture<S> band(Term<S> when) {
    return new Picture<>("band", Party.DRIVER, "band in its hands", "no band in its hands", when);
  }

  private static <S> ImmutableList<Picture<S>> ofDevice(
      Term<S> on, Term<S> reading, Variable<S> button, Term<S> failed) {
    return ImmutableList.of(
        new Picture<>("lamp", Party.DEVICE, "lamp on", "lamp off", on),
        new Picture<>("read", Party.DEVICE, "read in flight", "no read in flight", reading),
        new Picture<>("button", Party.DEVICE, "button pressed", "button not pressed", button),
        new Picture<>("fault", Party.DEVICE, "has failed", "has not failed", failed));
  }

  private static <S> Shown<S> of(Variable<S> variable, Party party, String meaning) {
    return new Shown<>(variable, party, meaning, variable);
  }

  private static <S> Shown<S> result(Variable<S> result, String none) {
    return new Shown<>(
        result,
        Party.SERVICE,
        "what the last call returned",
        new Term.If<>(is(result, none), constant(NOTHING), result));
  }

  private static <S> Shown<S> error(Variable<S> error, Variable<S> state) {
    return new Shown<>(
        error,
        Party.DRIVER,
        "code that it will return",
        new Term.If<>(is(state, TransferState.ERROR), error, constant(NOTHING)));
  }

  /** How a value reads. */
  static String text(Object value) {
    return value instanceof Boolean yes ? yes ? "yes" : "no" : value.toString();
  }
}
