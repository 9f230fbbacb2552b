package org.returntoidle.spec.sweep;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import org.returntoidle.model.Action;
import org.returntoidle.model.Capability;
import org.returntoidle.model.DriverKind;
import org.returntoidle.model.Platform;
import org.returntoidle.model.monitor.Event;

/**
 * Traces of so many drivers in one file.
 *
 * @param format as in a header
 * @param platform as in a header
 * @param driver as in a header
 * @param records as in a header
 * @param capabilities as in a header
 * @param traces the events of each driver
 */
public record Recorded(
    int format,
    Platform platform,
    DriverKind driver,
    ImmutableSet<Action> records,
    ImmutableSet<Capability> capabilities,
    ImmutableList<ImmutableList<Event>> traces) {}
