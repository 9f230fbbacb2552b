package org.returntoidle.spec.verify;

import java.util.Optional;

/**
 * A place in the source of a driver.
 *
 * @param file below the working directory, with slashes; only its name if it is not there
 * @param line from 1; empty if it is not known
 */
public record SourcePlace(String file, Optional<Integer> line) {}
