package org.returntoidle.model.engine;

import com.google.common.collect.ImmutableList;

/**
 * What happens, one step after the other.
 *
 * @param start the state in which it begins
 * @param actions the steps; empty if none is needed
 */
public record Path<S, A>(S start, ImmutableList<A> actions) {}
