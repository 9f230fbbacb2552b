package org.returntoidle.model.monitor;

import org.jspecify.annotations.Nullable;
import org.returntoidle.model.Action;
import org.returntoidle.model.HResult;

/**
 * What a trace shows of something that happened. The components are the fields of an event in
 * {@code Monitor.tla}.
 *
 * @param event what happened
 * @param transfer the transfer that it belongs to, for a band the one in which it was read; 0 if
 *     that was not recorded
 * @param band its number in the image, from 1; 0 if there is none, or it was not recorded
 * @param last whether the band is the last
 * @param code what was returned or reported; null if there is none
 * @param manner what it overlaps with; null if that was not recorded
 * @param thread where it happened; null if that was not recorded
 */
public record Event(
    Action event,
    int transfer,
    int band,
    boolean last,
    @Nullable HResult code,
    @Nullable Manner manner,
    @Nullable String thread) {}
