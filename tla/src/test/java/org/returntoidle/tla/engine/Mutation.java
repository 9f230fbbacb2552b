package org.returntoidle.tla.engine;

/**
 * One change of a module: a guard that is removed, or an effect that is left out.
 *
 * @param module that is changed
 * @param operator in it
 * @param conjunct the text that is changed, in one line
 * @param change what stands there instead
 * @param text the whole module with the change
 */
public record Mutation(
    String module, String operator, String conjunct, String change, String text) {
  @Override
  public String toString() {
    return "%s: %s -> %s".formatted(operator, conjunct, change);
  }
}
