package org.returntoidle.spec.harness;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.returntoidle.driver.MiniDriver;
import org.returntoidle.driver.ScannerDevice;
import org.returntoidle.driver.TransferContext;
import org.returntoidle.driver.WiaEvent;
import org.returntoidle.impl.ReferenceMiniDriver;
import org.returntoidle.model.HResult;
import org.returntoidle.model.Platform;
import org.returntoidle.model.Rule;
import org.returntoidle.spec.rules.Reading;
import org.returntoidle.spec.search.Enumeration;
import org.returntoidle.spec.search.Tally;

/** A callback belongs to the call that brought it, and is gone with it (D18). */
class EarlierCallbackTest {
  private static final class KeepsTheFirst implements MiniDriver {
    private final MiniDriver reference;
    private Optional<TransferContext> first = Optional.empty();

    KeepsTheFirst(ScannerDevice device) {
      reference = new ReferenceMiniDriver(device);
    }

    @Override
    public HResult drvAcquireItemData(TransferContext context) {
      first = first.or(() -> Optional.of(context));
      return reference.drvAcquireItemData(first.orElseThrow());
    }

    @Override
    public HResult drvNotifyPnpEvent(WiaEvent event) {
      return reference.drvNotifyPnpEvent(event);
    }
  }

  @Test
  void whoCallsItInALaterTransferIsFound() {
    assertEquals(Optional.of(Rule.D18), found(KeepsTheFirst::new));
  }

  @Test
  void whoCallsItsOwnIsRight() {
    assertEquals(Optional.empty(), found(ReferenceMiniDriver::new));
  }

  private static Optional<Rule> found(DriverFactory factory) {
    Limits limits = new Limits(Scope.together(1, 2, 0), Duration.ofSeconds(30));
    try (Harness harness = new Harness(factory, Platform.XP, limits)) {
      return Enumeration.search(harness, Tally.of(Reading.STRICT))
          .counterexample()
          .map(counterexample -> counterexample.finding().rule());
    }
  }
}
