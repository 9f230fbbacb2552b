package org.returntoidle.tla;

/**
 * A step of either graph, in text.
 *
 * @param from the state before, as {@code variable = value} pairs
 * @param action the action's label
 * @param to the state after
 */
record GraphEdge(String from, String action, String to) {}
