package org.returntoidle.spec.search;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/**
 * What is already known of a search, and where what comes out is kept: piece by piece, so that it
 * can go on after it was killed, and so that several can share the work. Safe for several threads.
 */
public interface Journal {
  /** Knows nothing, keeps nothing, and leaves nothing to others. */
  Journal NONE =
      new Journal() {
        @Override
        public Optional<JsonNode> known(int level, int piece) {
          return Optional.empty();
        }

        @Override
        public void done(int level, int piece, ObjectNode share) {}
      };

  /** What {@link #done} was told, if it was. */
  Optional<JsonNode> known(int level, int piece);

  /**
   * Keeps what came out of a piece of a level, all of which was run without a violation.
   *
   * @param level how many moves each of its schedules has
   * @param piece from 0
   */
  void done(int level, int piece, ObjectNode share);

  /**
   * Which of the equal parts of the work is done here, of how many.
   *
   * @return all of it, unless others do the rest
   */
  default Shard shard() {
    return Shard.ALL;
  }
}
