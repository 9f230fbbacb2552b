package org.returntoidle.spec.trace;

import static com.google.common.collect.ImmutableMap.toImmutableMap;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Sets;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.returntoidle.model.Action;
import org.returntoidle.model.DriverKind;
import org.returntoidle.model.Platform;
import org.returntoidle.model.Rule;
import org.returntoidle.model.monitor.Manner;

/** The words of the format, and which fields go with which event. */
final class Words {
  /** The word of a line that says what is wrong by itself. */
  static final String MISDEED = "Misdeed";

  /** The word of each event; a callback's failure has one, whatever its code. */
  static final ImmutableMap<String, Action> EVENTS =
      Stream.of(Action.values())
          .filter(action -> action != Action.CALLBACK_FAILS_E_ABORT)
          .collect(toImmutableMap(Words::of, action -> action));

  static final ImmutableMap<String, Manner> MANNERS =
      Stream.of(Manner.values()).collect(toImmutableMap(Words::of, manner -> manner));

  static final ImmutableMap<String, Platform> PLATFORMS =
      Platform.inEveryReading().stream()
          .collect(toImmutableMap(Platform::label, platform -> platform));

  static final ImmutableMap<String, DriverKind> DRIVERS =
      Stream.of(DriverKind.values()).collect(toImmutableMap(DriverKind::label, kind -> kind));

  static final ImmutableMap<String, Rule> RULES =
      Stream.of(Rule.values())
          .filter(Rule::needsCheck)
          .collect(toImmutableMap(Rule::name, rule -> rule));

  private static final ImmutableSet<Action> WITH_BAND =
      Sets.immutableEnumSet(Action.READ_BAND, Action.READ_LAST_BAND, Action.DELIVER_BAND);

  private static final ImmutableSet<Action> WITH_MANNER =
      Sets.immutableEnumSet(
          Action.NOTIFY_CANCEL_IO,
          Action.ANSWER_BUSY,
          Action.READ_BUTTON,
          Action.READ_FAULT,
          Action.START_FAILS);

  /** What traces of format 1 do not have. */
  static final ImmutableSet<Action> SINCE_SECOND = Sets.immutableEnumSet(Action.START_FAILS);

  private Words() {}

  static String of(Action action) {
    return Action.CALLBACK_ANSWERS.contains(action) && action.label().indexOf('_') > 0
        ? action.label().substring(0, action.label().indexOf('_'))
        : action.label();
  }

  static String of(Manner manner) {
    return manner.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Whether an event may have the field. */
  static boolean allows(Action action, Field field) {
    return switch (field) {
      case BAND, LAST, BYTES -> WITH_BAND.contains(action);
      case CODE -> Action.CALLBACK_ANSWERS.contains(action) || needed(action).contains(field);
      case MANNER -> WITH_MANNER.contains(action);
      case RULE, SAYS -> false;
      default -> Field.OF_EVENT.contains(field);
    };
  }

  /** The fields without which an event says too little. */
  static Set<Field> needed(Action action) {
    return switch (action) {
      case CALLBACK_FAILS_E_FAIL, READ_FAULT, START_FAILS, RETURN_FROM_ACQUIRE ->
          Set.of(Field.CODE);
      default -> Set.of();
    };
  }
}
