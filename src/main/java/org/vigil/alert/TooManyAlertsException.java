package org.vigil.alert;

/** There are as many alerts as may be. */
public final class TooManyAlertsException extends RuntimeException {
  private static final long serialVersionUID = 1;

  TooManyAlertsException(int most) {
    super("there are " + most + " alerts already; delete one first");
  }
}
