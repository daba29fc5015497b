package org.vigil.entity;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;

/**
 * Opens models in ONNX Runtime: on one thread, telling nobody, and silent but for what is fatal.
 */
public final class OnnxSessions {

  private OnnxSessions() {}

  /** The one environment of this process. */
  public static OrtEnvironment environment() throws OrtException {
    OrtEnvironment environment =
        OrtEnvironment.getEnvironment(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL, "vigil");
    environment.setTelemetry(false);
    return environment;
  }

  /** Opens a model. */
  public static OrtSession open(byte[] model) throws OrtException {
    try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
      // Reports are worked on side by side already.
      options.setIntraOpNumThreads(1);
      options.setInterOpNumThreads(1);
      options.setSessionLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL);
      // Texts differ in length, so what one needed is no plan for the next.
      options.setMemoryPatternOptimization(false);
      return environment().createSession(model, options);
    }
  }
}
