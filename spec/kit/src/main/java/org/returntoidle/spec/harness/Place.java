package org.returntoidle.spec.harness;

/**
 * A line of a driver's source.
 *
 * @param type the class that it belongs to, with its package; empty if it is in no class
 * @param file the file, as the compiler knows it: of a class only its name
 * @param line from 1
 */
public record Place(String type, String file, int line) {
  /** The file without its folder, and the line. */
  @Override
  public String toString() {
    return file.substring(1 + Math.max(file.lastIndexOf('/'), file.lastIndexOf('\\'))) + ":" + line;
  }
}
