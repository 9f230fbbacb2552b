package org.returntoidle.impl;

import org.returntoidle.model.Platform;

/**
 * What a transfer needs to know: the part of {@code MINIDRV_TRANSFER_CONTEXT} that matters here.
 *
 * @param callback where the bands go
 * @param platform the Windows version, which decides how a cancel is reported (A7)
 */
public record TransferContext(MiniDrvCallback callback, Platform platform) {}
