package org.vigil.topic;

/**
 * Words of a text that show one of the topics it is about.
 *
 * @param topicId which topic
 * @param trigger the words, exactly as the text has them
 * @param start offset of the first UTF-16 unit in the text
 * @param end offset after the last
 */
public record TopicMention(String topicId, String trigger, int start, int end) {

  /** Refuses a stretch that is empty, lies before the text, or is not as long as its words. */
  public TopicMention {
    if (start < 0 || end <= start || trigger.length() != end - start) {
      throw new IllegalArgumentException(
          "mention of " + topicId + " at " + start + "-" + end + " does not fit its words");
    }
  }
}
