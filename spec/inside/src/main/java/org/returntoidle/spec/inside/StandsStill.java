package org.returntoidle.spec.inside;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Whether Lincheck's account of a run that has not ended says that all threads wait for good. */
final class StandsStill {
  /** Each thread waits for a monitor, for another thread, or to be notified. */
  private static final String DEADLOCK = "deadlock";

  private static final Pattern LOOP = Pattern.compile("loop\\((\\d+) iterations\\) at (\\w+)");

  /** A loop that is given up has more; those that come to an end mostly have fewer. */
  private static final int LONG = 25;

  /** In which locks, conditions, latches and semaphores of the JDK wait: to Lincheck, they spin. */
  private static final String WAITS = "AbstractQueuedSynchronizer";

  private StandsStill() {}

  /** A loop of the driver's own may be one that a thread outside would end: that is not sure. */
  static boolean isSure(String says) {
    if (says.contains(DEADLOCK)) {
      return true;
    }
    Matcher matcher = LOOP.matcher(says);
    List<String> loops =
        matcher
            .results()
            .filter(loop -> loop.group(1).length() > 2 || Integer.parseInt(loop.group(1)) > LONG)
            .map(loop -> loop.group(2))
            .toList();
    return !loops.isEmpty() && loops.stream().allMatch(WAITS::equals);
  }
}
