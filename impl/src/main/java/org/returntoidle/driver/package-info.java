/**
 * What a driver author writes against: the interface that a driver implements, what it is given,
 * and what it talks to. The running system around it is {@code org.returntoidle.impl}.
 */
@NullMarked
package org.returntoidle.driver;

import org.jspecify.annotations.NullMarked;
