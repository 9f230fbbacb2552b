package org.returntoidle.spec.harness;

import org.returntoidle.driver.StreamTransferContext;

/**
 * What the application wants of a transfer to streams.
 *
 * @param pages how many; {@link StreamTransferContext#ALL_PAGES}, or -1 if that is not said
 * @param oneStream whether all go into one (V14)
 */
public record Job(int pages, boolean oneStream) {
  /** Of which nothing is known; and that of a banded transfer. */
  public static final Job NOT_SAID = new Job(-1, false);

  /** Each page into a stream of its own. */
  public static Job of(int pages) {
    return new Job(pages, false);
  }

  /** Whether it is known how many pages are wanted. */
  public boolean isSaid() {
    return pages >= 0;
  }

  /** Whether all pages are wanted that there are. */
  public boolean isAll() {
    return pages == StreamTransferContext.ALL_PAGES;
  }

  /** In words, for traces; empty if it is the ordinary one. */
  @Override
  public String toString() {
    String many = isAll() ? "all pages" : pages > 1 ? pages + " pages" : "";
    String into = oneStream ? "one stream" : "";
    String both = many + (many.isEmpty() || into.isEmpty() ? "" : ", ") + into;
    return both.isEmpty() ? "" : " (" + both + ")";
  }
}
