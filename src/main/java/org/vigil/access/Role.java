package org.vigil.access;

/** What somebody may do; each role may also do what those before it may. */
public enum Role {
  /** Search and read reports. */
  READ,
  /** Add, replace and withdraw reports. */
  WRITE,
  /** Run the index and see what others did. */
  ADMIN;

  /** Whether somebody in this role may do what asks for the other. */
  public boolean mayActAs(Role needed) {
    return compareTo(needed) >= 0;
  }
}
