package org.returntoidle.spec.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.base.Supplier;
import com.google.common.base.Suppliers;
import com.google.common.collect.HashMultimap;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSetMultimap;
import com.google.common.collect.Multimaps;
import com.google.common.collect.SetMultimap;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.returntoidle.driver.DeviceRead;
import org.returntoidle.driver.ReadResult;
import org.returntoidle.driver.ScannerDevice;
import org.returntoidle.impl.ReferenceMiniDriver;
import org.returntoidle.model.Action;
import org.returntoidle.model.DriverKind;
import org.returntoidle.model.Platform;
import org.returntoidle.model.ProtocolState;
import org.returntoidle.model.ProtocolState.Device;
import org.returntoidle.model.ProtocolState.Held;
import org.returntoidle.model.ProtocolState.Step;
import org.returntoidle.model.TransferState;
import org.returntoidle.spec.harness.DriverFactory;
import org.returntoidle.spec.harness.Execution;
import org.returntoidle.spec.harness.Harness;
import org.returntoidle.spec.harness.Limits;
import org.returntoidle.spec.harness.Scope;
import org.returntoidle.spec.rules.AnyApplication;
import org.returntoidle.spec.rules.ModelOracle;

/**
 * The harness offers what the model enables. Application, service and device may do something in a
 * control state of the model; then some schedule does it there, or {@link #OMITTED} says why not.
 */
class OfferedTest {
  private static final AnyApplication MODEL =
      new AnyApplication(Platform.XP, DriverKind.INTERRUPTIBLE);

  /** More {@code CANCEL_IO} under way at once make no new control state. */
  private static final int IN_TRANSIT = 2;

  private static final ImmutableSetMultimap<Control, Action> ENABLED = enabled();

  /** Asked for by a test: drivers' threads cannot use a class that is being initialized. */
  private static final Supplier<ImmutableSetMultimap<Control, Action>> OFFERED =
      Suppliers.memoize(OfferedTest::offered);

  /**
   * A state of the protocol, as far as driver, device and service can tell it apart.
   *
   * @param underWay a {@code CANCEL_IO} was asked for and is not delivered
   */
  private record Control(
      Step step,
      Held held,
      Device device,
      TransferState state,
      boolean complete,
      boolean underWay) {
    static Control of(ProtocolState s) {
      return new Control(
          s.step(), s.held(), s.device(), s.state(), s.complete(), s.inTransit() > 0);
    }
  }

  /**
   * What the harness leaves out.
   *
   * @param what is not offered, and where
   * @param reason why nothing is lost
   */
  private record Omission(BiPredicate<Action, Control> what, String reason) {
    boolean has(Map.Entry<Control, Action> pair) {
      return what.test(pair.getValue(), pair.getKey());
    }
  }

  private static final ImmutableList<Omission> OMITTED =
      ImmutableList.of(
          new Omission(
              (action, at) ->
                  Set.of(Action.PRESS_CANCEL_BUTTON, Action.DEVICE_FAILS, Action.IMAGE_ENDS)
                          .contains(action)
                      && at.step() != Step.READING,
              "nobody sees it before a read, or a start, reports it: it comes just before that"),
          new Omission(
              (action, at) -> at.underWay() && action != Action.NOTIFY_CANCEL_IO,
              "nobody sees a CANCEL_IO before it is delivered: it is asked for just before that"),
          new Omission(
              (action, at) ->
                  at.step() == Step.WORKING
                      && at.device() == Device.OFF
                      && Set.of(
                              Action.CANCEL_PENDING_IO,
                              Action.NOTIFY_CANCEL_IO,
                              Action.NOTIFY_OTHER_EVENT)
                          .contains(action),
              "the driver calls nobody between its entry and the start, nor after a start that"
                  + " failed: only a race can meet it there (enter: NotifyCancelIO meanwhile)"));

