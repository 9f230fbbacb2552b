package org.returntoidle.spec.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.ImmutableSortedSet;
import com.google.common.collect.Sets;
import java.io.IOException;
import java.lang.reflect.Executable;
import java.lang.reflect.Member;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.returntoidle.driver.Band;
import org.returntoidle.driver.CallbackMessage;
import org.returntoidle.driver.DeviceRead;
import org.returntoidle.driver.MiniDriver;
import org.returntoidle.driver.MiniDrvCallback;
import org.returntoidle.driver.PageStream;
import org.returntoidle.driver.ReadResult;
import org.returntoidle.driver.ScannerDevice;
import org.returntoidle.driver.StreamMiniDriver;
import org.returntoidle.driver.StreamTransferContext;
import org.returntoidle.driver.TransferCallback;
import org.returntoidle.driver.TransferContext;
import org.returntoidle.driver.TransferMessage;
import org.returntoidle.driver.WiaDriver;
import org.returntoidle.driver.WiaEvent;
import org.returntoidle.model.HResult;
import org.returntoidle.model.Platform;
import org.returntoidle.spec.harness.Scope;
import org.returntoidle.spec.inside.InsideContract;
import org.returntoidle.spec.kit.CancellationContract;
import org.returntoidle.spec.kit.DriverContract;
import org.returntoidle.spec.kit.StreamContract;

/**
 * What the author of a driver imports, type by type and member by member. Additions pass; whatever
 * else changes is somebody's broken build.
 */
class ExportsTest {
  private static final Path LIST = Path.of("src", "test", "resources", "exports.txt");
  private static final ImmutableSet<String> OF_EVERY_OBJECT =
      ImmutableSet.of("equals", "hashCode", "toString");
  private static final ImmutableList<Class<?>> EXPORTED =
      ImmutableList.of(
          Band.class,
          CallbackMessage.class,
          CancellationContract.class,
          DeviceRead.class,
          DriverContract.class,
          HResult.class,
          InsideContract.class,
          MiniDriver.class,
          MiniDrvCallback.class,
          PageStream.class,
          Platform.class,
          ReadResult.class,
          ScannerDevice.class,
          Scope.class,
          StreamContract.class,
          StreamMiniDriver.class,
          StreamTransferContext.class,
          TransferCallback.class,
          TransferContext.class,
          TransferMessage.class,
          WiaDriver.class,
          WiaEvent.class);

  @Tag("generates")
  @Test
  void whatIsExportedStays() throws IOException {
    ImmutableSortedSet<String> now = lines(EXPORTED.stream());
    if (Boolean.getBoolean("generate")) {
      Files.writeString(LIST, String.join("\n", now) + "\n");
    }
    assertEquals(Set.of(), missing(Files.readString(LIST), now));
  }

  @Test
  void aChangeIsFound() throws IOException {
    ImmutableSortedSet<String> now = lines(EXPORTED.stream());
    String list = Files.readString(LIST);
    String renamed = list.replace("drvNotifyPnpEvent", "drvNotify");
    assertFalse(missing(renamed, now).isEmpty());
    assertEquals(
        Set.of(), missing(list, lines(Stream.concat(EXPORTED.stream(), Stream.of(Member.class)))));
    // Who implements it has to write what is added to it: that is no mere addition.
    String fewer = list.replaceAll("(driver.MiniDriver to implement: \\w+), .*", "$1");
    assertEquals(1, missing(fewer, now).size());
  }

  /** So that the changelog sends nobody to a class that is not there. */
  @Test
  void theChangelogNamesWhatIsThere() throws IOException {
    ImmutableSortedSet<String> names =
        Pattern.compile("\\| `(org\\.returntoidle\\.[\\w.]+)` \\|\\n")
            .matcher(Readme.text("spec/CHANGELOG.md"))
            .results()
            .map(row -> row.group(1))
            .collect(ImmutableSortedSet.toImmutableSortedSet(String::compareTo));
    assertTrue(names.size() >= 9, names::toString);
    for (String name : names) {
      assertNotNull(
          EXPORTED.stream().filter(type -> type.getName().equals(name)).findAny().orElse(null),
          name);
    }
  }

  private static Set<String> missing(String list, Set<String> now) {
    return Sets.difference(list.lines().collect(Collectors.toSet()), now);
  }

  private static ImmutableSortedSet<String> lines(Stream<Class<?>> types) {
    return types
        .flatMap(type -> Stream.concat(Stream.of(type), Arrays.stream(type.getDeclaredClasses())))
        .flatMap(ExportsTest::lines)
        .collect(ImmutableSortedSet.toImmutableSortedSet(String::compareTo));
  }

  private static Stream<String> lines(Class<?> type) {
    String duties =
        Arrays.stream(type.getMethods())
            .filter(method -> Modifier.isAbstract(method.getModifiers()))
            .map(Method::getName)
            .sorted()
            .collect(Collectors.joining(", "));
    String head = type.getName() + (duties.isEmpty() ? "" : " to implement: " + duties);
    return Stream.concat(
        Stream.of(head),
        Stream.of(type.getDeclaredFields(), methods(type), constructors(type))
            .flatMap(Arrays::stream)
            .filter(member -> Modifier.isPublic(member.getModifiers()) && !member.isSynthetic())
            .filter(member -> !OF_EVERY_OBJECT.contains(member.getName()))
            .map(member -> type.getSimpleName() + ": " + of(type, line(member))));
  }

  /** What an interface inherits is its own to whoever implements it. */
  private static Method[] methods(Class<?> type) {
    return type.isInterface() ? type.getMethods() : type.getDeclaredMethods();
  }

  private static String of(Class<?> type, String line) {
    return type.isInterface()
        ? line.replaceFirst("\\w+\\.(?=\\w+\\()", type.getSimpleName() + ".")
        : line;
  }

  /** A platform has an answer to each question, and later ones ask more: nobody else makes one. */
  private static Executable[] constructors(Class<?> type) {
    return type == Platform.class ? new Executable[0] : type.getDeclaredConstructors();
  }

  private static String line(Member member) {
    return member
        .toString()
        .replaceAll("\\b(?:java\\.\\w+|org\\.returntoidle(?:\\.\\w+)+)\\.(?=[A-Z])", "");
  }
}
