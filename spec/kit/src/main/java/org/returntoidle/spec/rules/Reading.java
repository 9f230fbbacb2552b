package org.returntoidle.spec.rules;

/** How the rules are read where the two documents are silent. */
public enum Reading {
  /** The reference's own choices: D5 for every callback, D9 means {@code S_OK}, D16, D19. */
  STRICT,
  /** What another driver may do as well. */
  PERMISSIVE
}
