package org.returntoidle.spec.inside;

import com.google.common.base.Supplier;
import com.google.common.base.Suppliers;
import com.google.common.collect.ImmutableMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.returntoidle.model.Platform;
import org.returntoidle.spec.kit.FurtherCheck;
import org.returntoidle.spec.search.Deadline;
import org.returntoidle.spec.verdict.BadInputException;

/**
 * What came out for a test class, once for all who ask.
 *
 * @param skipped why nothing can be told; empty if something can
 * @param parts what came out, up to the first violation
 */
record ContractInside(Optional<String> skipped, ImmutableMap<Platform, InsidePart> parts) {
  private static final Map<Class<?>, Supplier<ContractInside>> OUTCOMES = new ConcurrentHashMap<>();

  static ContractInside of(InsideContract contract) {
    return OUTCOMES
        .computeIfAbsent(contract.getClass(), type -> Suppliers.memoize(() -> run(contract)))
        .get();
  }

  private static ContractInside run(InsideContract contract) {
    Optional<String> wrong = FurtherCheck.alreadyWrong(contract);
    if (wrong.isPresent()) {
      return new ContractInside(wrong.map(ContractInside::notTested), ImmutableMap.of());
    }
    ImmutableMap.Builder<Platform, InsidePart> parts = ImmutableMap.builder();
    for (Platform platform : contract.platforms()) {
      InsidePart part = Inside.explore(settings(contract, platform));
      parts.put(platform, part);
      if (part.violated().isPresent()) {
        return new ContractInside(Optional.empty(), parts.buildKeepingLast());
      }
    }
    ImmutableMap<Platform, InsidePart> all = parts.buildKeepingLast();
    Optional<String> why = all.values().stream().flatMap(part -> part.why().stream()).findFirst();
    return new ContractInside(why.map(ContractInside::notTested), all);
  }

  private static String notTested(String why) {
    return "interleavings not tested: " + why;
  }

  private static Inside.Settings settings(InsideContract contract, Platform platform) {
    return new Inside.Settings(
        ClassMain.class,
        contract.getClass().getName(),
        List.of(),
        platform,
        Optional.empty(),
        interleavings(contract),
        Deadline.NEVER);
  }

  private static int interleavings(InsideContract contract) {
    int most = contract.interleavings();
    if (most < 1) {
      throw new BadInputException(
          contract.getClass().getName()
              + ": interleavings() is "
              + most
              + "; it must be at least 1");
    }
    return most;
  }

  /**
   * Passes unless a rule is violated.
   *
   * @throws AssertionError if one is, with the counterexample
   */
  void check() {
    parts.forEach(
        (platform, part) ->
            part.violated()
                .ifPresent(
                    found -> {
                      throw violation(platform, found);
                    }));
  }

  private static AssertionError violation(Platform platform, Explored explored) {
    Explored.Violation found = explored.violation().orElseThrow();
    return FurtherCheck.violation(
        String.format(
            Locale.ROOT,
            "%s violated on Windows %s, interleaving %d of %s: %s",
            found.rule(),
            platform.label(),
            explored.interleavings(),
            explored.scene(),
            found.says()),
        InsideText.violation(explored).strip());
  }
}
