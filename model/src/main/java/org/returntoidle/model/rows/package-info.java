/**
 * What happens in a protocol as data: guards and effects are terms over variables. They can be
 * computed, written down as in TLA+, and changed. Knows no protocol.
 */
@NullMarked
package org.returntoidle.model.rows;

import org.jspecify.annotations.NullMarked;
