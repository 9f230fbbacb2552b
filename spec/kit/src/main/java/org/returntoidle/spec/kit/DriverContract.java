package org.returntoidle.spec.kit;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import net.jqwik.api.lifecycle.AddLifecycleHook;
import org.returntoidle.driver.ScannerDevice;
import org.returntoidle.driver.WiaDriver;
import org.returntoidle.model.Platform;
import org.returntoidle.spec.harness.Scope;

/**
 * What {@link CancellationContract} and {@link StreamContract} ask for: how the driver is made, and
 * how much is run. Tests implement one of those two.
 */
@AddLifecycleHook(MakeableTestClass.class)
public interface DriverContract {
  /**
   * Makes a driver, a new one for each run.
   *
   * @param device the device to use; never null, and used by nobody else
   * @return a new one each time, not null; called on one thread at a time
   */
  WiaDriver driver(ScannerDevice device);

  /** The Windows versions to play. Never empty. */
  List<Platform> platforms();

  /** How much may happen in the enumerated schedules. */
  Scope scope();

  /**
   * How many random schedules are run on each platform: up to 5 transfers, 6 cancels and 4 faults,
   * most of them on or between the driver's own calls. And as many again while {@code CANCEL_IO}
   * comes as the driver runs on, a race inside its own statements: what comes first is up to
   * chance, so a failure need not repeat itself; look at what is read and written without a lock.
   * 500, unless overridden; 0 for none.
   */
  default int runs() {
    return 500;
  }

  /**
   * How many transfers a life of the driver has in which the same happens again and again, since a
   * cancel may use something up (D14); 0 for no such lives, at most 1000. 12, unless overridden.
   */
  default int repeat() {
    return 12;
  }

  /** What decides the random schedules: the same seed gives the same. 1, unless overridden. */
  default long seed() {
    return 1;
  }

  /**
   * A driver that uses so much processor time without a call to the outside hangs; 10 seconds,
   * unless overridden; at least 1. By the clock it has ten times as long.
   */
  default Duration hangAfter() {
    return Duration.ofSeconds(10);
  }

  /** The folder of recorded counterexamples, {@code *.json}; it need not exist. */
  default Path recorded() {
    return Path.of("src", "test", "resources", "return-to-idle");
  }

  /**
   * The folder to which a new counterexample is written. A file of the same name from an earlier
   * run is replaced, unless it is shorter and its schedule still fails: then that one is told of.
   */
  default Path counterexamples() {
    return Path.of("target", "return-to-idle");
  }
}