  /** What the model enables for everybody but the driver. */
  private static ImmutableSetMultimap<Control, Action> enabled() {
    SetMultimap<Control, Action> enabled = HashMultimap.create();
    Set<ProtocolState> seen = new HashSet<>(Set.of(ProtocolState.INITIAL));
    Deque<ProtocolState> todo = new ArrayDeque<>(seen);
    while (!todo.isEmpty()) {
      ProtocolState state = todo.poll();
      for (Action action : Action.BANDED) {
        MODEL
            .next(state, action)
            .map(ProtocolState::uncounted)
            .filter(next -> next.inTransit() <= IN_TRANSIT)
            .ifPresent(
                next -> {
                  if (action.party() != Action.Party.DRIVER) {
                    enabled.put(Control.of(state), action);
                  }
                  if (seen.add(next)) {
                    todo.add(next);
                  }
                });
      }
    }
    return ImmutableSetMultimap.copyOf(enabled);
  }

  /** What was done in schedules, with a driver that gives its reads up and one that cannot. */
  private static ImmutableSetMultimap<Control, Action> offered() {
    SetMultimap<Control, Action> offered = HashMultimap.create();
    for (DriverFactory driver :
        List.<DriverFactory>of(
            ReferenceMiniDriver::new, device -> new ReferenceMiniDriver(deaf(device)))) {
      for (Scope scope : List.of(Scope.together(2, 1, 2), Scope.together(1, 2, 1))) {
        Limits limits = new Limits(scope, Duration.ofSeconds(30));
        try (Harness harness = new Harness(driver, Platform.XP, limits)) {
          Enumeration.walk(harness, (schedule, run) -> follow(run, offered), () -> true);
        }
      }
    }
    return ImmutableSetMultimap.copyOf(offered);
  }

  private static boolean follow(Execution run, SetMultimap<Control, Action> offered) {
    ModelOracle.follow(
        run,
        (state, action) -> {
          offered.put(Control.of(state), action);
          return MODEL.next(state, action);
        });
    return true;
  }

  /** A device whose reads go on although they were interrupted. */
  private static ScannerDevice deaf(ScannerDevice device) {
    return new ScannerDevice() {
      @Override
      public void start() {
        device.start();
      }

      @Override
      public DeviceRead submitRead() {
        DeviceRead read = device.submitRead();
        return new DeviceRead() {
          @Override
          public ReadResult await() {
            return read.await();
          }

          @Override
          public void interrupt() {}
        };
      }

      @Override
      public void stop() {
        device.stop();
      }
    };
  }

  @Test
  void theHarnessOffersWhatTheModelEnables() {
    assertEquals(List.of(), wrong(OFFERED.get(), OMITTED));
  }

  /** Somebody forgets that a CANCEL_IO can come in a callback. */
  @Test
  void whatIsNotOfferedIsFound() {
    ImmutableSetMultimap<Control, Action> less =
        ImmutableSetMultimap.copyOf(
            Multimaps.filterEntries(
                OFFERED.get(),
                pair ->
                    pair.getKey().step() != Step.CALLING
                        || pair.getValue() != Action.NOTIFY_CANCEL_IO));
    assertTrue(
        wrong(less, OMITTED)
            .contains(
                "not offered: NotifyCancelIO in Control[step=Calling, held=Band, device=On,"
                    + " state=Acquiring, complete=false, underWay=true]"));
  }

  @Test
  void anOmissionThatIsNotNeededIsFound() {
    Omission needless =
        new Omission(
            (action, at) -> !at.underWay() && action == Action.CALLBACK_CANCELS,
            "applications never cancel");
    ImmutableList<Omission> more =
        ImmutableList.<Omission>builder().addAll(OMITTED).add(needless).build();
    assertEquals(List.of("not needed: applications never cancel"), wrong(OFFERED.get(), more));
  }

  /** What is neither offered nor omitted, and what is omitted for nothing. */
  private static List<String> wrong(
      SetMultimap<Control, Action> offered, ImmutableList<Omission> omitted) {
    ImmutableSetMultimap<Control, Action> missing =
        ImmutableSetMultimap.copyOf(
            Multimaps.filterEntries(
                ENABLED, pair -> !offered.containsEntry(pair.getKey(), pair.getValue())));
    Stream<String> forgotten =
        missing.entries().stream()
            .filter(pair -> omitted.stream().noneMatch(omission -> omission.has(pair)))
            .map(pair -> "not offered: " + pair.getValue() + " in " + pair.getKey());
    Stream<String> needless =
        omitted.stream()
            .filter(omission -> missing.entries().stream().noneMatch(omission::has))
            .map(omission -> "not needed: " + omission.reason());
    return Stream.concat(forgotten.sorted(), needless).toList();
  }
}
