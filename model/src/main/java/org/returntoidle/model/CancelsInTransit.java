package org.returntoidle.model;

import com.google.common.collect.ImmutableList;
import java.util.List;
import java.util.function.BiConsumer;
import org.returntoidle.model.engine.BranchingSystem;

/**
 * The protocol without bounds, but for how many {@code CANCEL_IO} can be under way at once. It is
 * not a second model: it asks the {@link Protocol}, which allows {@link Bounds#IN_TRANSIT}.
 *
 * @param protocol without bounds
 * @param most how many can be under way, at least 1
 * @param orMore whether {@code most} stands for any greater number, too: one more is as many, and
 *     when one is delivered as many are left, or one less. So 2 is "many". The same as {@code
 *     ManyCancels.tla}
 */
public record CancelsInTransit(Protocol protocol, int most, boolean orMore)
    implements BranchingSystem<ProtocolState, Action> {
  private static final String DELIVERED_ONCE = "B4_DeliveredOnce";

  /**
   * Checks the protocol.
   *
   * @throws IllegalArgumentException if it bounds cancels: then it bounds those under way, too
   */
  public CancelsInTransit {
    if (protocol.configuration().bounds().cancels().isPresent()) {
      throw new IllegalArgumentException("cancels are bounded");
    }
  }

  /** Any number of them: none, one or many. */
  public static CancelsInTransit many(Protocol protocol) {
    return new CancelsInTransit(protocol, Bounds.IN_TRANSIT, true);
  }

  /** So many and no more. */
  public static CancelsInTransit upTo(int most, Protocol protocol) {
    return new CancelsInTransit(protocol, most, false);
  }

  @Override
  public ImmutableList<ProtocolState> initial() {
    return protocol.initial();
  }

  @Override
  public ImmutableList<Action> actions() {
    return protocol.actions();
  }

  @Override
  public int fanOut() {
    return protocol.fanOut() + 1;
  }

  @Override
  public void steps(ProtocolState state, BiConsumer<? super Action, ? super ProtocolState> told) {
    for (Action action : Action.BANDED) {
      // Whether there can be one more is said here, so the protocol is asked where there is none.
      boolean raised = action == Action.CANCEL_PENDING_IO;
      protocol
          .next(raised ? with(0, state) : state, action)
          .ifPresent(
              after -> {
                if (!raised) {
                  told.accept(action, after);
                } else if (state.inTransit() < most || orMore) {
                  told.accept(action, with(Math.min(state.inTransit() + 1, most), after));
                }
                if (orMore && action == Action.NOTIFY_CANCEL_IO && state.inTransit() == most) {
                  told.accept(action, with(most, after));
                }
              });
    }
  }

  /** {@code rules}, where what is said of each event is said as far as they are counted here. */
  public ImmutableList<Property> countedHere(List<Property> rules) {
    return rules.stream()
        .map(rule -> rule.name().equals(DELIVERED_ONCE) ? deliveredOnce() : rule)
        .collect(ImmutableList.toImmutableList());
  }

  private Property deliveredOnce() {
    return Property.ofSteps(
        DELIVERED_ONCE,
        Rule.B4,
        (s, action, t) ->
            switch (action) {
              case CANCEL_PENDING_IO -> t.inTransit() == Math.min(s.inTransit() + 1, most);
              case NOTIFY_CANCEL_IO ->
                  t.inTransit() == s.inTransit() - 1
                      || (orMore && s.inTransit() == most && t.inTransit() == most);
              default -> t.inTransit() == s.inTransit();
            });
  }

  /** The same state with so many under way. */
  public static ProtocolState with(int inTransit, ProtocolState state) {
    Draft draft = new Draft(state);
    draft.inTransit = inTransit;
    return draft.freeze();
  }
}
