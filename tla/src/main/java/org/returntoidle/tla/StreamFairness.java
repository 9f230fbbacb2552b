package org.returntoidle.tla;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Sets;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.returntoidle.model.Action;
import org.returntoidle.model.stream.StreamRules.Fair;

/** The components of a stream transfer, and what each specification assumes of them. */
enum StreamFairness implements Component {
  DRIVER(Fair.DRIVER),
  DEVICE(Fair.DEVICE),
  APPLICATION(Fair.APPLICATION),
  SERVICE(Fair.SERVICE),
  STREAM(Fair.STREAM),
  IMAGE(Fair.IMAGE),
  JOB(Fair.JOB);

  private static final ImmutableSet<StreamFairness> NONE = ImmutableSet.of();
  private static final ImmutableSet<StreamFairness> ALL = Sets.immutableEnumSet(Set.of(values()));

  /** As in the TLA+ modules. */
  private static final ImmutableMap<String, ImmutableSet<StreamFairness>> SPECIFICATIONS =
      ImmutableMap.<String, ImmutableSet<StreamFairness>>builder()
          .put("Safe", NONE)
          .put("InductiveSpec", NONE)
          .put("Spec", ALL)
          .put("NoFairDriver", without(DRIVER))
          .put("NoFairDevice", without(DEVICE))
          .put("NoFairApplication", without(APPLICATION))
          .put("NoFairService", without(SERVICE))
          .put("NoFairStream", without(STREAM))
          .put("NoFairImage", without(IMAGE))
          .put("NoFairJob", without(JOB))
          .put("FairAsked", Sets.immutableEnumSet(DRIVER, DEVICE, SERVICE, STREAM))
          .put("OnlyFairDriver", Sets.immutableEnumSet(DRIVER))
          .put("FairBlocking", Sets.immutableEnumSet(DRIVER, DEVICE, APPLICATION, SERVICE, STREAM))
          .put("FairInterruptible", Sets.immutableEnumSet(DRIVER, APPLICATION, SERVICE, STREAM))
          .buildOrThrow();

  private final Fair fair;

  StreamFairness(Fair fair) {
    this.fair = fair;
  }

  @Override
  public ImmutableSet<Action> actions() {
    return fair.actions();
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }

  static ImmutableSet<String> specifications() {
    return SPECIFICATIONS.keySet();
  }

  /** What the specification with this name assumes. */
  static ImmutableSet<StreamFairness> of(String specification) {
    return Optional.ofNullable(SPECIFICATIONS.get(specification))
        .orElseThrow(() -> new TlaFilesException("no specification is named " + specification));
  }

  private static ImmutableSet<StreamFairness> without(StreamFairness one) {
    return Sets.immutableEnumSet(Sets.difference(ALL, ImmutableSet.of(one)));
  }
}
