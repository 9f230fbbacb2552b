package org.returntoidle.spec.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.common.collect.ImmutableList;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.EnumSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.returntoidle.model.DriverKind;
import org.returntoidle.model.stream.StreamApplication;
import org.returntoidle.model.stream.StreamBounds;
import org.returntoidle.model.stream.StreamConfiguration;
import org.returntoidle.model.stream.StreamDriver;
import org.returntoidle.model.stream.StreamRules;
import org.returntoidle.model.stream.StreamRules.Fair;
import org.returntoidle.model.stream.StreamSituation;

/** {@code explore --platform vista}. */
class ExploreStreamsTest {
  /** With few states. */
  private static final ImmutableList<StreamConfiguration> FEW =
      ExploreStreams.withMore(
              new StreamConfiguration(
                  new StreamDriver(DriverKind.NOT_ASYNCHRONOUS, false),
                  StreamApplication.CALLBACK,
                  StreamBounds.NONE))
          .collect(ImmutableList.toImmutableList());

  private final StringWriter said = new StringWriter();

  private ExploreStreams explore(boolean json) {
    return new ExploreStreams(new PrintWriter(said, true), json, ExploreStreams::claims);
  }

  @Test
  void whatIsVisitedIsSaid() {
    assertTrue(explore(false).run(FEW));
    String text = said.toString();
    assertTrue(
        text.contains(
            "NotAsynchronous          Callback        None    Driver   None          1,728     8,980"),
        text);
    assertTrue(text.contains("visited    D10  a read reports a fault, after 8 steps"), text);
    assertFalse(text.contains("VIOLATED"), text);
  }

  @Test
  void theDocumentSaysTheSame() throws IOException {
    assertTrue(explore(true).run(FEW));
    JsonNode root = new ObjectMapper().readTree(said.toString());
    assertEquals("holds", root.path("verdict").asText());
    assertEquals(FEW.size(), root.path("configurations").size());
    assertEquals(1728, root.path("configurations").path(0).path("states").asInt());
    assertEquals(0, root.path("configurations").path(0).path("violations").size());
  }

  /** L1, L2 and L4 do not hold where a device is repaired for ever. */
  @Test
  void aClaimThatDoesNotHoldIsSaidWithItsPath() {
    ExploreStreams tooMuch =
        new ExploreStreams(
            new PrintWriter(said, true),
            false,
            protocol -> ImmutableList.copyOf(StreamRules.liveness(EnumSet.allOf(Fair.class))));
    assertFalse(tooMuch.run(FEW));
    assertTrue(said.toString().contains("VIOLATED L1_ReturnToIdle by [Download, "), said::toString);
  }

  @Tag("long")
  @Test
  void everyKindIsVisitedAndEverySituationReached() throws IOException {
    Cli cli = Cli.run("explore", "--platform", "vista", "--json");
    assertEquals(ExitCode.HOLDS, cli.exitCode(), cli::err);
    JsonNode root = new ObjectMapper().readTree(cli.out());
    assertEquals(ExploreStreams.configurations().size(), root.path("configurations").size());
    assertEquals(StreamSituation.values().length, root.path("situations").size());
  }
}
