package org.vigil.index;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * The right to write to an index, held by one process at a time. The operating system gives it back
 * when the process ends, however it ends.
 */
public final class WriterLock implements AutoCloseable {

  private final FileChannel channel;
  private final FileLock lock;

  private WriterLock(FileChannel channel, FileLock lock) {
    this.channel = channel;
    this.lock = lock;
  }

  static WriterLock acquire(Path root) throws IOException {
    Files.createDirectories(root);
    Path file = root.resolve("writer.lock");
    FileChannel channel =
        FileChannel.open(
            file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    FileLock lock;
    try {
      lock = channel.tryLock();
    } catch (OverlappingFileLockException e) {
      lock = null;
    } catch (IOException e) {
      channel.close();
      throw e;
    }
    if (lock == null) {
      ByteBuffer holder = ByteBuffer.allocate(100);
      int read = channel.read(holder, 0);
      channel.close();
      throw new IndexInUseException(
          root, read <= 0 ? "" : new String(holder.array(), 0, read, StandardCharsets.UTF_8));
    }
    channel.truncate(0);
    channel.write(StandardCharsets.UTF_8.encode("process " + ProcessHandle.current().pid()));
    return new WriterLock(channel, lock);
  }

  @Override
  public void close() throws IOException {
    lock.release();
    channel.close();
  }
}
