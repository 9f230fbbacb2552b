package org.returntoidle.spec.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableListMultimap;
import com.google.common.io.Resources;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.returntoidle.model.Capability;
import org.returntoidle.model.HResult;
import org.returntoidle.model.Platform;
import org.returntoidle.model.Rule;
import org.returntoidle.spec.docs.Pinned;
import org.returntoidle.spec.drivers.BuiltInDriver;
import org.returntoidle.spec.harness.Harness;
import org.returntoidle.spec.harness.Limits;
import org.returntoidle.spec.harness.Scope;
import org.returntoidle.spec.search.Enumeration;

/** The published schema of a line and the reader accept the same lines. */
class TraceSchemaTest {
  private static final long SEED = 6;
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String HEADER = "{\"format\":1,\"platform\":\"XP\",\"driver\":\"Blocking\"}";

  private static final String STREAMS = HEADER.replace("1", "2").replace("XP", "Vista");

  private final JsonSchema schema;

  TraceSchemaTest() throws IOException {
    schema =
        JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
            .getSchema(Resources.toString(TraceReader.SCHEMA, StandardCharsets.UTF_8));
  }

  /** The ids of a misdeed's rule are those of the rulebook; a banded trace has fewer. */
  @Tag("generates")
  @Test
  void theSchemaNamesEveryRule() throws IOException {
    Path file = Path.of("src", "main", "resources", "org", "returntoidle", "spec", "trace");
    Path schemaFile = file.resolve("trace-2.schema.json");
    String text = Files.readString(schemaFile).replace("\r\n", "\n");
    String ids =
        Stream.of(Rule.values())
            .map(rule -> " ".repeat(12) + '"' + rule + '"')
            .collect(Collectors.joining(",\n"));
    String list = "(?<=\\[\n) {12}\"A1\",\n[^\\]]*?(?=\n {10}\\])";
    assertTrue(Pattern.compile(list).matcher(text).find(), "the list of rules is there");
    Pinned.check(schemaFile, text.replaceFirst(list, ids));
  }

  @Tag("ci")
  @Test
  void everythingThatIsWrittenIsValid() {
    List<BuiltInDriver> banded = List.of(BuiltInDriver.REFERENCE, BuiltInDriver.DOUBLE_STOP);
    Platform.banded().forEach(platform -> writtenIsValid(banded, platform));
    writtenIsValid(
        List.of(BuiltInDriver.STREAM_REFERENCE, BuiltInDriver.STREAM_FLUSHES), Platform.VISTA);
  }

  private void writtenIsValid(List<BuiltInDriver> drivers, Platform platform) {
    for (BuiltInDriver driver : drivers) {
      Limits limits = new Limits(Scope.together(2, 2, 1), Duration.ofSeconds(1));
      try (Harness harness = new Harness(driver.factory(), platform, limits)) {
        int[] left = {200};
        Enumeration.walk(
            harness,
            (schedule, run) -> {
              TraceWriter.write(run).lines().forEach(this::assertValid);
              return --left[0] > 0;
            },
            () -> true);
      }
    }
  }

  private void assertValid(String line) {
    assertTrue(isValid(tree(line)), line);
  }

  private boolean isValid(JsonNode node) {
    return schema.validate(node).isEmpty();
  }

  private static JsonNode tree(String line) {
    try {
      return JSON.readTree(line);
    } catch (IOException e) {
      throw new AssertionError(line, e);
    }
  }

  /** What a field may be, right or wrong. */
  private static final ImmutableListMultimap<String, String> VALUES =
      ImmutableListMultimap.<String, String>builder()
          .putAll("device", "1", "\"a\"", "true", "1.5", "null")
          .putAll("thread", "7", "\"main\"", "[]")
          .putAll("time", "0", "9223372036854775807", "-1", "9223372036854775808", "\"1\"")
          .putAll("transfer", "1", "2147483647", "0", "2147483648", "\"1\"")
          .putAll("band", "1", "0", "-1", "{}")
          .putAll("last", "true", "false", "0")
          .putAll("bytes", "0", "4096", "-4096")
          .putAll("pages", "1", "0", "-1", "\"1\"")
          .putAll("tymed", "\"file\"", "\"multipage-file\"", "\"FILE\"", "0")
          .putAll("code", "\"S_OK\"", "\"S_FALSE\"", "\"E_FAIL\"", "\"0x80004005\"", "\"0x0\"")
          .putAll("code", "\"0x1\"", "\"0x00040000\"", "\"E_WHATEVER\"", "0", "\"0x123456789\"")
          .putAll("code", "\"WIA_STATUS_SKIP_ITEM\"", "\"0x00210009\"")
          .putAll("manner", "\"alone\"", "\"at-entry\"", "\"ALONE\"", "1")
          .putAll("rule", "\"D5\"", "\"L1\"", "\"V1\"", "\"D99\"")
          .putAll("says", "\"no\"", "3")
          .putAll("colour", "1")
          .build();

