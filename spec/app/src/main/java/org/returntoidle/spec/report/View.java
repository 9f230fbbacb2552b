package org.returntoidle.spec.report;

import static org.returntoidle.model.rows.Term.constant;
import static org.returntoidle.model.rows.Term.is;

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
 */
record View<S>(
    String name,
    Variables<S> variables,
    S initial,
    ImmutableSet<Action> silent,
    ImmutableList<View.Shown<S>> shown) {
  private static final String NOTHING = "–";

  /** A variable of the state, whose it is, and what is shown of it. */
  record Shown<S>(Variable<S> variable, Party party, String meaning, Term<S> value) {
    /** The text, as the page's script makes it. */
    String text(S state) {
      return View.text(value.value(state));
    }
  }

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
              of(Vocabulary.FAULT, Party.DEVICE, "failed, not yet reported")));

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
              of(StreamWords.FAULT, Party.DEVICE, "failed, not yet reported")));

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
