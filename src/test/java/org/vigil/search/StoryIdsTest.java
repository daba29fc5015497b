package org.vigil.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vigil.search.StoryIds.Teller;

class StoryIdsTest {

  @TempDir Path folder;

  private static List<Teller> story(String... reports) {
    return Stream.of(reports)
        .map(r -> r.split("@", -1))
        .map(r -> new Teller(r[0], r.length > 1 ? Optional.of(r[1]) : Optional.empty()))
        .toList();
  }

  @Test
  void aStoryThatNobodyKnowsGoesByItsEarliestReport() {
    assertThat(
            StoryIds.inMemory()
                .of(List.of(story("b@2024-03", "a@2024-02", "c"), story("z", "y@2019"))))
        .containsExactly("a", "y");
  }

  @Test
  void whatWasGivenHoldsInAnotherProcessAndForEveryOrder() {
    StoryIds.in(folder).of(List.of(story("b@2024-03", "c@2024-04")));

    StoryIds later = StoryIds.in(folder);
    assertThat(later.of(List.of(story("a@2024-01", "c@2024-04", "b@2024-03"))))
        .containsExactly("b");
    assertThat(later.of(List.of(story("n@2024-01", "m@2024-02"), story("b@2024-03", "c"))))
        .containsExactly("n", "b");
    assertThat(StoryIds.in(folder).of(List.of(story("m@2024-02", "l@2023")))).containsExactly("l");
  }

  @Test
  void ofTwoStoriesThatBecomeOneTheFirstGivenStays() {
    StoryIds ids = StoryIds.in(folder);
    ids.of(List.of(story("d@2024-04", "e@2024-05")));
    ids.of(List.of(story("a@2024-01", "b@2024-02"), story("d@2024-04", "e@2024-05")));

    assertThat(ids.of(List.of(story("a@2024-01", "b@2024-02", "d@2024-04", "e@2024-05"))))
        .containsExactly("d");
  }

  @Test
  void whatOneProcessGivesAnotherThatIsRunningFollows() {
    StoryIds one = StoryIds.in(folder);
    StoryIds two = StoryIds.in(folder);
    one.of(List.of(story("a@1", "b@2")));
    assertThat(two.of(List.of(story("z@0", "b@2", "a@1"), story("m@1", "n@2"))))
        .containsExactly("a", "m");
    assertThat(one.of(List.of(story("k@0", "m@1", "n@2")))).containsExactly("m");
  }

  @Test
  void aLineThatWasCutOffCountsForNothing() throws IOException {
    StoryIds.in(folder).of(List.of(story("a@1", "b@2")));
    Path file = folder.resolve(StoryIds.FILE);
    Files.writeString(file, "zz", StandardOpenOption.APPEND);

    assertThat(StoryIds.in(folder).of(List.of(story("y@0", "zz@1"), story("b@2", "a@1"))))
        .containsExactly("y", "a");
    assertThat(Files.readAllLines(file)).hasSize(2).allMatch(line -> line.matches("[0-9a-f]{16}"));
  }

  @Test
  void aFolderThatCannotBeWrittenToCostsNothingButTheMemory() {
    StoryIds ids = StoryIds.in(folder.resolve("missing"));
    ids.of(List.of(story("b@2", "c@3")));
    assertThat(ids.of(List.of(story("a@1", "b@2", "c@3")))).containsExactly("b");
  }
}
