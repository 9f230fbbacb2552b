package org.returntoidle.spec.report;

import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.returntoidle.model.Action;
import org.returntoidle.model.rows.Variable;

/**
 * A way through a protocol, from its initial state.
 *
 * @param profile in which it can be gone
 * @param actions what happens, in order
 */
record Walk<S>(Profile<S> profile, ImmutableList<Action> actions) {

  /**
   * A walk that was thought of beforehand.
   *
   * @throws IllegalStateException if the protocol does not permit it
   */
  static <S> Walk<S> of(Profile<S> profile, Action... actions) {
    Walk<S> walk = new Walk<>(profile, ImmutableList.copyOf(actions));
    profile.states(walk.actions);
    return walk;
  }

  /** The fragment of a link to its end, as the page reads it. */
  String link() {
    StringBuilder link = new StringBuilder("#explore/").append(profile.key());
    actions.forEach(action -> link.append('/').append(action.label()));
    return link.toString();
  }

  /** What happens in words; a return with its code. */
  ImmutableList<String> texts() {
    List<S> states = profile.states(actions);
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < actions.size(); i++) {
      Action action = actions.get(i);
      S after = states.get(i + 1);
      texts.add(
          action == Action.RETURN_FROM_ACQUIRE
              ? action.label() + "(" + text(after, "result").orElseThrow() + ")"
              : action.label());
    }
    return ImmutableList.copyOf(texts);
  }

  /** What a variable is at the end; empty if there is none by that name. */
  Optional<String> atTheEnd(String name) {
    List<S> states = profile.states(actions);
    return text(states.get(states.size() - 1), name);
  }

  private Optional<String> text(S state, String name) {
    return profile.view().variables().all().stream()
        .filter(variable -> variable.name().equals(name))
        .map((Variable<S> variable) -> variable.value(state).toString())
        .findFirst();
  }
}
