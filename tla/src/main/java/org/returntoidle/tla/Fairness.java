package org.returntoidle.tla;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Sets;
import java.util.Locale;
import java.util.Optional;
import org.returntoidle.model.Action;

/** A component that is assumed not to stand still for ever while it has something to do. */
public enum Fairness implements Component {
  DRIVER(Action.DRIVER_STEPS),
  DEVICE(Action.DEVICE_ANSWERS),
  APPLICATION(Action.CALLBACK_ANSWERS),
  IMAGE(ImmutableSet.of(Action.IMAGE_ENDS));

  private static final ImmutableSet<Fairness> NONE = ImmutableSet.of();
  private static final ImmutableSet<Fairness> ALL =
      Sets.immutableEnumSet(DRIVER, DEVICE, APPLICATION, IMAGE);

  /** What each specification of the TLA+ modules assumes. */
  private static final ImmutableMap<String, ImmutableSet<Fairness>> SPECIFICATIONS =
      ImmutableMap.<String, ImmutableSet<Fairness>>builder()
          .put("Safe", NONE)
          .put("InductiveSpec", NONE)
          .put("Everywhere", NONE)
          .put("SomeStates", NONE)
          .put("SafeOfMany", NONE)
          .put("Spec", ALL)
          .put("SpecOfMany", ALL)
          .put("NoFairDriver", without(DRIVER))
          .put("NoFairDevice", without(DEVICE))
          .put("NoFairApplication", without(APPLICATION))
          .put("NoFairImage", without(IMAGE))
          .put("OnlyFairDriver", Sets.immutableEnumSet(DRIVER))
          .put("FairDriverApplication", Sets.immutableEnumSet(DRIVER, APPLICATION))
          .buildOrThrow();

  private final ImmutableSet<Action> actions;

  Fairness(ImmutableSet<Action> actions) {
    this.actions = actions;
  }

  @Override
  public ImmutableSet<Action> actions() {
    return actions;
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }

  static ImmutableSet<String> specifications() {
    return SPECIFICATIONS.keySet();
  }

  /** What the specification with this name assumes. */
  static ImmutableSet<Fairness> of(String specification) {
    return Optional.ofNullable(SPECIFICATIONS.get(specification))
        .orElseThrow(() -> new TlaFilesException("no specification is named " + specification));
  }

  private static ImmutableSet<Fairness> without(Fairness one) {
    return Sets.immutableEnumSet(Sets.difference(ALL, ImmutableSet.of(one)));
  }
}
