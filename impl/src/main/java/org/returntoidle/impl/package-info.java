/**
 * The running system: what a driver implements, what it talks to, the reference minidriver, and a
 * small service, application and simulated device around it.
 */
@NullMarked
package org.returntoidle.impl;

import org.jspecify.annotations.NullMarked;
