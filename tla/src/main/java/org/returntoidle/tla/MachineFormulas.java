package org.returntoidle.tla;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import java.util.function.Function;
import org.returntoidle.model.Action;
import org.returntoidle.model.Platform;
import org.returntoidle.model.TransferState;
import org.returntoidle.model.engine.Condition;
import org.returntoidle.model.engine.Property.Always;
import org.returntoidle.model.engine.StepPredicate;

/**
 * What is claimed of the four-state machine that a protocol implements, seen through a mapping: the
 * right one, and wrong ones.
 *
 * @param view of a state, under the right mapping
 * @param fair components that do not stand still
 */
record MachineFormulas<S>(
    Function<S, MachineView> view, Platform platform, ImmutableList<ImmutableSet<Action>> fair) {
  private static final TransferState IDLE = TransferState.IDLE;
  private static final TransferState ACQUIRING = TransferState.ACQUIRING;
  private static final TransferState CANCELING = TransferState.CANCELING;
  private static final TransferState ERROR = TransferState.ERROR;

  ImmutableList<Formula<S>> all() {
    return ImmutableList.of(
        refines("MachineSpec", view),
        refines("FairMachineSpec", view)
            .and(
                graph ->
                    graph.leadsTo(s -> at(s).ends(), s -> !at(s).ends(), fair)
                        && graph.leadsTo(s -> at(s).goesOn(), s -> !at(s).goesOn(), fair)),
        refines("MappedErrorAsCanceling", s -> at(s).mistaking(ERROR, CANCELING)),
        refines("MappedErrorAsIdle", s -> at(s).mistaking(ERROR, IDLE)),
        refines("MappedFrozen", s -> MachineView.IDLE),
        step("FrozenNeverBegins", (s, a, t) -> MachineView.IDLE.state() != ACQUIRING),
        step("NeverBegins", (s, a, t) -> !turns(s, IDLE, t, ACQUIRING)),
        step("NeverCompletes", (s, a, t) -> at(s).complete() || !at(t).complete()),
        step("NeverCancels", (s, a, t) -> !turns(s, ACQUIRING, t, CANCELING)),
        step("NeverFails", (s, a, t) -> !turns(s, ACQUIRING, t, ERROR)),
        step("NeverFailsLate", (s, a, t) -> !turns(s, CANCELING, t, ERROR)),
        step("NeverReturns", (s, a, t) -> a != Action.RETURN_FROM_ACQUIRE));
  }

  private MachineView at(S state) {
    return view.apply(state);
  }

  private boolean turns(S s, TransferState before, S t, TransferState after) {
    return at(s).state() == before && at(t).state() == after;
  }

  private Formula<S> refines(String name, Function<S, MachineView> mapping) {
    return step(name, (s, a, t) -> mapping.apply(s).allows(mapping.apply(t), platform));
  }

  private Formula<S> step(String name, StepPredicate<S, Action> holds) {
    return Formula.of(new Always<>(name, new Condition.OfSteps<>(holds)));
  }
}
