package org.returntoidle.spec.search;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.common.collect.ImmutableList;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.state.Action;
import net.jqwik.api.state.ActionChain;
import net.jqwik.api.state.Transformer;
import org.returntoidle.impl.ReferenceMiniDriver;
import org.returntoidle.model.Platform;
import org.returntoidle.spec.harness.Execution;
import org.returntoidle.spec.harness.Harness;
import org.returntoidle.spec.harness.Limits;
import org.returntoidle.spec.harness.Move;
import org.returntoidle.spec.harness.Point;
import org.returntoidle.spec.harness.Scheduler;
import org.returntoidle.spec.rules.Judge;
import org.returntoidle.spec.rules.ModelOracle;
import org.returntoidle.spec.rules.Reading;

/**
 * Random interleavings on the real reference driver. A chain of actions is a life of one driver: a
 * transfer with callbacks, buttons, faults and cancels, or a cancel while idle. After every action
 * the rules and the model have their say.
 */
class ReferencePropertiesTest {
  private static final Limits LIMITS =
      Limits.beyond(RandomSearch.SCOPE, Duration.ofSeconds(30), false);
  private static final Harness XP = new Harness(ReferenceMiniDriver::new, Platform.XP, LIMITS);
  private static final Harness ME = new Harness(ReferenceMiniDriver::new, Platform.ME, LIMITS);

  @AfterContainer
  static void close() {
    XP.close();
    ME.close();
  }

  /** What happens in one transfer: a cancel before it, and a number for each of its points. */
  record Transfer(boolean canceledWhileIdle, List<Integer> numbers) {}

  @Provide
  Arbitrary<ActionChain<ImmutableList<Transfer>>> lives() {
    return ActionChain.<ImmutableList<Transfer>>startWith(ImmutableList::of)
        .withAction(3, new OneTransfer(false))
        .withAction(1, new OneTransfer(true))
        .withMaxTransformations(5);
  }

  record OneTransfer(boolean canceledWhileIdle)
      implements Action.Independent<ImmutableList<Transfer>> {
    @Override
    public Arbitrary<Transformer<ImmutableList<Transfer>>> transformer() {
      Arbitrary<Integer> ordinary = Arbitraries.just(0);
      Arbitrary<Integer> number =
          Arbitraries.oneOf(ordinary, ordinary, ordinary, Arbitraries.integers().between(0, 5));
      return Combinators.combine(number.list().ofMaxSize(30), Arbitraries.just(canceledWhileIdle))
          .as(
              (numbers, idle) ->
                  Transformer.transform(
                      (idle ? "cancel while idle, then " : "") + "transfer " + numbers,
                      before ->
                          ImmutableList.<Transfer>builder()
                              .addAll(before)
                              .add(new Transfer(idle, numbers))
                              .build()));
    }
  }

  @Property(tries = 500)
  void a3_a4_d14_everyRuleIsKeptAfterEveryTransfer_xp(
      @ForAll("lives") ActionChain<ImmutableList<Transfer>> life) {
    life.withInvariant("rules", transfers -> isRight(XP, transfers)).run();
  }

  @Property(tries = 200)
  void a7_d16_everyRuleIsKeptAfterEveryTransfer_me(
      @ForAll("lives") ActionChain<ImmutableList<Transfer>> life) {
    life.withInvariant("rules", transfers -> isRight(ME, transfers)).run();
  }

  private static void isRight(Harness harness, List<Transfer> transfers) {
    Execution run = harness.run(scheduler(transfers));
    assertEquals(Optional.empty(), Judge.judge(run, Reading.STRICT).violation());
    assertEquals(Optional.empty(), ModelOracle.difference(run));
  }

  private static Scheduler scheduler(List<Transfer> transfers) {
    List<Scheduler> schedulers =
        transfers.stream().map(transfer -> Scheduler.byNumber(transfer.numbers())).toList();
    return (point, options) -> {
      int index = point.transfer() - 1;
      if (point.kind() == Point.Kind.NEXT) {
        return index < transfers.size() ? Move.ACQUIRE_ITEM_DATA : Move.END;
      }
      if (index >= transfers.size()) {
        return options.get(0);
      }
      if (point.kind() == Point.Kind.IDLE) {
        boolean cancel =
            transfers.get(index).canceledWhileIdle() && options.contains(Move.NOTIFY_CANCEL_IO);
        return cancel ? Move.NOTIFY_CANCEL_IO : Move.NOTHING;
      }
      return schedulers.get(index).choose(point, options);
    };
  }
}
