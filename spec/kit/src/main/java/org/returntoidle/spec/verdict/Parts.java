package org.returntoidle.spec.verdict;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.collect.ImmutableList;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.returntoidle.spec.search.Journal;
import org.returntoidle.spec.search.Shard;
import org.returntoidle.spec.text.Shown;
import org.returntoidle.spec.verdict.Checkpoint.Run;

/** The checkpoints of all parts of a run: together they know what the whole run would. */
public final class Parts implements AutoCloseable {
  private final ImmutableList<Checkpoint> all;

  private Parts(List<Checkpoint> all) {
    this.all = ImmutableList.copyOf(all);
  }

  /**
   * Opens the files of all parts.
   *
   * @param run whose parts they have to be
   * @throws BadInputException if one is missing, not finished, there twice, or of another run
   */
  public static Parts open(List<Path> files, Run run) {
    List<Checkpoint> all = new ArrayList<>();
    try {
      files.forEach(file -> all.add(Checkpoint.ofPart(file, run)));
      checkTogether(files, all);
      return new Parts(all);
    } catch (RuntimeException e) {
      all.forEach(Checkpoint::close);
      throw e;
    }
  }

  private static void checkTogether(List<Path> files, List<Checkpoint> all) {
    int of = all.get(0).shard().of();
    for (int i = 0; i < files.size(); i++) {
      String name = Shown.name(files.get(i));
      Shard shard = all.get(i).shard();
      if (shard.of() != of) {
        throw new BadInputException(
            name + ": part " + shard + "; " + Shown.name(files.get(0)) + " is one of " + of);
      }
      if (!all.get(i).isEnded()) {
        throw new BadInputException(
            name + ": part " + shard + " is not finished; run it again, and it goes on");
      }
      for (int before = 0; before < i; before++) {
        if (all.get(before).shard().equals(shard)) {
          throw new BadInputException(
              name + ": part " + shard + " is also in " + Shown.name(files.get(before)));
        }
      }
    }
    for (int number = 1; number <= of; number++) {
      Shard shard = new Shard(number, of);
      if (all.stream().noneMatch(one -> one.shard().equals(shard))) {
        throw new BadInputException("part " + shard + " is missing");
      }
    }
  }

  /** What the parts know of one search of the run. */
  public Journal journal(String search) {
    ImmutableList<Journal> journals =
        all.stream().map(one -> one.journal(search)).collect(ImmutableList.toImmutableList());
    return new Journal() {
      @Override
      public Optional<JsonNode> known(int level, int piece) {
        return journals.stream().flatMap(one -> one.known(level, piece).stream()).findFirst();
      }

      @Override
      public void done(int level, int piece, ObjectNode share) {
        // The file of the part that could not do it stays as it is.
      }
    };
  }

  @Override
  public void close() {
    all.forEach(Checkpoint::close);
  }
}
