package org.vigil.api;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/** Answers for requests that are too broken to reach a route in the shape of every other error. */
final class ProblemPages extends ErrorHandler {

  @Override
  protected void generateResponse(
      Request request,
      Response response,
      int code,
      String message,
      @Nullable Throwable cause,
      Callback callback)
      throws IOException {
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, Problem.MEDIA_TYPE);
    response.write(true, ByteBuffer.wrap(bytes(code)), callback);
  }

  private static byte[] bytes(int status) {
    String detail =
        switch (status) {
          case 408 -> "the request did not arrive in time";
          case 413 -> "the body is too large";
          case 414 -> "the address is too long; send the same parameters with POST as JSON";
          case 431 -> "the headers are too large";
          default ->
              status < 500
                  ? "the request is not valid HTTP"
                  : "the request could not be answered; the log says why";
        };
    return Responses.bytes(new Problem(status, detail).json());
  }
}
