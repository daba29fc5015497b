package org.vigil.corpus;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vigil.corpus.Corpus.Found;
import org.vigil.corpus.Corpus.Regular;
import org.vigil.corpus.Corpus.Skipped;

class CorpusTest {

  @TempDir Path folder;

  @Test
  void filesComeInTheOrderOfTheirNamesFolderByFolder() throws IOException {
    write("b.txt");
    write("a/z.txt");
    write("a/b/c.txt");
    write("Z.txt");

    assertThat(names(walk(folder))).containsExactly("Z.txt", "a/b/c.txt", "a/z.txt", "b.txt");
    assertThat(walk(folder)).isEqualTo(walk(folder));
  }

  @Test
  void aFileIsFoundWithSizeAndTimeAndHashesToASourceFile() throws IOException {
    Path file = write("a.txt");

    Regular found = (Regular) walk(file).get(0);

    assertThat(found.size()).isEqualTo(Files.size(file));
    assertThat(found.modified()).isEqualTo(Files.getLastModifiedTime(file).toInstant());
    assertThat(found.hashed().hash()).isEqualTo(ContentHash.of(Files.readAllBytes(file)));
  }

  @Test
  void overlappingRootsGiveEachFileOnce() throws IOException {
    Path inner = write("a/b.txt");

    List<Found> found = Corpus.walk(List.of(folder, folder.resolve("a"), inner, folder)).toList();

    assertThat(names(found)).containsExactly("a/b.txt");
  }

  @Test
  void aFolderToLeaveOutIsWalkedOnlyWhereARootLiesInIt() throws IOException {
    write("a.txt");
    write("index/live");
    Path handedIn = write("index/uploads/c.txt").getParent();

    List<Found> found =
        Corpus.walk(List.of(folder, handedIn), Set.of(folder.resolve("index"))).toList();

    assertThat(names(found)).containsExactly("a.txt", "index/uploads/c.txt");
  }

  @Test
  void linksAreReportedAndNeverFollowed() throws IOException {
    Path outside = Files.writeString(folder.resolve("outside.txt"), "outside");
    Path root = Files.createDirectory(folder.resolve("root"));
    Files.createSymbolicLink(root.resolve("to-file"), outside);
    Files.createSymbolicLink(root.resolve("loop"), root);
    Files.createSymbolicLink(root.resolve("to-nowhere"), root.resolve("nothing"));

    assertThat(walk(root))
        .containsExactly(
            new Skipped(root.resolve("loop"), "a symbolic link, and links are not followed"),
            new Skipped(root.resolve("to-file"), "a symbolic link, and links are not followed"),
            new Skipped(root.resolve("to-nowhere"), "a symbolic link, and links are not followed"));
  }

  @Test
  void aRootMayBeALink() throws IOException {
    write("real/a.txt");
    Path link = Files.createSymbolicLink(folder.resolve("link"), folder.resolve("real"));

    assertThat(names(walk(link))).containsExactly("link/a.txt");
  }

  @Test
  void pipesAndSocketsAreReportedAndNotOpened() throws Exception {
    Path pipe = folder.resolve("pipe");
    Process made = new ProcessBuilder("mkfifo", pipe.toString()).start();
    assumeTrue(made.waitFor(10, TimeUnit.SECONDS) && made.exitValue() == 0, "needs mkfifo");
    Path socket = folder.resolve("socket");
    try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      server.bind(UnixDomainSocketAddress.of(socket));

      assertThat(walk(folder))
          .containsExactly(
              new Skipped(pipe, "no regular file but a pipe, socket or device"),
              new Skipped(socket, "no regular file but a pipe, socket or device"));
    }
  }

  @Test
  void aMissingRootIsReported() {
    Path missing = folder.resolve("missing");

    assertThat(walk(missing)).containsExactly(new Skipped(missing, "does not exist"));
  }

  @Test
  void aFolderWithoutPermissionIsReportedAndItsNeighboursAreFound() throws IOException {
    write("closed/a.txt");
    Path closed = folder.resolve("closed");
    Path open = write("open.txt");
    Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("---------"));
    try {
      assumeTrue(!Files.isReadable(closed), "permissions bind the administrator to nothing");
      List<Found> found = walk(folder);
      assertThat(found.get(0)).isEqualTo(new Skipped(closed, "permission denied"));
      assertThat(found.get(1).path()).isEqualTo(open);
    } finally {
      Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("rwx------"));
    }
  }

  @Test
  void hiddenNamesAndLockFilesArePassedOverUnlessNamedAsRoot() throws IOException {
    write(".git/config");
    write("a/.DS_Store");
    write("~$draft.docx");
    Path hidden = write(".hidden.txt");

    assertThat(walk(folder)).isEmpty();
    assertThat(names(walk(hidden))).containsExactly(".hidden.txt");
  }

  @Test
  void manifestsAreNoSourcesAndSaidSoOnlyWhenNamed() throws IOException {
    write("a/vigil.csv");
    Path manifest = write("vigil.json");
    write("vigil.csv/a.txt");

    assertThat(names(walk(folder))).containsExactly("vigil.csv/a.txt");
    assertThat(walk(manifest))
        .containsExactly(
            new Skipped(manifest, "a manifest, which states facts about files beside it"));
  }

  @Test
  void namesWithLineBreaksAndBrokenEncodingCanBeRead() throws IOException {
    write("two\nlines.txt");
    write("-rf.txt");
    // A name in ISO 8859-1, which is not valid UTF-8: percent-encoding carries its bytes.
    String latin = "caf%E9.txt";
    Path broken = Path.of(URI.create(folder.toUri() + latin));
    Files.write(broken, "latin".getBytes(ISO_8859_1));

    List<Found> found = walk(folder);

    assertThat(found).hasSize(3).allMatch(f -> f instanceof Regular);
    Path last = found.get(1).path();
    assertThat(last.toUri().getRawPath()).endsWith(latin);
    assertThat(Files.readString(last, ISO_8859_1)).isEqualTo("latin");
  }

  private Path write(String name) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, "text of " + name);
  }

  private static List<Found> walk(Path root) {
    return Corpus.walk(List.of(root)).toList();
  }

  private List<String> names(List<Found> found) {
    return found.stream().map(f -> folder.relativize(f.path()).toString()).toList();
  }
}
