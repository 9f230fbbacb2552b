/**
 * Runs TLC on any modules, and compares the graphs that TLC and Java have of any protocol. Nothing
 * here knows one.
 */
@NullMarked
package org.returntoidle.tla.engine;

import org.jspecify.annotations.NullMarked;
