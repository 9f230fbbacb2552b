package org.returntoidle.model.stream;

/**
 * In what a stream protocol differs from the reference: each shows where a hazard is, or is not.
 */
public enum StreamVariant {
  /** The reference: it asks for a page's stream first, and after each band. */
  NONE("None"),
  /** The driver sends no message after what it has written: it asks once, with GetNextStream. */
  ASKS_ONCE("AsksOnce"),
  /** It sends no message after a band of a skipped page. */
  DISCARDS_SILENTLY("DiscardsSilently"),
  /** It asks for a page's stream when the page's first band was read. */
  ASKS_LATE("AsksLate"),
  /** Somebody else calls {@code Cancel}: {@code CANCEL_IO} comes, and this transfer has no mark. */
  FOREIGN_CANCEL("ForeignCancel");

  private final String label;

  StreamVariant(String label) {
    this.label = label;
  }

  @Override
  public String toString() {
    return label;
  }
}
