package org.returntoidle.spec.search;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.returntoidle.model.Platform;
import org.returntoidle.model.Rule;
import org.returntoidle.spec.harness.Move;
import org.returntoidle.spec.harness.Point;
import org.returntoidle.spec.harness.Schedule;
import org.returntoidle.spec.text.Shown;

/**
 * A counterexample as a file: what is needed to run it again, and its trace for reading.
 *
 * @param driver a built-in driver's name or a class name
 * @param platform the Windows version that was played
 * @param rule the rule that was broken
 * @param schedule what the harness does
 * @param after what it does before with other drivers, where that is needed
 */
public record ReplayFile(
    String driver, Platform platform, Rule rule, Schedule schedule, ImmutableList<Schedule> after) {
  private static final int FORMAT = 1;
  private static final int LONGEST_NAME = 120;
  private static final int MOST_BEFORE = 100_000;
  private static final ImmutableSet<String> FIELDS =
      ImmutableSet.of("format", "driver", "platform", "rule", "says", "after", "schedule", "trace");
  private static final ObjectMapper JSON =
      new ObjectMapper()
          .enable(SerializationFeature.INDENT_OUTPUT)
          .setDefaultPrettyPrinter(
              // The end of a line is not what a driver has made of the system's properties.
              new DefaultPrettyPrinter().withObjectIndenter(new DefaultIndenter("  ", "\n")));

  /** A replay file that cannot be read; the message says where and why, in one line. */
  public static final class DamagedException extends Exception {
    private static final long serialVersionUID = 1L;

    DamagedException(Path file, String why) {
      super(Shown.name(file) + ": " + why);
    }
  }

  /** The name that a counterexample gets: driver, rule, platform. */
  public static String fileName(String driver, Rule rule, Platform platform) {
    String safe = driver.replaceAll("[^A-Za-z0-9._-]", "_");
    // A command can be longer than a file's name; two long ones that begin alike stay apart.
    String name =
        safe.length() <= LONGEST_NAME
            ? safe
            : safe.substring(0, LONGEST_NAME) + "-" + Integer.toHexString(driver.hashCode());
    return name + "-" + rule + "-" + platform.label().toLowerCase(Locale.ROOT) + ".json";
  }

  /**
   * Writes {@code found}; the file is there whole or not at all.
   *
   * @throws IOException if the folder cannot be written
   */
  public static void write(Path file, String driver, Counterexample found) throws IOException {
    ObjectNode root = JSON.createObjectNode();
    root.put("format", FORMAT);
    root.put("driver", driver);
    root.put("platform", found.run().platform().label());
    root.put("rule", found.finding().rule().name());
    root.put("says", found.finding().message());
    if (!found.after().isEmpty()) {
      ArrayNode after = root.putArray("after");
      for (Repeated runs : Repeated.of(found.after())) {
        ObjectNode node = after.addObject().put("times", runs.times());
        write(runs.schedule(), node.putArray("schedule"));
      }
    }
    write(found.schedule(), root.putArray("schedule"));
    ArrayNode trace = root.putArray("trace");
    found.run().trace().forEach(event -> trace.add(event.toString()));
    WholeFile.write(file, JSON.writeValueAsString(root) + "\n");
  }

  private static void write(Schedule schedule, ArrayNode moves) {
    schedule
        .moves()
        .forEach(
            (point, move) -> moves.addObject().put("at", point.toString()).put("do", move.label()));
  }

  /**
   * Reads a replay file.
   *
   * @throws DamagedException if it is not there, not readable, or not what {@link #write} writes
   */
  public static ReplayFile read(Path file) throws DamagedException {
    JsonNode root = parse(file);
    if (!root.isObject()) {
      throw new DamagedException(file, "not a replay file: a JSON object is needed");
    }
    for (String field : (Iterable<String>) root::fieldNames) {
      if (!FIELDS.contains(field)) {
        throw new DamagedException(file, "unknown field \"" + field + "\"; known are " + FIELDS);
      }
    }
    if (root.path("format").asInt() != FORMAT) {
      throw new DamagedException(
          file,
          "\"format\" is " + text(root.path("format")) + "; this version reads format " + FORMAT);
    }
    Optional<Platform> platform =
        Platform.withLabel(root.path("platform").asText())
            .filter(p -> p.label().equals(root.path("platform").asText()));
    Optional<Rule> rule =
        Arrays.stream(Rule.values())
            .filter(r -> r.name().equals(root.path("rule").asText()))
            .findFirst();
    if (!root.path("driver").isTextual()) {
      throw new DamagedException(file, "\"driver\" is missing");
    }
    if (platform.isEmpty()) {
      throw new DamagedException(
          file,
          "\"platform\" is "
              + text(root.path("platform"))
              + "; it must be \"Vista\", \"XP\" or \"Me\"");
    }
    if (rule.isEmpty()) {
      throw new DamagedException(
          file, "\"rule\" is " + text(root.path("rule")) + "; it must be an id such as \"D5\"");
    }
    return new ReplayFile(
        root.path("driver").asText(),
        platform.get(),
        rule.get(),
        schedule(file, root),
        after(file, root.path("after")));
  }

  private static ImmutableList<Schedule> after(Path file, JsonNode runs) throws DamagedException {
    if (!runs.isMissingNode() && !runs.isArray()) {
      throw new DamagedException(file, "\"after\" must be a list");
    }
    ImmutableList.Builder<Repeated> after = ImmutableList.builder();
    int all = 0;
    for (JsonNode run : runs) {
      int times = run.path("times").asInt();
      all += times < 1 || times > MOST_BEFORE ? MOST_BEFORE + 1 : times;
      if (all > MOST_BEFORE) {
        throw new DamagedException(
            file,
            "\"times\" in \"after\" is "
                + text(run.path("times"))
                + "; it must be from 1 to "
                + MOST_BEFORE
                + " in all");
      }
      after.add(new Repeated(times, schedule(file, run)));
    }
    return Repeated.all(after.build());
  }

  private static JsonNode parse(Path file) throws DamagedException {
    try {
      return JSON.readTree(SmallFile.read(file));
    } catch (SmallFile.NotReadableException e) {
      throw new DamagedException(file, String.valueOf(e.getMessage()));
    } catch (JsonProcessingException e) {
      throw new DamagedException(
          file,
          e.getLocation() == null
              ? "not JSON"
              : String.format(
                  Locale.ROOT,
                  "not JSON, line %d, column %d",
                  e.getLocation().getLineNr(),
                  e.getLocation().getColumnNr()));
    }
  }

  private static Schedule schedule(Path file, JsonNode root) throws DamagedException {
    JsonNode moves = root.path("schedule");
    if (!moves.isArray()) {
      throw new DamagedException(file, "\"schedule\" must be a list");
    }
    ImmutableMap.Builder<Point, Move> schedule = ImmutableMap.builder();
    ImmutableSet.Builder<Point> points = ImmutableSet.builder();
    int number = 0;
    for (JsonNode entry : moves) {
      number++;
      String where = "schedule entry " + number + ": ";
      Optional<Point> point = Point.parse(entry.path("at").asText());
      Optional<Move> move = Move.withLabel(entry.path("do").asText());
      if (point.isEmpty()) {
        throw new DamagedException(
            file, where + "unknown point " + text(entry.path("at")) + " in \"at\"");
      }
      if (move.isEmpty() || !point.get().kind().allows(move.get())) {
        throw new DamagedException(
            file,
            where
                + text(entry.path("do"))
                + " cannot happen there; possible is "
                + point.get().kind().moves());
      }
      schedule.put(point.get(), move.get());
      points.add(point.get());
    }
    if (points.build().size() != number) {
      throw new DamagedException(file, "\"schedule\" names a point twice");
    }
    return new Schedule(schedule.buildOrThrow());
  }

  private static String text(JsonNode node) {
    return node.isMissingNode() ? "missing" : node.toString();
  }
}
