package org.vigil.alert;

import java.io.IOException;
import java.nio.file.Path;

/** Another process keeps these alerts. */
public final class AlertsInUseException extends IOException {
  private static final long serialVersionUID = 1;

  AlertsInUseException(Path folder, Throwable cause) {
    super("another process keeps the alerts in " + folder, cause);
  }
}
