package org.returntoidle.tla;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import com.google.common.collect.ImmutableList;
import com.google.common.io.Resources;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import org.returntoidle.model.Bounds;
import org.returntoidle.model.Configuration;
import org.returntoidle.model.Platform;

/**
 * The TLA+ modules, the TLC configurations and the manifest: as they lie in the jar, or in a
 * folder.
 *
 * @param folder where they lie; empty for the jar
 */
public record TlaFiles(Optional<Path> folder) {
  /** Those that this program was built with. */
  public static final TlaFiles JAR = new TlaFiles(Optional.empty());

  static final String ROOT_MODULE = "MCCancelProtocol";
  static final ImmutableList<String> MODULES =
      ImmutableList.of(
          "TransferMachine",
          "CancelProtocol",
          "CancelRules",
          "CancelProof",
          "PermittedTrace",
          ROOT_MODULE);

  /**
   * The text of a file, with line feeds.
   *
   * @throws TlaFilesException if it is missing or cannot be read
   */
  String read(String name) {
    try {
      if (folder.isPresent()) {
        Path file = folder.get().resolve(name);
        if (!Files.isRegularFile(file)) {
          throw new TlaFilesException("there is no file " + file);
        }
        String text = Files.readString(file).replace("\r\n", "\n");
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
      }
      return Resources.toString(
          Resources.getResource(TlaFiles.class, name), StandardCharsets.UTF_8);
    } catch (CharacterCodingException e) {
      throw new TlaFilesException(name + " is not a text in UTF-8");
    } catch (IOException e) {
      throw new TlaFilesException("cannot read " + name + "; is that permitted?");
    } catch (IllegalArgumentException e) {
      throw new TlaFilesException("there is no file " + name + " in the jar");
    }
  }

  /** Reads and writes the manifest, where a platform is its label. */
  static final ObjectMapper JSON =
      new ObjectMapper()
          .registerModule(
              new SimpleModule()
                  .addSerializer(Platform.class, ToStringSerializer.instance)
                  .addDeserializer(Platform.class, new PlatformReader()));

  private static final class PlatformReader extends StdDeserializer<Platform> {
    private static final long serialVersionUID = 1L;

    PlatformReader() {
      super(Platform.class);
    }

    @Override
    public Platform deserialize(JsonParser parser, DeserializationContext context)
        throws IOException {
      String label = parser.getText();
      return Platform.withLabel(label)
          .orElseThrow(
              () -> InvalidFormatException.from(parser, "no platform", label, _valueClass));
    }
  }

  /** The whole manifest, in its order. */
  public ImmutableList<Claim> manifest() {
    try {
      return ImmutableList.copyOf(JSON.readValue(read("manifest.json"), Claim[].class));
    } catch (JsonProcessingException e) {
      String where =
          e.getLocation() == null
              ? ""
              : ", line "
                  + e.getLocation().getLineNr()
                  + ", column "
                  + e.getLocation().getColumnNr();
      throw new TlaFilesException("manifest.json" + where + ": not a list of claims");
    }
  }

  String configurationFile(String name) {
    return read("cfg/" + name + ".cfg");
  }

  void writeModules(Path target) throws IOException {
    for (String module : MODULES) {
      Files.writeString(target.resolve(module + ".tla"), read(module + ".tla"));
    }
  }

  /** The lines of a TLC configuration that say which protocol it is about. */
  static ImmutableList<String> constants(Configuration configuration) {
    Bounds bounds = configuration.bounds();
    return ImmutableList.of(
        "CONSTANTS",
        "  Platform = \"" + configuration.platform().label() + '"',
        "  Driver = \"" + configuration.driver().label() + '"',
        "  Application = \"" + configuration.application().label() + '"',
        bound("Bands", bounds.bands()),
        bound("Transfers", bounds.transfers()),
        bound("Cancels", bounds.cancels()),
        bound("Faults", bounds.faults()),
        "  InTransit = " + Bounds.IN_TRANSIT);
  }

  private static String bound(String name, OptionalInt bound) {
    return "  " + name + (bound.isPresent() ? " = " + bound.getAsInt() : " <- NoBound");
  }

  /** A TLC configuration that only walks: without any claim. */
  static String walk(Configuration configuration, String specification) {
    return String.join("\n", constants(configuration))
        + "\nCHECK_DEADLOCK FALSE\nSPECIFICATION "
        + specification
        + "\n";
  }
}
