package org.vigil.alert;

/** An address that must not be told of matches. */
public final class WebhookNotAllowedException extends RuntimeException {
  private static final long serialVersionUID = 1;

  WebhookNotAllowedException() {
    super("the address is not on a host that this server may tell");
  }
}
