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
 * @param feeder where the pages come from
 * @param items who goes from item to item
 * @param messages what the driver does with a fault of the device
 */
public record StreamConfiguration(
    StreamDriver driver,
    StreamApplication application,
    StreamBounds bounds,
    StreamVariant variant,
    StreamFeeder feeder,
    StreamItems items,
    StreamMessages messages) {

  /**
   * Checks the values.
   *
   * @throws IllegalArgumentException if pages are bounded where a sheet is read before it is known
   *     whether that is one too many
   */
  public StreamConfiguration {
    if (feeder != StreamFeeder.NONE
        && variant == StreamVariant.ASKS_LATE
        && bounds.pages().isPresent()) {
      throw new IllegalArgumentException(
          "a driver that asks late takes what the feeder has: pages have no bound");
    }
  }

  /** One in which a fault is a cause at once. */
  public StreamConfiguration(
      StreamDriver driver,
      StreamApplication application,
      StreamBounds bounds,
      StreamVariant variant,
      StreamFeeder feeder,
      StreamItems items) {
    this(driver, application, bounds, variant, feeder, items, StreamMessages.NONE);
  }

  /** One of a flatbed, in which the driver goes from item to item. */
  public StreamConfiguration(
      StreamDriver driver,
      StreamApplication application,
      StreamBounds bounds,
      StreamVariant variant) {
    this(driver, application, bounds, variant, StreamFeeder.NONE, StreamItems.DRIVER);
  }

  /** One that does not differ from the reference. */
  public StreamConfiguration(
      StreamDriver driver, StreamApplication application, StreamBounds bounds) {
    this(driver, application, bounds, StreamVariant.NONE);
  }

  /** The same with other bounds. */
  public StreamConfiguration with(StreamBounds other) {
    return new StreamConfiguration(driver, application, other, variant, feeder, items, messages);
  }

  /** The same as another variant. */
  public StreamConfiguration with(StreamVariant other) {
    return new StreamConfiguration(driver, application, bounds, other, feeder, items, messages);
  }

  /** The same with pages from elsewhere. */
  public StreamConfiguration with(StreamFeeder other) {
    return new StreamConfiguration(driver, application, bounds, variant, other, items, messages);
  }

  /** The same where somebody else goes from item to item. */
  public StreamConfiguration with(StreamItems other) {
    return new StreamConfiguration(driver, application, bounds, variant, feeder, other, messages);
  }

  /** The same where a fault is told first, or is not. */
  public StreamConfiguration with(StreamMessages other) {
    return new StreamConfiguration(driver, application, bounds, variant, feeder, items, other);
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
        "%s driver, %s application, %s%s%s%s%s",
        driver,
        application,
        bounds,
        variant == StreamVariant.NONE ? "" : ", " + variant,
        feeder == StreamFeeder.NONE ? "" : ", feeder: " + feeder,
        items == StreamItems.DRIVER ? "" : ", items: " + items,
        messages == StreamMessages.NONE ? "" : ", device messages: " + messages);
  }
}
