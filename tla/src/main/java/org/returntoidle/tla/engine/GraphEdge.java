package org.returntoidle.tla.engine;

/**
 * A step of either graph, in text.
 *
 * @param from the state before, as {@code variable = value} pairs
 * @param action the action's label
 * @param to the state after
 */
public record GraphEdge(String from, String action, String to) {}
