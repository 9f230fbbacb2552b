package org.returntoidle.driver;

import java.util.Objects;
import org.returntoidle.model.Platform;

/**
 * What a transfer needs to know: the part of {@code MINIDRV_TRANSFER_CONTEXT} that matters here.
 *
 * @param callback where the bands go; not null
 * @param platform the Windows version, which decides how a cancel is reported (A7); not null
 */
public record TransferContext(MiniDrvCallback callback, Platform platform) {
  /** Checks the values. */
  public TransferContext {
    Objects.requireNonNull(callback);
    Objects.requireNonNull(platform);
  }
}
