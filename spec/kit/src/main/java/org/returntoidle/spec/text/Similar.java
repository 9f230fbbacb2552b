package org.returntoidle.spec.text;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableSet;
import java.util.Collection;
import java.util.Collections;
import java.util.stream.Collectors;

/** Names of several words that somebody who mistyped one may have meant. */
public final class Similar {
  private static final Splitter WORDS = Splitter.on('-').omitEmptyStrings();
  private static final int MOST = 5;

  private Similar() {}

  /** A question in brackets, with a few of {@code names} that share a word; empty if none does. */
  public static String to(String name, Collection<String> names) {
    ImmutableSet<String> words = ImmutableSet.copyOf(WORDS.split(name));
    String found =
        names.stream()
            .filter(one -> !Collections.disjoint(words, WORDS.splitToList(one)))
            .limit(MOST)
            .collect(Collectors.joining(", "));
    return found.isEmpty() ? "" : " (" + found + "?)";
  }
}
