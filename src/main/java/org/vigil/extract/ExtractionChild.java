package org.vigil.extract;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.net.URLConnection;
import java.net.URLStreamHandler;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.vigil.extract.Extraction.Reason;
import org.vigil.extract.Extraction.Unreadable;

/**
 * The process that reads untrusted files for a pool: the address of a file comes in on standard
 * input, what was made of it goes out on standard output, one after the other.
 *
 * <p>It ends when its standard input ends, whatever it is doing then, so it never outlives its
 * parent. Addresses of files are URIs, which carry names in any encoding byte for byte.
 */
final class ExtractionChild {

  /** First byte of an answer. */
  static final byte ANSWER = 'A';

  /** First byte of an answer after which this process should be replaced. */
  static final byte LAST_ANSWER = 'L';

  /** First byte of a message: the file could not be read from disk. */
  static final byte DISK = 'D';

  static final byte[] READY = "ready".getBytes(US_ASCII);
  static final int MOST_REQUEST_BYTES = 1 << 16;

  private static final Set<String> REMOTE = Set.of("http", "https", "ftp", "mailto");

  private ExtractionChild() {}

  /** Takes limits and OCR as {@link Limits#print} and {@link Ocr#print} write them. */
  public static void main(String[] args) throws IOException {
    Optional<Ocr> ocr = Optional.of(args[1]).filter(printed -> !printed.isEmpty()).map(Ocr::parse);
    serve(new FileExtractor(Limits.parse(args[0]), ocr, Clock.systemUTC()));
  }

  /** Answers until standard input ends, then ends the process. */
  static void serve(Extractor extractor) throws IOException {
    DataInputStream in =
        new DataInputStream(new BufferedInputStream(new FileInputStream(FileDescriptor.in)));
    DataOutputStream out =
        new DataOutputStream(new BufferedOutputStream(new FileOutputStream(FileDescriptor.out)));
    System.setOut(System.err);
    URL.setURLStreamHandlerFactory(protocol -> REMOTE.contains(protocol) ? new NoNetwork() : null);
    BlockingQueue<byte[]> requests = new ArrayBlockingQueue<>(1);
    // A stack that deep markup does not exhaust at once.
    Thread worker = new Thread(null, () -> work(extractor, requests, out), "extraction", 16L << 20);
    worker.setDaemon(true);
    worker.setUncaughtExceptionHandler((thread, e) -> Runtime.getRuntime().halt(1));
    worker.start();
    ExtractionFrames.send(out, READY);
    try {
      while (true) {
        requests.put(ExtractionFrames.receive(in, MOST_REQUEST_BYTES));
      }
    } catch (EOFException | InterruptedException e) {
      Runtime.getRuntime().halt(0);
    }
  }

  private static void work(
      Extractor extractor, BlockingQueue<byte[]> requests, DataOutputStream out) {
    try {
      while (true) {
        Path file = Path.of(URI.create(new String(requests.take(), UTF_8)));
        byte kind = ANSWER;
        byte[] content;
        try {
          content = ExtractionFrames.write(extractor.extract(file));
          if (isNearlyFull()) {
            kind = LAST_ANSWER;
          }
        } catch (IOException e) {
          kind = DISK;
          content = String.valueOf(e.getMessage()).getBytes(UTF_8);
        } catch (RuntimeException | Error e) {
          // What it left half done may be seen by the next file: so it is the last one here.
          kind = LAST_ANSWER;
          content =
              ExtractionFrames.write(
                  new Unreadable(
                      FileKind.UNKNOWN_TYPE,
                      Reason.CRASHED,
                      "the parser failed with " + e.getClass().getSimpleName()));
        }
        out.writeByte(kind);
        ExtractionFrames.send(out, content);
      }
    } catch (IOException | InterruptedException e) {
      Runtime.getRuntime().halt(0);
    }
  }

  /** Whether parsers have left so much behind that the next big file would suffer. */
  private static boolean isNearlyFull() {
    Runtime runtime = Runtime.getRuntime();
    if (used(runtime) < runtime.maxMemory() / 4 * 3) {
      return false;
    }
    System.gc();
    return used(runtime) > runtime.maxMemory() / 2;
  }

  private static long used(Runtime runtime) {
    return runtime.totalMemory() - runtime.freeMemory();
  }

  /** No document makes this process open a connection. */
  private static final class NoNetwork extends URLStreamHandler {
    @Override
    protected URLConnection openConnection(URL url) throws IOException {
      throw new IOException("documents are read without the network");
    }
  }
}
