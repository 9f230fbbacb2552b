package org.returntoidle.tla.smt;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.util.OptionalInt;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.returntoidle.model.Bounds;
import org.returntoidle.model.Configuration;
import org.returntoidle.model.ProtocolState;
import org.returntoidle.model.TypeCorrect;
import org.returntoidle.model.Vocabulary;
import org.returntoidle.model.rows.Variable;

/** States that types allow, reachable or not. */
final class RandomStates {
  private RandomStates() {}

  /** Endless, and all of them type-correct. */
  static Stream<ProtocolState> of(Configuration configuration, Random random) {
    return any(configuration.bounds(), random).filter(s -> TypeCorrect.test(configuration, s));
  }

  /** Endless; each variable has one of its values, whatever the others are. */
  static Stream<ProtocolState> any(Bounds bounds, Random random) {
    ImmutableMap<Variable<ProtocolState>, OptionalInt> counted =
        ImmutableMap.of(
            Vocabulary.TRANSFERS, bounds.transfers(),
            Vocabulary.BANDS, bounds.bands(),
            Vocabulary.CANCELS, bounds.cancels(),
            Vocabulary.FAULTS, bounds.faults());
    ImmutableList<ImmutableList<Object>> values =
        Vocabulary.VARIABLES.all().stream()
            .map(v -> values(v, counted.getOrDefault(v, OptionalInt.empty())))
            .collect(toImmutableList());
    return Stream.generate(() -> oneOf(values, random));
  }

  private static ProtocolState oneOf(ImmutableList<ImmutableList<Object>> values, Random random) {
    return Vocabulary.VARIABLES
        .make()
        .apply(values.stream().map(all -> all.get(random.nextInt(all.size()))).toArray());
  }

  private static ImmutableList<Object> values(Variable<ProtocolState> variable, OptionalInt bound) {
    return bound.isPresent()
        ? IntStream.rangeClosed(0, bound.getAsInt()).boxed().collect(toImmutableList())
        : TypeCorrect.values(variable);
  }
}
