/**
 * The stream protocol of Windows Vista and later: one item, any number of pages, a stream for each.
 * The same machine of four states, on the same engine, as a second protocol beside the banded one.
 * Mirrored by {@code StreamProtocol.tla}.
 */
@NullMarked
package org.returntoidle.model.stream;

import org.jspecify.annotations.NullMarked;
