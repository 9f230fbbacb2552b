/**
 * Runs TLC on the TLA+ modules beside this package and compares TLC's state graph with the
 * explorer's.
 */
@NullMarked
package org.returntoidle.tla;

import org.jspecify.annotations.NullMarked;
