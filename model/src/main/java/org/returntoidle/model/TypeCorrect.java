package org.returntoidle.model;

import static org.returntoidle.model.HResult.E_ABORT;
import static org.returntoidle.model.HResult.E_FAIL;
import static org.returntoidle.model.HResult.S_FALSE;
import static org.returntoidle.model.HResult.S_OK;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Lists;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.returntoidle.model.ProtocolState.Cause;
import org.returntoidle.model.ProtocolState.Device;
import org.returntoidle.model.ProtocolState.Held;
import org.returntoidle.model.ProtocolState.Step;
import org.returntoidle.model.rows.Variable;

/**
 * All states that the types allow, reachable or not: {@code TypeOK} in TLA+. A machine that is not
 * acquiring cannot be complete, only one in Error has an error, only an idle one has a result.
 */
public final class TypeCorrect {
  private static final ImmutableList<Boolean> BOOLEANS = ImmutableList.of(false, true);
  private static final ImmutableList<HResult> ERRORS =
      ImmutableList.of(E_FAIL, E_ABORT, Protocol.FAULT);
  private static final ImmutableList<HResult> ANSWERS =
      ImmutableList.of(S_OK, S_FALSE, E_FAIL, E_ABORT);

  private static final ImmutableMap<Variable<ProtocolState>, ImmutableList<Object>> VALUES =
      ImmutableMap.<Variable<ProtocolState>, ImmutableList<Object>>builder()
          .put(Vocabulary.ASKED, ImmutableList.of(false, true))
          .put(Vocabulary.IN_TRANSIT, ImmutableList.of(0, 1, Bounds.IN_TRANSIT))
          .put(Vocabulary.STATE, ImmutableList.copyOf(TransferState.values()))
          .put(Vocabulary.COMPLETE, ImmutableList.of(false, true))
          .put(Vocabulary.ERROR, ImmutableList.<Object>builder().add(S_OK).addAll(ERRORS).build())
          .put(Vocabulary.STEP, ImmutableList.copyOf(Step.values()))
          .put(Vocabulary.HELD, ImmutableList.copyOf(Held.values()))
          .put(Vocabulary.DEVICE, ImmutableList.copyOf(Device.values()))
          .put(Vocabulary.ENDING, ImmutableList.of(false, true))
          .put(Vocabulary.BUTTON, ImmutableList.of(false, true))
          .put(Vocabulary.FAULT, ImmutableList.of(false, true))
          .put(
              Vocabulary.RESULT,
              ImmutableList.<Object>builder()
                  .add(Vocabulary.NO_RESULT, S_OK, S_FALSE)
                  .addAll(ERRORS)
                  .build())
          .put(Vocabulary.CAUSE, ImmutableList.copyOf(Cause.values()))
          .put(Vocabulary.ANSWER, ImmutableList.copyOf(ANSWERS))
          .put(Vocabulary.TRANSFERS, ImmutableList.of(0))
          .put(Vocabulary.BANDS, ImmutableList.of(0))
          .put(Vocabulary.CANCELS, ImmutableList.of(0))
          .put(Vocabulary.FAULTS, ImmutableList.of(0))
          .buildOrThrow();

  /** No divisor of how many states there are, so that no state comes twice. */
  private static final long PRIME = 1_000_003;

  /** The machine's part, with what its last call returned. */
  private record Machine(TransferStatus status, Optional<HResult> result) {}

  private TypeCorrect() {}

  /** Each of them once, lazily: without bounds there are {@code count(Configuration)}. */
  public static Stream<ProtocolState> states(Configuration configuration) {
    return parts(configuration).stream()
        .flatMap(part -> Lists.cartesianProduct(rest()).stream().map(rest -> state(part, rest)));
  }

  /** Some of them, spread over all: at most {@code number}, and always the same. */
  public static Stream<ProtocolState> some(Configuration configuration, long number) {
    ImmutableList<List<Object>> parts = parts(configuration);
    List<List<Object>> rest = Lists.cartesianProduct(rest());
    long count = (long) parts.size() * rest.size();
    return LongStream.range(0, Math.min(number, count))
        .map(i -> i * PRIME % count)
        .mapToObj(
            i -> state(parts.get((int) (i / rest.size())), rest.get((int) (i % rest.size()))));
  }

  /** How many there are. */
  public static long count(Configuration configuration) {
    return parts(configuration).size()
        * rest().stream().mapToLong(List::size).reduce(1, (a, b) -> a * b);
  }

