package org.vigil.alert;

import java.util.Optional;

/**
 * How far the address of an alert has been told what it matched.
 *
 * @param waiting matches that it has not been told of
 * @param failure why the last attempt failed, if it did
 */
public record Delivery(int waiting, Optional<String> failure) {}
