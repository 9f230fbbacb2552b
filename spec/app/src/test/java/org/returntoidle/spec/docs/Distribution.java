package org.returntoidle.spec.docs;

import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What a release is, as the build has packed it. */
final class Distribution {
  private Distribution() {}

  /** The version of the project. */
  static String version() throws IOException {
    return Pattern.compile("<version>(.*?)</version>")
        .matcher(Readme.text("pom.xml"))
        .results()
        .findFirst()
        .orElseThrow()
        .group(1);
  }

  /** The files of the release in this folder of packed things. */
  static List<Path> files(Path target) throws IOException {
    String name = "return-to-idle-" + version();
    return Stream.of(name + ".zip", name + ".tar.gz", "return-to-idle.jar")
        .map(target::resolve)
        .toList();
  }

  /** Unpacks the zip as a stranger does, with the modes of its files; the folder that was in it. */
  static Path unpacked(Path to) throws IOException {
    Path zip = files(Path.of("..", "target")).get(0);
    Map<String, ?> withModes = Map.of("enablePosixFileAttributes", !Outside.windows());
    try (FileSystem packed = FileSystems.newFileSystem(zip, withModes);
        Stream<Path> entries = Files.walk(packed.getPath("/"))) {
      for (Path entry : entries.toList()) {
        unpack(entry, to.resolve(packed.getPath("/").relativize(entry).toString()));
      }
    }
    return to.resolve("return-to-idle-" + version());
  }

  private static void unpack(Path entry, Path target) throws IOException {
    if (Files.isDirectory(entry)) {
      Files.createDirectories(target);
      return;
    }
    Files.copy(entry, target);
    if (!Outside.windows()) {
      Files.setPosixFilePermissions(target, Files.getPosixFilePermissions(entry));
    }
  }
}
