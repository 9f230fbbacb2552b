package org.returntoidle.model.stream;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Stream;
import org.returntoidle.model.DriverKind;

/**
 * One instance of the stream protocol.
 *
 * @param driver what the driver can do
 * @param application how the application cancels
 * @param bounds how much may happen
 */
public record StreamConfiguration(
    StreamDriver driver, StreamApplication application, StreamBounds bounds) {

  /** Every driver × application, in that order. */
  public static Stream<StreamConfiguration> all(StreamBounds bounds) {
    return Arrays.stream(DriverKind.values())
        .flatMap(
            kind ->
                kind == DriverKind.NOT_ASYNCHRONOUS
                    ? Stream.of(new StreamDriver(kind, false))
                    : Stream.of(new StreamDriver(kind, false), new StreamDriver(kind, true)))
        .flatMap(
            driver ->
                Arrays.stream(StreamApplication.values())
                    .map(application -> new StreamConfiguration(driver, application, bounds)));
  }

  @Override
  public String toString() {
    return String.format(Locale.ROOT, "%s driver, %s application, %s", driver, application, bounds);
  }
}
