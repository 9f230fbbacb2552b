package org.returntoidle.spec.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.returntoidle.driver.MiniDriver;
import org.returntoidle.driver.ScannerDevice;
import org.returntoidle.driver.TransferContext;
import org.returntoidle.driver.WiaEvent;
import org.returntoidle.impl.ReferenceMiniDriver;
import org.returntoidle.model.HResult;
import org.returntoidle.model.Platform;
import org.returntoidle.spec.harness.DriverFactory;
import org.returntoidle.spec.harness.Harness;
import org.returntoidle.spec.harness.Limits;
import org.returntoidle.spec.harness.Scope;
import org.returntoidle.spec.rules.Reading;
import org.returntoidle.spec.verdict.DriverClass;

/** What a search finds does not depend on how many work on it. */
class WorkersTest {
  private static final Scope SMALL = Scope.together(1, 2, 2);

  /** Its levels are cut into pieces from the fourth on. */
  private static final Scope LARGE = Scope.together(2, 2, 2);

  /** The reference, whose every so many-th transfer of all drivers fails. */
  public static final class Counting implements MiniDriver {
    private static final AtomicInteger TRANSFERS = new AtomicInteger();
    private static final int TOO_MANY = 3_000;

    private final ReferenceMiniDriver driver;

    /** One on {@code device}. */
    public Counting(ScannerDevice device) {
      driver = new ReferenceMiniDriver(device);
    }

    @Override
    public boolean cancelsAsynchronously() {
      return driver.cancelsAsynchronously();
    }

    @Override
    public HResult drvAcquireItemData(TransferContext context) {
      HResult code = driver.drvAcquireItemData(context);
      return TRANSFERS.incrementAndGet() % TOO_MANY == 0 ? HResult.E_FAIL : code;
    }

    @Override
    public HResult drvNotifyPnpEvent(WiaEvent event) {
      return driver.drvNotifyPnpEvent(event);
    }
  }

  private static SearchResult search(DriverFactory factory, Scope scope, int workers) {
    Limits limits = new Limits(scope, Duration.ofSeconds(10));
    try (Harness harness = new Harness(factory, Platform.XP, limits)) {
      return Enumeration.search(
          harness, Tally.of(Reading.PERMISSIVE), Effort.PLAIN.withWorkers(workers));
    }
  }

  /** In classes that nobody has used: what an earlier search has counted is forgotten. */
  private static DriverFactory of(Class<? extends MiniDriver> type) throws Exception {
    return DriverClass.load(type.getName(), WorkersTest.class.getClassLoader())
        .inFreshClasses()
        .orElseThrow();
  }

  /** One harness for everything, without new classes, is the same, too. */
  @Tag("often")
  @Test
  void theCountsAreThoseOfOneWorker() throws Exception {
    SearchResult one = search(ReferenceMiniDriver::new, SMALL, 1);
    assertEquals(Optional.empty(), one.counterexample());
    assertTrue(one.extent().finished());
    for (int workers : new int[] {1, 2, 4}) {
      assertEquals(one, search(of(ReferenceMiniDriver.class), SMALL, workers));
    }
  }

  /** Classes are not shared, so it counts in the same way each time. */
  @Tag("often")
  @Test
  void aStaticCounterIsFoundAtTheSamePlace() throws Exception {
    SearchResult one = search(of(Counting.class), LARGE, 1);
    assertTrue(one.counterexample().isPresent());
    assertTrue(one.extent().levels() >= 3, one.extent()::toString);
    assertEquals(one, search(of(Counting.class), LARGE, 2));
    assertEquals(one, search(of(Counting.class), LARGE, 4));
  }
}
