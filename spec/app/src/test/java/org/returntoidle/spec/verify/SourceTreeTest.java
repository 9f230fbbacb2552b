package org.returntoidle.spec.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A source file is found where it is, and nowhere else. */
class SourceTreeTest {
  @TempDir private Path root = Path.of("unset");

  private void write(String file) throws IOException {
    Path path = root.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, "");
  }

  private Optional<String> find(String type, String name) {
    return new SourceTree(root).file(type, name);
  }

  @Test
  void isFoundByPackageAndName() throws IOException {
    write("driver/src/main/java/com/example/Mine.java");
    write("driver/src/main/java/com/example/sub/Other.java");
    write("Bare.java");
    assertEquals(
        Optional.of("driver/src/main/java/com/example/Mine.java"),
        find("com.example.Mine", "Mine.java"));
    assertEquals(Optional.empty(), find("com.example.Mine", "Other.java"));
    assertEquals(Optional.empty(), find("com.example.Mine", "ine.java"));
    assertEquals(Optional.of("Bare.java"), find("Bare", "Bare.java"));
    assertEquals(Optional.empty(), new SourceTree(root.resolve("none")).file("Bare", "Bare.java"));
  }

  @Test
  void whatIsBuiltOrHiddenIsNoSource() throws IOException {
    write(".git/com/example/Mine.java");
    write("target/generated/com/example/Mine.java");
    assertEquals(Optional.empty(), find("com.example.Mine", "Mine.java"));
    write("com/example/Mine.java");
    assertEquals(Optional.of("com/example/Mine.java"), find("com.example.Mine", "Mine.java"));
  }

  @Test
  void ofTwoNoneIsTaken() throws IOException {
    write("one/com/example/Mine.java");
    write("two/com/example/Mine.java");
    assertEquals(Optional.empty(), find("com.example.Mine", "Mine.java"));
  }
}
