package org.returntoidle.tla;

import com.google.common.collect.ImmutableSet;
import org.returntoidle.model.Action;

/** Someone who may be assumed not to stand still for ever while there is something to do. */
public interface Component {
  /** Its name as that of a constant. */
  String name();

  /** What it does; never empty. */
  ImmutableSet<Action> actions();
}
