package org.returntoidle.model.stream;

/** How an application cancels a stream transfer (V1). */
public enum StreamApplication {
  /** It calls {@code IWiaTransfer::Cancel}. */
  CANCEL_TRANSFER("CancelTransfer"),
  /** Its callbacks return {@code S_FALSE}. */
  CALLBACK("Callback"),
  /** Both: a callback that is in flight when it calls {@code Cancel} returns {@code S_FALSE}. */
  BOTH("Both");

  private final String label;

  StreamApplication(String label) {
    this.label = label;
  }

  @Override
  public String toString() {
    return label;
  }
}
