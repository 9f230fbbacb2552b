package org.returntoidle.tla;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.returntoidle.model.Action;
import org.returntoidle.model.engine.BranchingSystem;
import org.returntoidle.tla.engine.Modules;

/**
 * What a claim is about: a protocol in one configuration, in Java and in TLA+.
 *
 * @param <S> states
 */
public sealed interface Subject<S extends Record> permits Banded, Streamed {
  /** The protocol in Java. */
  BranchingSystem<S, Action> system();

  /** Everything that can be claimed of it, where none of {@code fair} stands still. */
  ImmutableMap<String, Formula<S>> formulas(Set<? extends Component> fair);

  /** The components that the specification with this name assumes not to stand still. */
  ImmutableSet<? extends Component> fairness(String specification);

  /** Where the specification with this name begins; empty where it begins as the protocol does. */
  Optional<Stream<S>> beginnings(String specification);

  /** The name of the operator in TLA+ that is {@code action} here. */
  String label(Action action);

  /** The module that TLC is run on. */
  String root();

  /** The modules, the root being the one that TLC is run on. */
  Modules modules(TlaFiles files);

  /** The lines of a TLC configuration that say which protocol it is. */
  ImmutableList<String> constants();

  /** Whether anything is bounded. */
  boolean isBounded();
}
