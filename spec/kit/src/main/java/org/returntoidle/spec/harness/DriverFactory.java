package org.returntoidle.spec.harness;

import java.time.Duration;
import java.util.Optional;
import org.returntoidle.driver.ScannerDevice;
import org.returntoidle.driver.WiaDriver;

/** Makes the driver under test, a new one for each run. */
@FunctionalInterface
public interface DriverFactory extends AutoCloseable {
  /**
   * A driver for {@code device}, with the interface of the platform that is played: a {@link
   * org.returntoidle.driver.MiniDriver} or a {@link org.returntoidle.driver.StreamMiniDriver}.
   */
  WiaDriver create(ScannerDevice device);

  /** Whether they can be played as drivers of Windows Me and XP, with banded transfers. */
  default boolean banded() {
    return !streams();
  }

  /** Whether they can be played as drivers of Windows Vista and later, with streams. */
  default boolean streams() {
    return false;
  }

  /** Whether they are said to survive what device and callbacks throw (D21), whatever they say. */
  default boolean survives() {
    return false;
  }

  /**
   * Processor time that what stands behind the drivers has used so far outside this JVM, as far as
   * the system tells; zero if nothing stands there. It never gets less. May be asked by any thread,
   * also while a driver is made.
   */
  default Duration processorTime() {
    return Duration.ZERO;
  }

  /**
   * Whether what stands behind the drivers outside this JVM only waits, and will not go on by
   * itself; true if nothing stands there. May be asked by any thread.
   */
  default boolean restsElsewhere() {
    return true;
  }

  /**
   * Whether a driver does its work on threads of this JVM, so that it can be seen which of them
   * knows what and who waits (D22, D25).
   */
  default boolean showsThreads() {
    return true;
  }

  /**
   * Makes the same drivers of classes that are loaded anew: they share no static state with any
   * other. Empty if that cannot be done.
   */
  default Optional<DriverFactory> inFreshClasses() {
    return Optional.empty();
  }

  /**
   * Makes the same drivers where none of this factory's is: they share no state with any other, so
   * that both can be run at the same time. Empty if that cannot be done. Whoever asks closes it.
   */
  default Optional<DriverFactory> another() {
    return inFreshClasses();
  }

  /**
   * Makes the same drivers, which say from which line each call comes ({@link CallSite}) if their
   * own stack does not show it; this one if there is no difference.
   */
  default DriverFactory tellingLines() {
    return this;
  }

  /** Gives back what the drivers were made with; no driver is used afterwards. */
  @Override
  default void close() {}
}
