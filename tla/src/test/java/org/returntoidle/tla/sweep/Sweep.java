package org.returntoidle.tla.sweep;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.hash.HashCode;
import com.google.common.hash.Hasher;
import com.google.common.hash.Hashing;
import java.util.Set;
import org.returntoidle.model.Bounds;
import org.returntoidle.model.Configuration;
import org.returntoidle.model.Protocol;
import org.returntoidle.tla.Claim;

/** Makes changes to the protocol, and looks who notices. */
final class Sweep {
  /** What became of a change. */
  enum Fate {
    /** A named property does not come out as it must. */
    KILLED,
    /**
     * In no configuration is a step added, taken away or changed that can be reached and changes
     * something: TLA+ cannot tell others from nothing at all.
     */
    EQUIVALENT,
    /** Something changes, and no property says so. */
    ALIVE
  }

  /**
   * A change, and what became of it.
   *
   * @param killers the properties that notice it in the first configuration in which one does, each
   *     with a claim that names it
   */
  record Result(Change change, Fate fate, ImmutableMap<String, Claim> killers) {}

  private final ImmutableList<Kind> kinds;

  /**
   * Asks every property but those named.
   *
   * @param deaf what is not asked: so that it can be seen what only one property notices
   */
  Sweep(Set<String> deaf) {
    this.kinds = Kind.all(ImmutableSet.copyOf(deaf));
  }

  /** Every change that there is. */
  static ImmutableList<Change> changes() {
    return Changes.of(new Protocol(Configuration.DEFAULT.with(Bounds.NONE)));
  }

  /** One change, in each configuration until somebody notices it. */
  Result of(Change change) {
    Fate fate = Fate.EQUIVALENT;
    for (Kind kind : kinds) {
      if (kind.differs(change)) {
        ImmutableMap<String, Claim> killers = kind.killers(change);
        if (!killers.isEmpty()) {
          return new Result(change, Fate.KILLED, killers);
        }
        fate = kind.moves(change) ? Fate.ALIVE : fate;
      }
    }
    return new Result(change, fate, ImmutableMap.of());
  }

  /** Which steps {@code change} changes where the protocol can be. */
  HashCode difference(Change change) {
    Hasher hasher = Hashing.sha256().newHasher();
    for (Kind kind : kinds) {
      hasher.putChar('/');
      kind.difference(change, hasher);
    }
    return hasher.hash();
  }

  /** Whether {@code name} notices it and nothing else does, in whatever configuration. */
  boolean isNoticedOnlyBy(String name, Change change) {
    return kinds.stream()
        .filter(kind -> kind.differs(change))
        .allMatch(kind -> Set.of(name).containsAll(kind.killers(change).keySet()));
  }
}
