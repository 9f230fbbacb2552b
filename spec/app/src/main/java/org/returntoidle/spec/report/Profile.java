package org.returntoidle.spec.report;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.returntoidle.model.Action;
import org.returntoidle.model.Configuration;
import org.returntoidle.model.Protocol;
import org.returntoidle.model.ProtocolState;
import org.returntoidle.model.engine.TransitionSystem;
import org.returntoidle.model.rows.Row;
import org.returntoidle.model.rows.RowSystem;
import org.returntoidle.model.stream.StreamConfiguration;
import org.returntoidle.model.stream.StreamProtocol;
import org.returntoidle.model.stream.StreamState;
import org.returntoidle.spec.report.Meaning.Word;

/**
 * A protocol in one configuration, as the page walks it.
 *
 * @param view its states
 * @param chosen what was chosen
 * @param rows when each action can happen and what it does
 * @param steps the same, one at a time
 * @param system the same, for searches
 */
record Profile<S>(
    View<S> view,
    ImmutableMap<Choice, Word> chosen,
    ImmutableMap<Action, Row<S>> rows,
    RowSystem<S, Action> steps,
    TransitionSystem<S, Action> system) {

  private Profile(
      View<S> view,
      ImmutableMap<Choice, Word> chosen,
      ImmutableMap<Action, Row<S>> rows,
      TransitionSystem<S, Action> system) {
    this(view, chosen, rows, new RowSystem<>(Action.class, rows, view.variables()), system);
  }

  /** That of banded transfers; platforms with the same protocol have the same. */
  static Profile<ProtocolState> of(Configuration configuration) {
    Protocol protocol = new Protocol(configuration);
    return new Profile<>(
        View.BANDS,
        Meaning.words(
                configuration.platform().sameProtocol(),
                new Word(configuration.driver().label(), Meaning.of(configuration.driver())),
                new Word(
                    configuration.application().label(), Meaning.of(configuration.application())))
            .buildOrThrow(),
        protocol.rows(),
        protocol);
  }

  /** That of transfers to streams. */
  static Profile<StreamState> of(StreamConfiguration configuration) {
    StreamProtocol protocol = new StreamProtocol(configuration);
    return new Profile<>(View.STREAMS, Meaning.words(configuration), protocol.rows(), protocol);
  }

  /** What was chosen decides; the tables are large. */
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Profile<?> profile && key().equals(profile.key());
  }

  @Override
  public int hashCode() {
    return key().hashCode();
  }

  /** Its key: the tables are large. */
  @Override
  public String toString() {
    return key();
  }

  /** The label of what was chosen; empty if there was nothing to choose. */
  String label(Choice choice) {
    Word word = chosen.get(choice);
    return word == null ? "" : word.label();
  }

  /** A name for scripts and links, such as {@code xp-interruptible-both}. */
  String key() {
    return chosen.entrySet().stream()
        .filter(entry -> isUnusual(entry))
        .map(entry -> entry.getValue().label())
        .collect(Collectors.joining("-"))
        .toLowerCase(Locale.ROOT);
  }

  private static boolean isUnusual(Map.Entry<Choice, Word> entry) {
    return !entry.getValue().label().equals(entry.getKey().usual());
  }

  /** How many choices differ from the reference. */
  long unusual() {
    return chosen.entrySet().stream()
        .filter(entry -> isUnusual(entry) && !entry.getKey().usual().isEmpty())
        .count();
  }

  /** In a few words. */
  String words() {
    return chosen.entrySet().stream()
        .filter(entry -> isUnusual(entry))
        .map(entry -> entry.getKey().said(entry.getValue().label()))
        .collect(Collectors.joining(", "));
  }

  /** The state after {@code action}; empty if it cannot happen in {@code state}. */
  Optional<S> next(S state, Action action) {
    return steps.next(state, action);
  }

  /**
   * The states of a walk from the beginning, the initial one among them.
   *
   * @throws IllegalStateException if the protocol does not permit it
   */
  ImmutableList<S> states(Iterable<Action> actions) {
    ImmutableList.Builder<S> states = ImmutableList.builder();
    S state = view.initial();
    states.add(state);
    for (Action action : actions) {
      S before = state;
      state =
          next(before, action)
              .orElseThrow(() -> new IllegalStateException(action + " cannot happen in " + before));
      states.add(state);
    }
    return states.build();
  }
}
