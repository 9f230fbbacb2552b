package org.returntoidle.tla;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import org.returntoidle.model.Action;
import org.returntoidle.model.Bounds;
import org.returntoidle.model.CancelsInTransit;
import org.returntoidle.model.Property;
import org.returntoidle.model.Protocol;
import org.returntoidle.model.ProtocolState;
import org.returntoidle.model.engine.BranchingSystem;

/**
 * How many {@code CANCEL_IO} can be under way at once, in the protocol without bounds that a claim
 * is about.
 */
public enum InTransit {
  /** As many as the {@link Protocol} allows. */
  TWO(Bounds.IN_TRANSIT, "MCCancelProtocol", ImmutableMap.of()),
  /** Enough to see everything that happens to more than two. */
  THREE(3, "MCManyCancels", ImmutableMap.of()),
  /** Any number: {@code ManyCancels.tla}. */
  MANY(
      Bounds.IN_TRANSIT,
      "MCManyCancels",
      ImmutableMap.of(
          "NotifyCancelIO", "NotifyCancelIOOfMany",
          "CancelPendingIO", "CancelPendingIOOfMany",
          "B4_DeliveredOnce", "B4_DeliveredOnceOfMany"));

  private final int most;
  private final String module;
  private final ImmutableMap<String, String> replaced;

  InTransit(int most, String module, ImmutableMap<String, String> replaced) {
    this.most = most;
    this.module = module;
    this.replaced = replaced;
  }

  /** The module that TLC is run on. */
  String module() {
    return module;
  }

  /** The lines of a TLC configuration that say so: the number, and what stands for what. */
  ImmutableList<String> constants() {
    ImmutableList.Builder<String> lines = ImmutableList.builder();
    lines.add("  InTransit = " + most);
    replaced.forEach((name, other) -> lines.add("  " + name + " <- " + other));
    return lines.build();
  }

  /** The name of the operator in TLA+ that is {@code action} here. */
  String label(Action action) {
    return replaced.getOrDefault(action.label(), action.label());
  }

  /** The protocol in Java. */
  BranchingSystem<ProtocolState, Action> system(Protocol protocol) {
    return this == TWO ? protocol : counted(protocol);
  }

  /** The rules in Java. */
  UnaryOperator<List<Property>> rules(Protocol protocol) {
    return this == TWO ? rules -> rules : counted(protocol)::countedHere;
  }

  private CancelsInTransit counted(Protocol protocol) {
    return new CancelsInTransit(protocol, most, this == MANY);
  }

  /** As in {@code claims.json}. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
