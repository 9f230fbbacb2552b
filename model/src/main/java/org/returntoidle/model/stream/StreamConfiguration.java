package org.returntoidle.model.stream;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * One instance of the stream protocol.
 *
 * @param driver what the driver can do
 * @param application how the application cancels
 * @param bounds how much may happen
 * @param variant in what it differs from the reference
 */
public record StreamConfiguration(
    StreamDriver driver,
    StreamApplication application,
    StreamBounds bounds,
    StreamVariant variant) {

  /** One that does not differ from the reference. */
  public StreamConfiguration(
      StreamDriver driver, StreamApplication application, StreamBounds bounds) {
    this(driver, application, bounds, StreamVariant.NONE);
  }

  /** The same with other bounds. */
  public StreamConfiguration with(StreamBounds other) {
    return new StreamConfiguration(driver, application, other, variant);
  }

  /** The same as another variant. */
  public StreamConfiguration with(StreamVariant other) {
    return new StreamConfiguration(driver, application, bounds, other);
  }

  /** Every driver × application, in that order. */
  public static Stream<StreamConfiguration> all(StreamBounds bounds) {
    return StreamDriver.all().stream()
        .flatMap(
            driver ->
                Arrays.stream(StreamApplication.values())
                    .map(application -> new StreamConfiguration(driver, application, bounds)));
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%s driver, %s application, %s%s",
        driver,
        application,
        bounds,
        variant == StreamVariant.NONE ? "" : ", " + variant);
  }
}
