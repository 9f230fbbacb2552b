/**
 * The cancellation protocol as data and pure functions: the machine, the protocol around it, the
 * explorer that walks every state. No threads, no input, no output.
 */
@NullMarked
package org.returntoidle.model;

import org.jspecify.annotations.NullMarked;
