package org.returntoidle.spec.rules;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
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
 * <p>It is read off the judge's own fields: a new one cannot be forgotten. What is left out has its
 * reason.
 *
 * @param text equal for judges that will say the same of the same events
 * @param state of the driver in the middle of the transfer; idle if none runs, empty if nothing was
 *     run
 * @param isToEnd whether a cause has been observed that ends the transfer
 */
public record Memory(String text, Optional<TransferState> state, boolean isToEnd) {
  /** Rules ask for none, one or more. */
  private static final int MANY = 2;

  private static final String SHARED = "shown by the device or the driver once, for all of a run";
  private static final String NUMBER = "a number that only words have";
  private static final String SHOWN = "shown, not judged";

  /** That there is a violation, another rule says without it. */
  static final String ONLY_NAMES = "only says which of several rules names it best";

  /** What is not remembered, and why: what a driver did long ago need not be told apart. */
  static final ImmutableMap<String, String> WITHOUT =
      ImmutableMap.<String, String>builder()
          .put("Judge.run", SHARED)
          .put("Judge.strict", SHARED)
          .put("Judge.findings", "what is found already")
          .put("Judge.images", "bytes of earlier transfers only say which rule names a wrong one")
          .put("Judge.image", "the delivery has it")
          .put("Judge.canceledBefore", ONLY_NAMES)
          .put("Judge.canceledWhileIdle", ONLY_NAMES)
          .put("Judge.otherEventWhileIdle", ONLY_NAMES)
          .put("Judge.threwBefore", ONLY_NAMES)
          .put("Judge.latency", SHOWN)
          .put("TransferFacts.number", NUMBER)
          .put("TransferFacts.asynchronous", SHARED)
          .put("TransferFacts.canceledBefore", ONLY_NAMES)
          .put("TransferFacts.canceledWhileIdle", ONLY_NAMES)
          .put("TransferFacts.threwBefore", ONLY_NAMES)
          .put("TransferFacts.canceledBeforeFirstBand", ONLY_NAMES)
          .put("TransferFacts.notified", ONLY_NAMES)
          .put("TransferFacts.otherEvent", ONLY_NAMES)
          .put("TransferFacts.answeredBusy", ONLY_NAMES)
          .put("TransferFacts.started", ONLY_NAMES)
          .put("TransferFacts.cancels", ONLY_NAMES)
          .put("TransferFacts.callbacks", ONLY_NAMES)
          .put("TransferFacts.reads", ONLY_NAMES)
          .put("TransferFacts.readsAfterCancel", SHOWN)
          .put("TransferFacts.callbacksAfterCancel", SHOWN)
          .put("StreamJudge.evidence", SHARED)
          .put("StreamJudge.findings", "what is found already")
          .put("StreamJudge.earlier", "pages of before only say which rule names a wrong byte")
          .put("StreamJudge.anomalies", ONLY_NAMES)
          .put("StreamJudge.broken", "what is found already")
          .put("StreamJudge.newest", "the transfer that runs, which is there by itself")
          .put("StreamJudge.canceledBefore", ONLY_NAMES)
          .put("StreamJudge.canceledWhileIdle", ONLY_NAMES)
          .put("StreamJudge.otherEventWhileIdle", ONLY_NAMES)
          .put("StreamJudge.threwBefore", ONLY_NAMES)
          .put("StreamJudge.latency", SHOWN)
          .put("Returned.broken", "what is found already")
          .put("Returned.at", "where among the findings its own are put in")
          .put("StreamFacts.number", NUMBER)
          .put("StreamFacts.before", ONLY_NAMES)
          .put("StreamFacts.asynchronous", SHARED)
          .put("StreamFacts.earlier", "pages of before only say which rule names a wrong byte")
          .put("StreamFacts.answeredToMessage", ONLY_NAMES)
          .put("StreamFacts.lateCancel", ONLY_NAMES)
          .put("StreamFacts.ignoredCancelIo", ONLY_NAMES)
          .put("StreamFacts.skipToMessage", ONLY_NAMES)
          .put("StreamFacts.canceledBeforeFirstBand", ONLY_NAMES)
          .put("StreamFacts.cancels", ONLY_NAMES)
          .put("StreamFacts.notified", ONLY_NAMES)
          .put("StreamFacts.otherEvent", ONLY_NAMES)
          .put("StreamFacts.answeredBusy", ONLY_NAMES)
          .put("StreamFacts.started", ONLY_NAMES)
          .put("StreamFacts.reads", ONLY_NAMES)
          .put("StreamFacts.callbacks", ONLY_NAMES)
          .put("StreamFacts.readsAfterCancel", SHOWN)
          .put("StreamFacts.callbacksAfterCancel", SHOWN)
          .put("Told.resolved", ONLY_NAMES)
          .put("Told.reports", ONLY_NAMES)
          .put("Told.notices", ONLY_NAMES)
          .buildOrThrow();

