/**
 * What can be asked of any protocol: how many states it has, whether something always, sometimes or
 * eventually happens, and a shortest way there. A {@link
 * org.returntoidle.model.engine.TransitionSystem} says what a protocol is. Nothing here knows one.
 */
@NullMarked
package org.returntoidle.model.engine;

import org.jspecify.annotations.NullMarked;