  @Tag("ci")
  @Test
  void theSchemaAcceptsWhatTheReaderAccepts() {
    Random random = new Random(SEED);
    ImmutableList<String> events =
        ImmutableList.<String>builder()
            .addAll(Words.ALL_EVENTS.keySet())
            .add(Words.MISDEED, "AcquireItemdata")
            .build();
    ImmutableList<Map.Entry<String, String>> fields = VALUES.entries().asList();
    int accepted = 0;
    for (int i = 0; i < 10_000; i++) {
      ObjectNode line = JSON.createObjectNode();
      if (random.nextInt(50) > 0) {
        line.put("event", events.get(random.nextInt(events.size())));
      }
      for (int n = random.nextInt(4); n > 0; n--) {
        Map.Entry<String, String> field = fields.get(random.nextInt(fields.size()));
        line.set(field.getKey(), tree(field.getValue()));
      }
      String banded = HEADER.replace("1", "2");
      boolean read = isRead(banded + "\n" + line) || isRead(STREAMS + "\n" + line);
      assertEquals(read, isValid(line), () -> line + ", seed " + SEED);
      accepted += read ? 1 : 0;
    }
    assertTrue(accepted > 1_500 && accepted < 8_500, accepted + " accepted");
  }

  @Test
  void theSchemaAcceptsTheHeadersThatTheReaderAccepts() {
    for (String header :
        List.of(
            HEADER,
            HEADER.replace("1", "2"),
            HEADER.replace("1", "3"),
            HEADER.replace("}", ",\"capabilities\":[]}"),
            newer("[]"),
            newer("[\"CancelsByItself\",\"CancelsByItself\"]"),
            newer("[\"Flies\"]"),
            newer("[1]"),
            newer("{}"),
            HEADER.replace("XP", "NT"),
            HEADER.replace("Blocking", "blocking"),
            HEADER.replace("}", ",\"records\":[]}"),
            HEADER.replace("}", ",\"records\":[\"ReadBand\",\"StopDevice\"]}"),
            HEADER.replace("}", ",\"records\":[\"Misdeed\"]}"),
            HEADER.replace("}", ",\"records\":[\"StartFails\"]}"),
            HEADER.replace("1", "2").replace("}", ",\"records\":[\"StartFails\"]}"),
            HEADER.replace("}", ",\"records\":\"ReadBand\"}"),
            HEADER.replace("}", ",\"says\":\"hello\"}"),
            STREAMS,
            STREAMS.replace("2", "1"),
            STREAMS.replace("}", ",\"records\":[\"ReadBand\",\"CancelTransfer\"]}"),
            STREAMS.replace("}", ",\"records\":[\"DeliverBand\"]}"),
            HEADER.replace("}", ",\"records\":[\"GetNextStream\"]}"),
            "{\"format\":1,\"platform\":\"XP\"}",
            "{\"format\":1,\"driver\":\"Blocking\"}")) {
      assertEquals(isRead(header), isValid(tree(header)), header);
    }
    assertTrue(isRead(HEADER));
    for (Capability capability : Capability.values()) {
      String header = newer("[\"" + capability + "\"]");
      assertEquals(Capability.OF_TRACES.contains(capability), isRead(header), header);
      assertEquals(isRead(header), isValid(tree(header)), header);
    }
  }

  private static String newer(String capabilities) {
    return HEADER.replace("1", "2").replace("}", ",\"capabilities\":" + capabilities + "}");
  }

  /** A device's own text is not looked at; whether the trace is good is not the question here. */
  private static boolean isRead(String text) {
    try {
      Traces.read(text);
      return true;
    } catch (DamagedTraceException e) {
      return false;
    }
  }

  @Test
  void everyNameOfACodeIsInTheSchema() throws IllegalAccessException {
    int names = 0;
    for (Field field : HResult.class.getFields()) {
      HResult code = (HResult) field.get(null);
      assertEquals(field.getName(), code.toString());
      assertValid("{\"event\":\"ReturnFromAcquire\",\"code\":\"" + code + "\"}");
      for (String event : List.of("ReadFault", "StartFails")) {
        String fault = "{\"event\":\"" + event + "\",\"code\":\"" + code + "\"}";
        assertEquals(code.isError(), isValid(tree(fault)), fault);
      }
      names++;
    }
    assertTrue(names > 30);
  }
}
