package org.vigil.search;

import java.util.Set;

/**
 * English words that hold a sentence together and say nothing about what it is about. A report must
 * have them when they are asked for, but they do not decide which report comes first.
 */
final class FunctionWords {

  private static final Set<String> WORDS =
      Set.of(
          ("a about all also am an and any are as at be been being between both but by can could did"
                  + " do does each for from had has have he her here his how i if in into is it its"
                  + " may me might more most must my no not of on one only or other our shall she"
                  + " should so some such than that the their them then there these they this those"
                  + " to too very was we were what when where which who whom whose why will with"
                  + " would you your")
              .split(" ", -1));

  private FunctionWords() {}

  /** Whether an exact form is one of them. */
  static boolean contains(String exact) {
    return WORDS.contains(exact);
  }
}
