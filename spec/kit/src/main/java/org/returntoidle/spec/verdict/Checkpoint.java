package org.returntoidle.spec.verdict;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.returntoidle.spec.search.Journal;
import org.returntoidle.spec.search.Shard;
import org.returntoidle.spec.text.Shown;

/**
 * A file that keeps what is known of a run: a line that says of which, and one line of JSON for
 * each piece of a level that is complete. It is only added to, so whoever is killed loses what was
 * not complete, and nothing else. Safe for several threads, for one process at a time.
 */
public final class Checkpoint implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int READ_AT_ONCE = 1 << 16;
  private static final String FORMAT = "return-to-idle checkpoint 2";
  private static final int MOST = 1 << 30;

  /**
   * What is kept of a piece.
   *
   * @param search which search of the run
   */
  private record Key(String search, int level, int piece) {}

  /** Where a line is in the file. */
  private record Place(long from, int length) {}

  private final Path file;
  private final FileChannel channel;
  private final Run run;

  @GuardedBy("this")
  private final Map<Key, Place> known = new HashMap<>();

  @GuardedBy("this")
  private Shard shard = Shard.ALL;

  @GuardedBy("this")
  private boolean ended;

  @GuardedBy("this")
  private long size;

  /**
   * Which run it is: of another one nothing may be taken.
   *
   * @param version of this program
   * @param digest of the driver's classes or program
   * @param options that have a say in what comes out, and their values
   * @param shard which part of it
   */
  public record Run(String version, String digest, Map<String, String> options, Shard shard) {
    ObjectNode toJson() {
      ObjectNode json = JSON.createObjectNode();
      json.put("format", FORMAT).put("version", version).put("digest", digest);
      ObjectNode all = json.putObject("options");
      options.forEach(all::put);
      return json.put("shard", shard.toString());
    }
  }

  private Checkpoint(Path file, FileChannel channel, Run run) {
    this.file = file;
    this.channel = channel;
    this.run = run;
  }

  /**
   * Opens {@code file}, which is made if it is not there.
   *
   * @throws BadInputException if it is of another run, in use, or no such file
   * @throws NotWrittenException if it cannot be written
   */
  public static Checkpoint open(Path file, Run run) {
    FileChannel channel;
    try {
      channel =
          FileChannel.open(
              file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    } catch (IOException e) {
      throw new NotWrittenException(file, e);
    }
    return opened(new Checkpoint(file, channel, run), true);
  }

  /**
   * Opens a file of a part, which is not written.
   *
   * @param run whose part it has to be; which one does not matter
   * @throws BadInputException if it is of another run, or no such file
   */
  public static Checkpoint ofPart(Path file, Run run) {
    try {
      FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
      return opened(new Checkpoint(file, channel, run), false);
    } catch (NoSuchFileException e) {
      throw new BadInputException(Shown.name(file) + ": no such file");
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  private static Checkpoint opened(Checkpoint checkpoint, boolean writes) {
    try {
      checkpoint.begin(writes);
      return checkpoint;
    } catch (RuntimeException e) {
      checkpoint.close();
      throw e;
    } catch (IOException e) {
      checkpoint.close();
      throw unreadable(checkpoint.file, e);
    }
  }

  private synchronized void begin(boolean writes) throws IOException {
    if (writes && lock() == null) {
      throw new BadInputException(Shown.name(file) + ": in use by another run");
    }
    Lines lines = new Lines(channel);
    Optional<String> first = lines.next();
    if (first.isEmpty()) {
      if (!writes || channel.size() > 0) {
        throw notOne(file);
      }
      append(run.toJson());
      return;
    }
    check(first.get(), writes);
    size = lines.end;
    for (Optional<String> line = lines.next(); line.isPresent(); line = lines.next()) {
      JsonNode json = parse(line.get());
      if (json == null || !isRecord(json)) {
        break; // Cut when it was killed, or damaged: what is from here on is run again.
      }
      known(json, size, (int) (lines.end - size));
      size = lines.end;
    }
    if (writes) {
      channel.truncate(size);
    }
  }

  private @Nullable FileLock lock() throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException e) {
      return null;
    }
  }

  private static @Nullable JsonNode parse(String line) {
    try {
      return JSON.readTree(line);
    } catch (JsonProcessingException e) {
      return null;
    }
  }

  private static boolean isRecord(JsonNode line) {
    boolean whole = line.path("ended").asBoolean();
    for (JsonNode block : line.path("share").path("next")) {
      if (!block.path("size").isInt() || !block.path("of").isTextual()) {
        return false;
      }
    }
    return whole
        || (line.path("search").isTextual()
            && line.path("level").isInt()
            && line.path("piece").isInt()
            && line.path("share").path("runs").isNumber()
            && line.path("share").path("next").isArray());
  }

  /** Refuses what another run has written. */
  @GuardedBy("this")
  private void check(String first, boolean sameShard) {
    JsonNode theirs = parse(first);
    if (theirs == null || !theirs.path("format").asText().equals(FORMAT)) {
      throw notOne(file);
    }
    ObjectNode ours = run.toJson();
    compare("version", theirs.path("version"), ours.path("version"));
    if (!theirs.path("digest").equals(ours.path("digest"))) {
      throw new BadInputException(
          Shown.name(file)
              + ": of another driver: its classes or its program have changed since; remove the"
              + " file, or name another");
    }
    for (JsonNode both : new JsonNode[] {theirs.path("options"), ours.path("options")}) {
      for (String option : (Iterable<String>) both::fieldNames) {
        compare(option, theirs.path("options").path(option), ours.path("options").path(option));
      }
    }
    if (sameShard) {
      compare("--shard", theirs.path("shard"), ours.path("shard"));
    }
    shard = Shard.parse(theirs.path("shard").asText()).orElse(Shard.ALL);
  }

  private void compare(String what, JsonNode theirs, JsonNode ours) {
    if (!theirs.equals(ours)) {
      throw new BadInputException(
          Shown.name(file)
              + ": of another run: "
              + what
              + " is "
              + text(theirs)
              + " there, and "
              + text(ours)
              + " here");
    }
  }

  private static String text(JsonNode value) {
    return value.isMissingNode() ? "not given" : Shown.name(value.asText());
  }

  /** Which part it is of. */
  public synchronized Shard shard() {
    return shard;
  }

  @GuardedBy("this")
  private void known(JsonNode line, long from, int length) {
    ended |= line.path("ended").asBoolean();
    if (line.has("search")) {
      known.put(
          new Key(
              line.path("search").asText(), line.path("level").asInt(), line.path("piece").asInt()),
          new Place(from, length));
    }
  }

  /**
   * The options of the run that {@code file} is of, and their values.
   *
   * @throws BadInputException if it is not a checkpoint
   */
  public static Map<String, String> options(Path file) {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      Optional<JsonNode> first = new Lines(channel).next().map(Checkpoint::parse);
      if (first.isEmpty() || !first.get().path("format").asText().equals(FORMAT)) {
        throw notOne(file);
      }
      Map<String, String> options = new LinkedHashMap<>();
      first
          .get()
          .path("options")
          .properties()
          .forEach(option -> options.put(option.getKey(), option.getValue().asText()));
      return options;
    } catch (NoSuchFileException e) {
      throw new BadInputException(Shown.name(file) + ": no such file");
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  private static BadInputException notOne(Path file) {
    return new BadInputException(Shown.name(file) + ": not a checkpoint of this version");
  }

  private static BadInputException unreadable(Path file, IOException e) {
    return new BadInputException(Shown.name(file) + ": it cannot be read: " + Shown.reason(e));
  }

  /** Whether the run came to its end, by a violation or because everything was run. */
  public synchronized boolean isEnded() {
    return ended;
  }

  /** Notes that there is nothing more to do. */
  public void end() {
    append(JSON.createObjectNode().put("ended", true));
  }

  /** What is kept of one search of the run. */
  public Journal journal(String search) {
    return new Journal() {
      @Override
      public Optional<JsonNode> known(int level, int piece) {
        return read(new Key(search, level, piece));
      }

      @Override
      public void done(int level, int piece, ObjectNode share) {
        append(
            JSON.createObjectNode()
                .put("search", search)
                .put("level", level)
                .put("piece", piece)
                .set("share", share));
      }

      @Override
      public Shard shard() {
        return run.shard();
      }
    };
  }

  private synchronized Optional<JsonNode> read(Key key) {
    Place place = known.get(key);
    if (place == null) {
      return Optional.empty();
    }
    try {
      ByteBuffer line = ByteBuffer.allocate(place.length());
      while (line.hasRemaining()) {
        if (channel.read(line, place.from() + line.position()) < 0) {
          throw new IOException("it has become shorter");
        }
      }
      return Optional.of(
          JSON.readTree(new String(line.array(), StandardCharsets.UTF_8)).path("share"));
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  private synchronized void append(JsonNode json) {
    byte[] line = (json + "\n").getBytes(StandardCharsets.UTF_8);
    try {
      ByteBuffer bytes = ByteBuffer.wrap(line);
      while (bytes.hasRemaining()) {
        channel.write(bytes, size + bytes.position());
      }
    } catch (IOException e) {
      throw new NotWrittenException(file, e);
    }
    known(json, size, line.length);
    size += line.length;
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      // Everything that counts has been written.
    }
  }

  /** The whole lines of a file, from its beginning. */
  private static final class Lines {
    private final FileChannel channel;
    private final ByteBuffer buffer = ByteBuffer.allocate(READ_AT_ONCE).flip();
    private long read;

    /** Behind the last line. */
    private long end;

    Lines(FileChannel channel) {
      this.channel = channel;
    }

    /** The next one; empty if there is none that is whole. */
    Optional<String> next() throws IOException {
      ByteArrayOutputStream line = new ByteArrayOutputStream();
      while (line.size() < MOST) {
        if (!buffer.hasRemaining()) {
          buffer.clear();
          int count = channel.read(buffer, read);
          buffer.flip();
          if (count <= 0) {
            return Optional.empty();
          }
          read += count;
        }
        byte next = buffer.get();
        if (next == '\n') {
          end = read - buffer.remaining();
          return Optional.of(line.toString(StandardCharsets.UTF_8));
        }
        line.write(next);
      }
      return Optional.empty();
    }
  }
}
