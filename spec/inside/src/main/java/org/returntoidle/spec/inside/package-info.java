/** Two threads in a driver at once: every order of its own statements, as far as that goes. */
@NullMarked
package org.returntoidle.spec.inside;

import org.jspecify.annotations.NullMarked;
