/**
 * Breadth-first search, counts, paths and liveness on any system of states and steps that are
 * numbers. Nothing here knows the protocol.
 */
@NullMarked
package org.returntoidle.model.engine;

import org.jspecify.annotations.NullMarked;
