/**
 * The built-in drivers: the reference, and the faulty ones that test the tests. Each faulty driver
 * is the reference with one mistake that real drivers have made.
 */
@NullMarked
package org.returntoidle.spec.drivers;

import org.jspecify.annotations.NullMarked;
