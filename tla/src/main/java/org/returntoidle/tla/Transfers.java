package org.returntoidle.tla;

import com.google.common.collect.ImmutableList;

/** The two protocols, each with its modules, its claims and their figures. */
public enum Transfers {
  /** Windows Me and XP. */
  BANDED(
      ClaimsFile.FILE,
      Figures.FILE,
      ImmutableList.of(
          "TransferMachine",
          "CancelProtocol",
          "CancelRules",
          "CancelProof",
          "Monitor",
          "MCCancelProtocol",
          "ManyCancels",
          "MCManyCancels")),
  /** Windows Vista and later. */
  STREAMS(
      "stream-claims.json",
      "stream-figures.csv",
      ImmutableList.of(
          "TransferMachine", "StreamProtocol", "StreamRules", "StreamProof", "MCStreamProtocol"));

  private final String claims;
  private final String figures;
  private final ImmutableList<String> modules;

  Transfers(String claims, String figures, ImmutableList<String> modules) {
    this.claims = claims;
    this.figures = figures;
    this.modules = modules;
  }

  /** The file that says what is claimed. */
  String claims() {
    return claims;
  }

  /** The file that says what TLC must count. */
  String figures() {
    return figures;
  }

  /** The names of the modules; each extends only what stands before it. */
  ImmutableList<String> modules() {
    return modules;
  }
}
