/** The rules as a test class for other people's builds. */
@NullMarked
package org.returntoidle.spec.kit;

import org.jspecify.annotations.NullMarked;