  /** How many bytes are being written matters until they are. */
  private static final String BYTES = "bytesInFlight";

  /** What a judge remembers who has seen the first events of a run. */
  public static Memory of(Execution run, int events, Reading reading) {
    return of(run, events, reading, WITHOUT.keySet(), true);
  }

  /**
   * The same of a judge who forgets more or less.
   *
   * @param without the fields that are not remembered
   * @param forgets whether it forgets what is over
   */
  static Memory of(
      Execution run, int events, Reading reading, Set<String> without, boolean forgets) {
    Execution begun = run.first(events);
    Text text = new Text(without, forgets);
    if (run.platform().streams()) {
      StreamJudge judge = StreamJudge.after(begun);
      text.fields(judge);
      return new Memory(text.toString(), Optional.of(state(judge)), judge.isToEnd());
    }
    Judge judge = Judge.after(begun, reading);
    text.fields(judge);
    TransferState state = judge.state();
    boolean isToEnd = state == TransferState.CANCELING || state == TransferState.ERROR;
    return new Memory(text.toString(), Optional.of(state), isToEnd);
  }

  /** By what the driver has observed so far. */
  private static TransferState state(StreamJudge judge) {
    StreamFacts facts = judge.facts;
    if (facts == null) {
      return TransferState.IDLE;
    }
    if (facts.goesOn()) {
      return TransferState.ACQUIRING;
    }
    return facts.canceled() ? TransferState.CANCELING : TransferState.ERROR;
  }

  /** Whether a judge has it, and not its class or the compiler. */
  static boolean matters(Field field) {
    return !Modifier.isStatic(field.getModifiers()) && !field.isSynthetic();
  }

  /** How a field is called here. */
  static String name(Field field) {
    return field.getDeclaringClass().getSimpleName() + "." + field.getName();
  }

  private static @Nullable Object get(Field field, Object owner) {
    try {
      field.setAccessible(true); // Of this package only: nobody else's fields are read.
      return field.get(owner);
    } catch (IllegalAccessException e) {
      throw new IllegalStateException("a judge's own field", e);
    }
  }

  /** One that is being written down. */
  private static final class Text {
    private final StringBuilder text = new StringBuilder();
    private final Set<String> without;
    private final boolean forgets;

    /** What no longer matters in this transfer. */
    private ImmutableSet<String> over = ImmutableSet.of();

    private boolean streamOpen = true;

    Text(Set<String> without, boolean forgets) {
      this.without = without;
      this.forgets = forgets;
    }

    @Override
    public String toString() {
      return text.toString();
    }

    void fields(Object owner) {
      if (owner instanceof StreamFacts facts && forgets) {
        over = facts.over();
        streamOpen = facts.streamOpen;
      }
      text.append('(');
      for (Field field : owner.getClass().getDeclaredFields()) {
        String name = name(field);
        if (matters(field) && !without.contains(name) && !over.contains(name)) {
          text.append(field.getName()).append('=');
          value(field.getName(), get(field, owner));
          text.append(' ');
        }
      }
      text.append(')');
    }

    private void value(String name, @Nullable Object value) {
      if (value instanceof Delivery delivery) {
        text.append(delivery.memory());
      } else if (value instanceof Pages pages) {
        text.append(pages.memory(over.contains(StreamFacts.PAGES), streamOpen));
      } else if (value instanceof Number number) {
        text.append(name.equals(BYTES) ? number.longValue() : Math.min(MANY, number.longValue()));
      } else if (value instanceof CharSequence words) {
        text.append(words.isEmpty() ? "" : "said"); // What it says has numbers in it.
      } else if (value instanceof Optional<?> some) {
        value(name, some.orElse(null));
      } else if (value instanceof Collection<?> several) {
        List.copyOf(several).forEach(one -> value(name, one));
      } else if (value == null
          || value instanceof Boolean
          || value instanceof Enum<?>
          || value instanceof HResult) {
        text.append(value);
      } else {
        fields(value);
      }
    }
  }
}
