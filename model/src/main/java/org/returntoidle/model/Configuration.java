package org.returntoidle.model;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * One instance of the protocol.
 *
 * @param platform whose rules apply
 * @param driver what the driver can do
 * @param application how the application cancels
 * @param bounds how much may happen
 */
public record Configuration(
    Platform platform, DriverKind driver, ApplicationKind application, Bounds bounds) {

  /** The configuration that is explored and proved by default. */
  public static final Configuration DEFAULT =
      new Configuration(
          Platform.XP, DriverKind.INTERRUPTIBLE, ApplicationKind.BOTH, Bounds.of(2, 2, 2, 1));

  /** Every platform × driver × application, in that order. */
  public static Stream<Configuration> all(Bounds bounds) {
    return Platform.banded().stream()
        .flatMap(
            platform ->
                Arrays.stream(DriverKind.values())
                    .flatMap(
                        driver ->
                            Arrays.stream(ApplicationKind.values())
                                .map(
                                    application ->
                                        new Configuration(platform, driver, application, bounds))));
  }

  /** The same with another platform. */
  public Configuration with(Platform other) {
    return new Configuration(other, driver, application, bounds);
  }

  /** The same with another kind of driver. */
  public Configuration with(DriverKind other) {
    return new Configuration(platform, other, application, bounds);
  }

  /** The same with another kind of application. */
  public Configuration with(ApplicationKind other) {
    return new Configuration(platform, driver, other, bounds);
  }

  /** The same with other bounds. */
  public Configuration with(Bounds other) {
    return new Configuration(platform, driver, application, other);
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT, "%s, %s driver, %s application, %s", platform, driver, application, bounds);
  }
}
