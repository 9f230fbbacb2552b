package org.returntoidle.spec.verify;

import com.google.common.base.Strings;
import com.google.common.collect.ImmutableList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.returntoidle.model.Action;
import org.returntoidle.model.Action.Party;

/** The steps of a counterexample of TLC: a column for each party, time runs down. */
public final class StepColumns {
  private static final int WIDTH = 18;
  private static final ImmutableList<Party> PARTIES = ImmutableList.copyOf(Party.values());

  /** Where a step stands that nobody of these makes: an action that is new in changed modules. */
  private static final String NOBODY = "  ?? ";

  private StepColumns() {}

  /** These steps, by the names of their actions in TLA+. */
  public static String of(List<String> steps) {
    StringBuilder text = new StringBuilder("step      ");
    for (Party party : PARTIES) {
      text.append(' ').append(Strings.padEnd(name(party), WIDTH - 1, ' '));
    }
    text = new StringBuilder(text.toString().stripTrailing());
    for (int i = 0; i < steps.size(); i++) {
      String step = steps.get(i);
      text.append('\n').append(Strings.padStart(Integer.toString(i + 1), 6, ' '));
      text.append(party(step).map(StepColumns::indent).orElse(NOBODY)).append(step);
    }
    return text.toString();
  }

  /** Whose step it is; {@code NotifyCancelIOOfMany} is one like {@code NotifyCancelIO}. */
  private static Optional<Party> party(String step) {
    return Arrays.stream(Action.values())
        .filter(action -> step.startsWith(action.label()))
        .max(Comparator.comparingInt(action -> action.label().length()))
        .map(Action::party);
  }

  private static String indent(Party party) {
    return " ".repeat(5 + WIDTH * PARTIES.indexOf(party));
  }

  private static String name(Party party) {
    return party.name().toLowerCase(Locale.ROOT);
  }
}
