package org.returntoidle.spec.report;

import com.google.common.collect.ImmutableMap;
import org.returntoidle.model.ApplicationKind;
import org.returntoidle.model.DriverKind;
import org.returntoidle.model.Platform;
import org.returntoidle.model.stream.StreamApplication;
import org.returntoidle.model.stream.StreamConfiguration;
import org.returntoidle.model.stream.StreamDriver;
import org.returntoidle.model.stream.StreamFeeder;
import org.returntoidle.model.stream.StreamItems;
import org.returntoidle.model.stream.StreamMessages;
import org.returntoidle.model.stream.StreamVariant;

/** What the values of the {@link Choice choices} mean, in a sentence each. */
final class Meaning {
  private Meaning() {}

  static String of(Platform platform) {
    return platform.streams()
        ? "Windows Vista and later: the driver writes each page to a stream."
        : platform.cancelIsAnError()
            ? "Windows Me: the driver delivers bands, and a cancel is declared an error."
            : "Windows XP: the driver delivers bands, and a canceled transfer returns S_FALSE.";
  }

  static String of(DriverKind driver) {
    return switch (driver) {
      case NOT_ASYNCHRONOUS -> "The driver ignores CANCEL_IO.";
      case BLOCKING -> "The driver heeds CANCEL_IO, but has to wait for the read in flight.";
      case INTERRUPTIBLE -> "The driver heeds CANCEL_IO, and gives up the read in flight.";
    };
  }

  static String of(StreamDriver driver) {
    return of(driver.kind())
        + (driver.confirming() ? " It asks by a message first, and the answer decides." : "");
  }

  static String of(ApplicationKind application) {
    return switch (application) {
      case CANCEL_PENDING_IO -> "The application cancels by CancelPendingIO.";
      case CALLBACK -> "The application cancels by S_FALSE from a callback.";
      case BOTH -> "The application cancels by CancelPendingIO, and its callbacks say so, too.";
    };
  }

  static String of(StreamApplication application) {
    return switch (application) {
      case CANCEL_TRANSFER -> "The application cancels by IWiaTransfer::Cancel.";
      case CALLBACK -> "The application cancels by S_FALSE from a callback.";
      case BOTH -> "The application calls Cancel, and a callback in flight then says S_FALSE.";
    };
  }

  static String of(StreamVariant variant) {
    return switch (variant) {
      case NONE -> "";
      case ASKS_ONCE -> "Unlike the reference, the driver sends no message after a write.";
      case DISCARDS_SILENTLY ->
          "Unlike the reference, the driver sends no message after a band of a skipped page.";
      case ASKS_LATE ->
          "Unlike the reference, the driver asks for a page's stream once it has read a band.";
      case FOREIGN_CANCEL -> "Somebody else can call Cancel on the same device.";
    };
  }

  static String of(StreamFeeder feeder) {
    return switch (feeder) {
      case NONE -> "";
      case NUMBER -> "The pages come from a feeder, and their number is given.";
      case ALL -> "The pages come from a feeder, and all are wanted.";
    };
  }

  static String of(StreamItems items) {
    return switch (items) {
      case DRIVER -> "";
      case SERVICE -> "The service calls the driver once for each item.";
    };
  }

  static String of(StreamMessages messages) {
    return switch (messages) {
      case NONE -> "";
      case UNHANDLED ->
          "The driver tells of a fault first; nobody handles errors, so it gets the code back.";
      case HANDLED -> "The driver tells of a fault first, and an error handler answers.";
    };
  }

  /** What a value is called, and what it means; empty if that goes without saying. */
  record Word(String label, String says) {}

  /** What every protocol lets choose. */
  static ImmutableMap.Builder<Choice, Word> words(
      Platform platform, Word driver, Word application) {
    return ImmutableMap.<Choice, Word>builder()
        .put(Choice.PLATFORM, new Word(platform.label(), of(platform)))
        .put(Choice.DRIVER, driver)
        .put(Choice.APPLICATION, application);
  }

  /** What the stream protocol lets choose. */
  static ImmutableMap<Choice, Word> words(StreamConfiguration c) {
    return words(
            Platform.VISTA,
            new Word(c.driver().label(), of(c.driver())),
            new Word(c.application().toString(), of(c.application())))
        .put(Choice.VARIANT, new Word(c.variant().toString(), of(c.variant())))
        .put(Choice.FEEDER, new Word(c.feeder().toString(), of(c.feeder())))
        .put(Choice.ITEMS, new Word(c.items().toString(), of(c.items())))
        .put(Choice.MESSAGES, new Word(c.messages().toString(), of(c.messages())))
        .buildOrThrow();
  }
}
