package org.returntoidle.spec.drivers;

import org.returntoidle.driver.ScannerDevice;
import org.returntoidle.driver.StreamMiniDriver;

/** Some of the drivers of {@link RightHabitsTest}, for whoever needs a name of each. */
public final class PlainHabits {
  private PlainHabits() {}

  /** One of them. */
  public static final class None {
    private None() {}

    public static StreamMiniDriver driver(ScannerDevice device) {
      return new PlainStreamDriver(device);
    }
  }

  /** One of them. */
  public static final class BelievesEvent {
    private BelievesEvent() {}

    public static StreamMiniDriver driver(ScannerDevice device) {
      return new PlainStreamDriver(device, Habit.BELIEVES_EVENT);
    }
  }

  /** One of them. */
  public static final class AsksAfterEvent {
    private AsksAfterEvent() {}

    public static StreamMiniDriver driver(ScannerDevice device) {
      return new PlainStreamDriver(device, Habit.ASKS_AFTER_EVENT);
    }
  }

  /** One of them. */
  public static final class AsksWithFirstBand {
    private AsksWithFirstBand() {}

    public static StreamMiniDriver driver(ScannerDevice device) {
      return new PlainStreamDriver(device, Habit.ASKS_WITH_FIRST_BAND, Habit.ASKS_AFTER_EVENT);
    }
  }

  /** One of them. */
  public static final class ScansAhead {
    private ScansAhead() {}

    public static StreamMiniDriver driver(ScannerDevice device) {
      return new PlainStreamDriver(device, Habit.SCANS_AHEAD, Habit.BELIEVES_EVENT);
    }
  }

  /** One of them. */
  public static final class TellsBeforePage {
    private TellsBeforePage() {}

    public static StreamMiniDriver driver(ScannerDevice device) {
      return new PlainStreamDriver(device, Habit.TELLS_BEFORE_PAGE, Habit.RELEASES_LATE);
    }
  }

  /** One of them. */
  public static final class LooksAtDevice {
    private LooksAtDevice() {}

    public static StreamMiniDriver driver(ScannerDevice device) {
      return new PlainStreamDriver(
          device, Habit.HEEDS_DISCONNECT, Habit.LOOKS_AT_DEVICE, Habit.ASKS_AFTER_EVENT);
    }
  }
}
