/**
 * The running system: the reference minidriver, and a small service, application and simulated
 * device around it. What every driver implements is {@code org.returntoidle.driver}.
 */
@NullMarked
package org.returntoidle.impl;

import org.jspecify.annotations.NullMarked;
