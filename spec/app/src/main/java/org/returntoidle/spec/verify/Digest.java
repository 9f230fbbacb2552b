package org.returntoidle.spec.verify;

import com.google.common.base.Splitter;
import com.google.common.hash.Hasher;
import com.google.common.hash.Hashing;
import com.google.common.io.MoreFiles;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.returntoidle.spec.text.Shown;
import org.returntoidle.spec.verdict.BadInputException;

/** By what a driver is known again: the bytes of its classes, or of its program. */
public final class Digest {
  private final Hasher hasher = Hashing.sha256().newHasher();

  private Digest() {}

  /**
   * That of a driver that is a class: every file of its class path, and this program.
   *
   * @throws BadInputException if one cannot be read
   */
  public static String ofClasses(List<String> classpath) {
    Digest digest = new Digest();
    for (String several : classpath) {
      Splitter.on(File.pathSeparatorChar)
          .omitEmptyStrings()
          .splitToStream(several)
          .forEach(entry -> digest.addAll(Path.of(entry)));
    }
    digest.addAll(ourselves());
    return digest.text();
  }

  /**
   * That of a driver that is a program: every file that its command names.
   *
   * @throws BadInputException if one cannot be read
   */
  public static String ofProgram(String command) {
    Digest digest = new Digest();
    for (String word : Subjects.words(command)) {
      file(word).ifPresent(digest::addAll);
    }
    digest.addAll(ourselves());
    return digest.text();
  }

  /** The file that a word names, here or where programs are looked for. */
  private static Optional<Path> file(String word) {
    String path = System.getenv().getOrDefault("PATH", "");
    Stream<String> folders =
        Splitter.on(File.pathSeparatorChar).omitEmptyStrings().splitToStream(path);
    try {
      Path here = Path.of(word);
      return Stream.concat(Stream.of(here), folders.map(folder -> Path.of(folder).resolve(here)))
          .filter(Files::isRegularFile)
          .findFirst();
    } catch (InvalidPathException e) {
      return Optional.empty(); // An argument of another kind.
    }
  }

  private static Path ourselves() {
    try {
      return Path.of(Digest.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private void addAll(Path root) {
    try (Stream<Path> files = Files.walk(root)) {
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        hasher.putString(root.relativize(file).toString(), StandardCharsets.UTF_8);
        hasher.putBytes(MoreFiles.asByteSource(file).hash(Hashing.sha256()).asBytes());
      }
    } catch (IOException e) {
      throw new BadInputException(Shown.name(root) + ": it cannot be read: " + Shown.reason(e));
    }
  }

  private String text() {
    return hasher.hash().toString();
  }
}
