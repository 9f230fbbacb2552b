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
import java.util.function.Predicate;
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
    return states(configuration, state -> true);
  }

  /**
   * Those with a driver's part that {@code drivers} allows; the others are not made at all.
   *
   * @param drivers asked about states in which the environment's part is as at the beginning
   */
  static Stream<ProtocolState> states(
      Configuration configuration, Predicate<ProtocolState> drivers) {
    List<List<Object>> environments = environments(configuration);
    return drivers(configuration).stream()
        .filter(driver -> drivers.test(state(driver, environments.get(0))))
        .flatMap(driver -> environments.stream().map(environment -> state(driver, environment)));
  }

  /** Some of them, spread over all: at most {@code number}, and always the same. */
  public static Stream<ProtocolState> some(Configuration configuration, long number) {
    List<List<Object>> drivers = drivers(configuration);
    List<List<Object>> environments = environments(configuration);
    int each = environments.size();
    long count = count(configuration);
    return LongStream.range(0, Math.min(number, count))
        .map(i -> i * PRIME % count)
        .mapToObj(i -> state(drivers.get((int) (i / each)), environments.get((int) (i % each))));
  }

  /** How many there are. */
  public static long count(Configuration configuration) {
    return (long) drivers(configuration).size() * environments(configuration).size();
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

  /** {@code DriverTypeOK}: the machine, and what else the driver knows. */
  private static List<List<Object>> drivers(Configuration configuration) {
    return Lists.cartesianProduct(
        List.of(
            machines().<Object>map(m -> m).toList(),
            List.of((Object[]) Step.values()),
            List.of((Object[]) Held.values()),
            List.of((Object[]) Device.values()),
            List.copyOf(BOOLEANS),
            List.of((Object[]) Cause.values()),
            List.copyOf(ANSWERS),
            counted(configuration.bounds().readsBeforeLast())));
  }

  /** {@code EnvironmentTypeOK}: what application, service and device know. */
  private static List<List<Object>> environments(Configuration configuration) {
    Bounds bounds = configuration.bounds();
    return Lists.cartesianProduct(
        List.of(
            List.copyOf(BOOLEANS),
            upTo(bounds.mostInTransit()),
            List.copyOf(BOOLEANS),
            List.copyOf(BOOLEANS),
            counted(bounds.transfers()),
            counted(bounds.cancels()),
            counted(bounds.faults())));
  }

  private static List<Object> counted(OptionalInt bound) {
    return upTo(bound.orElse(0));
  }

  private static List<Object> upTo(int most) {
    return IntStream.rangeClosed(0, most).<Object>mapToObj(i -> i).toList();
  }

  private static ProtocolState state(List<Object> driver, List<Object> environment) {
    Machine machine = (Machine) driver.get(0);
    return new ProtocolState(
        (Boolean) environment.get(0),
        (Integer) environment.get(1),
        machine.status().state(),
        machine.status().complete(),
        machine.status().error(),
        (Step) driver.get(1),
        (Held) driver.get(2),
        (Device) driver.get(3),
        (Boolean) driver.get(4),
        (Boolean) environment.get(2),
        (Boolean) environment.get(3),
        machine.result(),
        (Cause) driver.get(5),
        (HResult) driver.get(6),
        (Integer) environment.get(4),
        (Integer) driver.get(7),
        (Integer) environment.get(5),
        (Integer) environment.get(6));
  }
}
