package org.returntoidle.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The one vocabulary, word by word: TLA+, traces, replay files and reports use it, and files that
 * users keep have it in them. A word that changes has to be changed in {@code words.txt} too.
 */
class WordsTest {
  private static final Path PINNED = Path.of("src", "test", "resources", "words.txt");

  @Tag("generates")
  @Test
  void everyWordIsPinned() throws Exception {
    String words = String.join("\n", words()) + "\n";
    if (Boolean.getBoolean("generate")) {
      Files.writeString(PINNED, words);
    }
    assertEquals(Files.readString(PINNED).replace("\r\n", "\n"), words);
  }

  @Test
  void anActionIsFoundByItsLabel() {
    for (Action action : Action.values()) {
      assertEquals(Optional.of(action), Action.withLabel(action.label()));
    }
    assertEquals(Optional.empty(), Action.withLabel("Nope"));
  }

  @Test
  void aPropertyIsCalledByItsName() {
    Protocol protocol = new Protocol(Configuration.DEFAULT);
    for (Property property : Properties.of(protocol)) {
      assertEquals(property.name(), property.toString());
      assertTrue(property.name().startsWith(property.rule().name()), property.name());
    }
  }

  @Test
  void aConfigurationCanBeChangedInOnePart() {
    Configuration other =
        Configuration.DEFAULT
            .with(Platform.ME)
            .with(DriverKind.BLOCKING)
            .with(ApplicationKind.CALLBACK)
            .with(Bounds.NONE);
    assertEquals(
        new Configuration(Platform.ME, DriverKind.BLOCKING, ApplicationKind.CALLBACK, Bounds.NONE),
        other);
  }

  private static List<String> words() {
    List<String> words = new ArrayList<>();
    for (Action a : Action.values()) {
      words.add("action " + a + " = " + a.label() + ", " + a.party() + ": " + a.meaning());
    }
    for (TransferState state : TransferState.values()) {
      words.add("state " + state + " = " + state.label());
    }
    for (TransferInput input : TransferInput.values()) {
      words.add("input " + input + " = " + input.label());
    }
    for (Platform platform : Platform.banded()) {
      words.add("platform " + platform + " = " + platform.label() + ", " + platform.cancelCode());
    }
    for (DriverKind driver : DriverKind.values()) {
      words.add("driver " + driver + " = " + driver.label());
    }
    for (Capability capability : Capability.values()) {
      boolean accepted = Capability.ACCEPTED.contains(capability);
      words.add("capability " + capability + (accepted ? "" : "; not supported yet"));
    }
    for (ApplicationKind application : ApplicationKind.values()) {
      words.add("application " + application + " = " + application.label());
    }
    for (CoverProperty situation : CoverProperty.values()) {
      words.add("situation " + situation.rule() + ": " + situation.description());
    }
    for (Hazard hazard : Hazard.values()) {
      words.add("hazard " + hazard + " of " + hazard.rule());
    }
    for (Rule rule : Rule.values()) {
      words.add(
          "rule %s (%s; %s%s): %s"
              .formatted(
                  rule,
                  rule.strength(),
                  rule.source(),
                  rule.needsCheck() ? "" : "; needs no check",
                  rule.sentence()));
    }
    return words;
  }
}
