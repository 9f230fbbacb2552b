package org.returntoidle.model.stream;

import static org.returntoidle.model.rows.Term.implies;
import static org.returntoidle.model.rows.Term.in;
import static org.returntoidle.model.rows.Term.is;
import static org.returntoidle.model.rows.Term.isNot;
import static org.returntoidle.model.stream.StreamWords.COMPLETE;
import static org.returntoidle.model.stream.StreamWords.ERROR;
import static org.returntoidle.model.stream.StreamWords.RESULT;
import static org.returntoidle.model.stream.StreamWords.STATE;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.returntoidle.model.HResult;
import org.returntoidle.model.Protocol;
import org.returntoidle.model.ProtocolState.Device;
import org.returntoidle.model.TransferState;
import org.returntoidle.model.rows.Choices;
import org.returntoidle.model.rows.Compiled;
import org.returntoidle.model.rows.Term;
import org.returntoidle.model.rows.Variable;
import org.returntoidle.model.stream.StreamState.Cause;
import org.returntoidle.model.stream.StreamState.Confirm;
import org.returntoidle.model.stream.StreamState.Download;
import org.returntoidle.model.stream.StreamState.Held;
import org.returntoidle.model.stream.StreamState.Marked;
import org.returntoidle.model.stream.StreamState.Page;
import org.returntoidle.model.stream.StreamState.Sheet;
import org.returntoidle.model.stream.StreamState.Step;

/** All states that the types allow, reachable or not: {@code TypeOK} in TLA+. */
public final class StreamTypes {
  private static final ImmutableList<Object> BOOLEANS = ImmutableList.of(false, true);
  private static final ImmutableList<Object> ERRORS =
      ImmutableList.of(HResult.E_FAIL, HResult.E_ABORT, Protocol.FAULT);
  private static final ImmutableList<Object> ERRORS_WITH_FEEDER =
      with(ERRORS, HResult.WIA_ERROR_PAPER_EMPTY);

  /** {@code MachineTypeOK}. */
  private static final ImmutableList<Term<StreamState>> MACHINE =
      ImmutableList.of(
          implies(COMPLETE, is(STATE, TransferState.ACQUIRING)),
          new Term.Equal<>(is(STATE, TransferState.ERROR), in(ERROR, ERRORS_WITH_FEEDER.toArray())),
          implies(isNot(STATE, TransferState.IDLE), is(RESULT, StreamWords.NO_RESULT)));

  private StreamTypes() {}

  /** What each variable can be. */
  public static Choices<StreamState> choices(StreamConfiguration configuration) {
    StreamBounds bounds = configuration.bounds();
    StreamFeeder feeder = configuration.feeder();
    boolean fed = feeder != StreamFeeder.NONE;
    ImmutableList<Object> errors = fed ? ERRORS_WITH_FEEDER : ERRORS;
    ImmutableList<Object> results =
        with(errors, StreamWords.NO_RESULT, HResult.S_OK, HResult.S_FALSE);
    return new Choices<>(
        StreamWords.VARIABLES,
        ImmutableMap.<Variable<StreamState>, ImmutableList<Object>>builder()
            .put(StreamWords.DOWNLOAD, ImmutableList.copyOf(Download.values()))
            .put(StreamWords.MARKED, ImmutableList.copyOf(Marked.values()))
            .put(StreamWords.IN_TRANSIT, upTo(OptionalInt.of(bounds.mostInTransit())))
            .put(STATE, ImmutableList.copyOf(TransferState.values()))
            .put(COMPLETE, BOOLEANS)
            .put(ERROR, with(errors, HResult.S_OK))
            .put(StreamWords.STEP, steps(configuration))
            .put(StreamWords.PAGE, ImmutableList.copyOf(Page.values()))
            .put(StreamWords.STREAM, BOOLEANS)
            .put(StreamWords.HELD, ImmutableList.copyOf(Held.values()))
            .put(StreamWords.CONFIRM, ImmutableList.copyOf(Confirm.values()))
            .put(StreamWords.DEVICE, ImmutableList.copyOf(Device.values()))
            .put(StreamWords.ENDING, BOOLEANS)
            .put(
                StreamWords.LAST_PAGE,
                feeder == StreamFeeder.ALL ? ImmutableList.of(false) : BOOLEANS)
            .put(
                StreamWords.SHEET,
                fed ? ImmutableList.copyOf(Sheet.values()) : ImmutableList.of(Sheet.WAITING))
            .put(StreamWords.GOT, fed ? BOOLEANS : ImmutableList.of(false))
            .put(StreamWords.BUTTON, BOOLEANS)
            .put(StreamWords.FAULT, BOOLEANS)
            .put(
                RESULT,
                feeder == StreamFeeder.NUMBER
                    ? ImmutableList.builder()
                        .addAll(results)
                        .add(HResult.WIA_STATUS_END_OF_MEDIA)
                        .build()
                    : results)
            .put(StreamWords.CAUSE, ImmutableList.copyOf(Cause.values()))
            .put(StreamWords.TRANSFERS, upTo(bounds.transfers()))
            .put(StreamWords.PAGES, upTo(bounds.pagesBeforeLast()))
            .put(StreamWords.BANDS, upTo(bounds.readsBeforeLast()))
            .put(StreamWords.CANCELS, upTo(bounds.cancels()))
            .put(StreamWords.FAULTS, upTo(bounds.faults()))
            .put(StreamWords.SKIPS, upTo(bounds.skips()))
            .buildOrThrow());
  }

  /** Those of which all of {@code parts} are true, lazily. */
  public static Stream<StreamState> states(
      StreamConfiguration configuration, List<Term<StreamState>> parts) {
    return states(choices(configuration), parts);
  }

  /** The same of fewer choices. */
  public static Stream<StreamState> states(
      Choices<StreamState> choices, List<Term<StreamState>> parts) {
    return choices.states(
        ImmutableList.<Term<StreamState>>builder().addAll(MACHINE).addAll(parts).build());
  }

  /** Whether a state is one of them. */
  public static Predicate<StreamState> test(StreamConfiguration configuration) {
    ImmutableMap<Variable<StreamState>, ImmutableList<Object>> values =
        choices(configuration).values();
    return state ->
        values.entrySet().stream()
                .allMatch(each -> each.getValue().contains(each.getKey().value(state)))
            && FITS.test(state);
  }

  private static final Predicate<StreamState> FITS = Compiled.test(new Term.And<>(MACHINE));

  /** Those of device messages only where they are sent. */
  private static ImmutableList<Object> steps(StreamConfiguration configuration) {
    return Stream.of(Step.values())
        .filter(
            step ->
                configuration.messages() != StreamMessages.NONE
                    || (step != Step.FAULTED && step != Step.REPORTING))
        .collect(ImmutableList.toImmutableList());
  }

  private static ImmutableList<Object> with(ImmutableList<Object> codes, Object... first) {
    return ImmutableList.builder().add(first).addAll(codes).build();
  }

  private static ImmutableList<Object> upTo(OptionalInt most) {
    return IntStream.rangeClosed(0, most.orElse(0))
        .<Object>mapToObj(i -> i)
        .collect(ImmutableList.toImmutableList());
  }
}
