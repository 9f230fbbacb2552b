package org.returntoidle.spec.trace;

import static com.google.common.collect.ImmutableMap.toImmutableMap;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Sets;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.returntoidle.driver.StreamTransferContext.Tymed;
import org.returntoidle.model.Action;
import org.returntoidle.model.DriverKind;
import org.returntoidle.model.Platform;
import org.returntoidle.model.Rule;
import org.returntoidle.model.monitor.Manner;

/** The words of the format, and which fields go with which event. */
final class Words {
  /** The word of a line that says what is wrong by itself. */
  static final String MISDEED = "Misdeed";

  /** The word of each event of a banded trace; a callback's failure has one, whatever its code. */
  static final ImmutableMap<String, Action> EVENTS = events(Action.BANDED);

  /** The same of a stream trace. */
  static final ImmutableMap<String, Action> STREAM_EVENTS =
      events(Sets.union(Action.STREAMS, Action.ONLY_PLAYED));

  /** The same of both. */
  static final ImmutableMap<String, Action> ALL_EVENTS = events(EnumSet.allOf(Action.class));

  static final ImmutableMap<String, Manner> MANNERS =
      Stream.of(Manner.values()).collect(toImmutableMap(Words::of, manner -> manner));

  static final ImmutableMap<String, Platform> PLATFORMS =
      Stream.concat(Platform.inEveryReading().stream(), Stream.of(Platform.VISTA))
          .collect(toImmutableMap(Platform::label, platform -> platform));

  /** How many streams a transfer has; the words of Windows, in small letters. */
  static final ImmutableMap<String, Tymed> TYMEDS =
      Stream.of(Tymed.values()).collect(toImmutableMap(Words::of, tymed -> tymed));

  static final ImmutableMap<String, DriverKind> DRIVERS =
      Stream.of(DriverKind.values()).collect(toImmutableMap(DriverKind::label, kind -> kind));

  private static final ImmutableMap<String, Rule> BANDED_RULES =
      Rule.banded().stream().collect(toImmutableMap(Rule::name, rule -> rule));

  private static final ImmutableMap<String, Rule> RULES =
      Stream.of(Rule.values()).collect(toImmutableMap(Rule::name, rule -> rule));

  private static final ImmutableSet<Action> WITH_BAND =
      Sets.immutableEnumSet(
          Action.READ_BAND,
          Action.READ_LAST_BAND,
          Action.DELIVER_BAND,
          Action.WRITE_BAND,
          Action.STREAM_TAKES);

  private static final ImmutableSet<Action> WITH_MANNER =
      Sets.immutableEnumSet(
          Action.NOTIFY_CANCEL_IO,
          Action.ANSWER_BUSY,
          Action.READ_BUTTON,
          Action.READ_FAULT,
          Action.READ_FEEDER_EMPTY,
          Action.START_FAILS);

  /** What traces of format 1 do not have. */
  static final ImmutableSet<Action> SINCE_SECOND = Sets.immutableEnumSet(Action.START_FAILS);

  private Words() {}

  private static ImmutableMap<String, Action> events(Set<Action> actions) {
    return actions.stream()
        .filter(action -> action != Action.CALLBACK_FAILS_E_ABORT)
        .collect(toImmutableMap(Words::of, action -> action));
  }

  /** The words of a trace, whose transfers go to streams or not. */
  static ImmutableMap<String, Action> events(boolean streams) {
    return streams ? STREAM_EVENTS : EVENTS;
  }

  /** The rules that a misdeed can break. */
  static ImmutableMap<String, Rule> rules(boolean streams) {
    return streams ? RULES : BANDED_RULES;
  }

  static String of(Action action) {
    return Action.CALLBACK_ANSWERS.contains(action) && action.label().indexOf('_') > 0
        ? action.label().substring(0, action.label().indexOf('_'))
        : action.label();
  }

  static String of(Manner manner) {
    return word(manner.name());
  }

  static String of(Tymed tymed) {
    return word(tymed.name());
  }

  private static String word(String name) {
    return name.toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Whether an event may have the field. */
  static boolean allows(Action action, Field field) {
    return switch (field) {
      case BAND, LAST, BYTES -> WITH_BAND.contains(action);
      case PAGES, TYMED -> action == Action.ACQUIRE_ITEM_DATA;
      case CODE -> isAnswer(action) || needed(action).contains(field);
      case MANNER -> WITH_MANNER.contains(action);
      case RULE, SAYS -> false;
      default -> Field.OF_EVENT.contains(field);
    };
  }

  /** Whether it is how a callback returns. */
  static boolean isAnswer(Action action) {
    return Action.CALLBACK_ANSWERS.contains(action)
        || action == Action.CALLBACK_SKIPS
        || action == Action.HANDLER_RESOLVES
        || action == Action.HANDLER_GIVES_UP
        || action == Action.SERVICE_CANCELS;
  }

  /** The fields without which an event says too little. */
  static Set<Field> needed(Action action) {
    return switch (action) {
      case CALLBACK_FAILS_E_FAIL,
          READ_FAULT,
          START_FAILS,
          STREAM_FAILS,
          REPORT_DEVICE_STATUS,
          RETURN_FROM_ACQUIRE ->
          Set.of(Field.CODE);
      default -> Set.of();
    };
  }
}
