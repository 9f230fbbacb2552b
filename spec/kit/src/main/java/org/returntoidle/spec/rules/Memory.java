package org.returntoidle.spec.rules;

import com.google.common.collect.ImmutableSet;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.returntoidle.model.HResult;
import org.returntoidle.model.TransferState;
import org.returntoidle.spec.harness.Execution;

/**
 * What a judge remembers in the middle of a run, as far as a later verdict can depend on it. There
 * are few memories, however long the runs are: nothing is counted beyond what a rule asks for, and
 * of bytes only those matter that are still to come. So a machine and a judge can be looked at
 * together without any bound.
 *
 * <p>It is read off the judge's own fields: a new one cannot be forgotten.
 *
 * @param text equal for judges that will say the same of the same events
 * @param state of the machine in the middle of the transfer; idle if none runs, or empty if the
 *     platform has another machine
 * @param isToEnd whether a cause has been observed that ends the transfer
 */
public record Memory(String text, Optional<TransferState> state, boolean isToEnd) {
  /** Rules ask for none, one or more. */
  private static final int MANY = 2;

  /** Numbers, findings, what does not change in a run, and what {@link CancelLatency} shows. */
  private static final ImmutableSet<String> WITHOUT =
      ImmutableSet.of(
          "run",
          "strict",
          "evidence",
          "findings",
          "at",
          "image",
          "images",
          "earlier",
          "number",
          "latency",
          "readsAfterCancel",
          "callbacksAfterCancel",
          "newest",
          "asynchronous");

  /**
   * What only says which of several rules names a violation best: that there is one, another rule
   * says without it. So what a driver did long ago need not be told apart.
   */
  private static final ImmutableSet<String> ONLY_NAMES =
      ImmutableSet.of(
          "before",
          "canceledBefore",
          "canceledWhileIdle",
          "otherEventWhileIdle",
          "threwBefore",
          "otherEvent",
          "answeredBusy",
          "notified",
          "cancels",
          "callbacks",
          "reads",
          "started",
          "canceledBeforeFirstBand",
          "skipToMessage",
          "resolved",
          "reports",
          "notices");

  /** How many bytes are being written matters until they are. */
  private static final String BYTES = "bytesInFlight";

  /** What a judge remembers who has seen the first events of a run. */
  public static Memory of(Execution run, int events, Reading reading) {
    Execution begun = run.first(events);
    StringBuilder text = new StringBuilder();
    if (run.platform().streams()) {
      StreamJudge judge = StreamJudge.after(begun);
      fields(judge, text);
      return new Memory(text.toString(), Optional.empty(), judge.isToEnd());
    }
    Judge judge = Judge.after(begun, reading);
    fields(judge, text);
    TransferState state = judge.state();
    boolean isToEnd = state == TransferState.CANCELING || state == TransferState.ERROR;
    return new Memory(text.toString(), Optional.of(state), isToEnd);
  }

  private static void fields(Object owner, StringBuilder text) {
    text.append('(');
    for (Field field : owner.getClass().getDeclaredFields()) {
      boolean matters = !Modifier.isStatic(field.getModifiers()) && !field.isSynthetic();
      if (matters && !WITHOUT.contains(field.getName()) && !ONLY_NAMES.contains(field.getName())) {
        text.append(field.getName()).append('=');
        value(field.getName(), get(field, owner), text);
        text.append(' ');
      }
    }
    text.append(')');
  }

  private static @Nullable Object get(Field field, Object owner) {
    try {
      field.setAccessible(true); // Of this package only: nobody else's fields are read.
      return field.get(owner);
    } catch (IllegalAccessException e) {
      throw new IllegalStateException("a judge's own field", e);
    }
  }

  private static void value(String name, @Nullable Object value, StringBuilder text) {
    if (value instanceof Delivery delivery) {
      text.append(delivery.memory());
    } else if (value instanceof Pages pages) {
      text.append(pages.memory());
    } else if (value instanceof Number number) {
      text.append(name.equals(BYTES) ? number.longValue() : Math.min(MANY, number.longValue()));
    } else if (value instanceof CharSequence words) {
      text.append(words.isEmpty() ? "" : "said"); // What it says has numbers in it.
    } else if (value instanceof Optional<?> some) {
      value(name, some.orElse(null), text);
    } else if (value instanceof Collection<?> several) {
      List.copyOf(several).forEach(one -> value(name, one, text));
    } else if (value == null
        || value instanceof Boolean
        || value instanceof Enum<?>
        || value instanceof HResult) {
      text.append(value);
    } else {
      fields(value, text);
    }
  }
}
