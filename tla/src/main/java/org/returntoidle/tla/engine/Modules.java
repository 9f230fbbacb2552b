package org.returntoidle.tla.engine;

import com.google.common.collect.ImmutableMap;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * The TLA+ modules of one run of TLC.
 *
 * @param root the module that TLC is run on
 * @param texts the text of each module by its name; TLC's own are not among them
 */
public record Modules(String root, ImmutableMap<String, String> texts) {

  /** The same with another text for a module, or with one more. */
  public Modules with(String name, String text) {
    return new Modules(
        root,
        ImmutableMap.<String, String>builder().putAll(texts).put(name, text).buildKeepingLast());
  }

  /** The same, where TLC is run on another module. */
  public Modules withRoot(String other) {
    return new Modules(other, texts);
  }

  /**
   * Writes a file for each.
   *
   * @throws IOException if that fails
   */
  public void writeTo(Path folder) throws IOException {
    for (Map.Entry<String, String> module : texts.entrySet()) {
      Files.writeString(folder.resolve(module.getKey() + ".tla"), module.getValue());
    }
  }
}