  /** Whether {@code state} is one of them. */
  public static boolean test(Configuration configuration, ProtocolState state) {
    Bounds bounds = configuration.bounds();
    return machineFits(state)
        && ANSWERS.contains(state.answer())
        && IntStream.of(state.inTransit(), state.transfers(), state.bands()).allMatch(n -> n >= 0)
        && IntStream.of(state.cancels(), state.faults()).allMatch(n -> n >= 0)
        && state.inTransit() <= bounds.mostInTransit()
        && state.transfers() <= bounds.transfers().orElse(0)
        && state.bands() <= bounds.readsBeforeLast().orElse(0)
        && state.cancels() <= bounds.cancels().orElse(0)
        && state.faults() <= bounds.faults().orElse(0);
  }

  private static boolean machineFits(ProtocolState s) {
    boolean failed = s.state() == TransferState.ERROR;
    boolean idle = s.state() == TransferState.IDLE;
    return (!s.complete() || s.state() == TransferState.ACQUIRING)
        && (failed ? ERRORS.contains(s.error()) : s.error().equals(S_OK))
        && s.result()
            .map(
                code ->
                    idle && (code.equals(S_FALSE) || code.equals(S_OK) || ERRORS.contains(code)))
            .orElse(true);
  }

  /** The values that {@code variable} can have; of what is counted, without bounds. */
  public static ImmutableList<Object> values(Variable<ProtocolState> variable) {
    return Optional.ofNullable(VALUES.get(variable))
        .orElseThrow(
            () -> new IllegalArgumentException(variable + " is no variable of the protocol"));
  }

  private static Stream<Machine> machines() {
    Stream<Optional<HResult>> results =
        Stream.of(
            Optional.empty(),
            Optional.of(S_OK),
            Optional.of(S_FALSE),
            Optional.of(E_FAIL),
            Optional.of(E_ABORT),
            Optional.of(Protocol.FAULT));
    return Stream.of(
            results.map(result -> new Machine(TransferStatus.IDLE, result)),
            Stream.of(TransferStatus.ACQUIRING, TransferStatus.COMPLETE, TransferStatus.CANCELING)
                .map(status -> new Machine(status, Optional.empty())),
            ERRORS.stream().map(code -> new Machine(TransferStatus.error(code), Optional.empty())))
        .flatMap(s -> s);
  }

  /** The machine, and what is counted. */
  private static ImmutableList<List<Object>> parts(Configuration configuration) {
    Bounds bounds = configuration.bounds();
    List<List<Object>> axes =
        List.of(
            machines().<Object>map(m -> m).toList(),
            upTo(bounds.mostInTransit()),
            counted(bounds.transfers()),
            counted(bounds.readsBeforeLast()),
            counted(bounds.cancels()),
            counted(bounds.faults()));
    return ImmutableList.copyOf(Lists.cartesianProduct(axes));
  }

  private static List<Object> counted(OptionalInt bound) {
    return upTo(bound.orElse(0));
  }

  private static List<Object> upTo(int most) {
    return IntStream.rangeClosed(0, most).<Object>mapToObj(i -> i).toList();
  }

  private static List<List<Object>> rest() {
    return List.of(
        List.copyOf(BOOLEANS),
        List.of((Object[]) Step.values()),
        List.of((Object[]) Held.values()),
        List.of((Object[]) Device.values()),
        List.copyOf(BOOLEANS),
        List.copyOf(BOOLEANS),
        List.copyOf(BOOLEANS),
        List.of((Object[]) Cause.values()),
        List.copyOf(ANSWERS));
  }

  private static ProtocolState state(List<Object> part, List<Object> rest) {
    Machine machine = (Machine) part.get(0);
    return new ProtocolState(
        (Boolean) rest.get(0),
        (Integer) part.get(1),
        machine.status().state(),
        machine.status().complete(),
        machine.status().error(),
        (Step) rest.get(1),
        (Held) rest.get(2),
        (Device) rest.get(3),
        (Boolean) rest.get(4),
        (Boolean) rest.get(5),
        (Boolean) rest.get(6),
        machine.result(),
        (Cause) rest.get(7),
        (HResult) rest.get(8),
        (Integer) part.get(2),
        (Integer) part.get(3),
        (Integer) part.get(4),
        (Integer) part.get(5));
  }
}
