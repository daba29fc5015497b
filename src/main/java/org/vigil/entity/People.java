package org.vigil.entity;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The persons of one document: which of their names are one person's. A name of one word belongs to
 * the person whose full name ends with it (begins with it, where the family name stands first),
 * then to the one whose full name begins with it or holds it; to nobody if two fit.
 */
final class People {

  /** One person, under the fullest name met so far. */
  private static final class Person {
    String name;
    String[] words;

    Person(String name, String[] words) {
      this.name = name;
      this.words = words;
    }
  }

  private final List<Person> people = new ArrayList<>();
  private final Map<String, Optional<Person>> ofForm = new LinkedHashMap<>();

  /**
   * Takes all names of a document, in order.
   *
   * @param names without titles and possessives
   */
  People(List<String> names) {
    Set<String> distinct = new LinkedHashSet<>(names);
    for (String name : distinct) {
      if (words(name).length > 1) {
        ofForm.put(name, Optional.of(full(name)));
      }
    }
    Map<String, Person> alone = new LinkedHashMap<>();
    for (String name : distinct) {
      String[] words = words(name);
      if (words.length == 1) {
        List<Person> fitting = fitting(words[0]);
        if (fitting.isEmpty()) {
          Person person = alone.computeIfAbsent(words[0], w -> new Person(name, words));
          ofForm.put(name, Optional.of(person));
        } else {
          ofForm.put(name, fitting.size() == 1 ? Optional.of(fitting.get(0)) : Optional.empty());
        }
      }
    }
  }

  private static String[] words(String name) {
    return Slugs.of(name).split("-", -1);
  }

  private Person full(String name) {
    String[] words = words(name);
    for (Person person : people) {
      if (same(person.words, words)) {
        if (words.length > person.words.length) {
          person.name = name;
          person.words = words;
        }
        return person;
      }
    }
    Person person = new Person(name, words);
    people.add(person);
    return person;
  }

  /** The same words in any order, or one within the other with the same last word. */
  private static boolean same(String[] a, String[] b) {
    Set<String> left = new LinkedHashSet<>(List.of(a));
    Set<String> right = new LinkedHashSet<>(List.of(b));
    if (left.equals(right)) {
      return true;
    }
    boolean last = a[a.length - 1].equals(b[b.length - 1]);
    return last
        && Math.min(a.length, b.length) > 1
        && (left.containsAll(right) || right.containsAll(left));
  }

  private List<Person> fitting(String word) {
    List<Person> family = new ArrayList<>();
    List<Person> other = new ArrayList<>();
    for (Person person : people) {
      String[] words = person.words;
      boolean last = words[NameParts.lastName(List.of(words))].equals(word);
      boolean familyFirst = words[0].equals(word) && FamilyNames.standsFirst(word);
      if (last || familyFirst) {
        family.add(person);
      } else if (List.of(words).contains(word)) {
        other.add(person);
      }
    }
    return family.isEmpty() ? other : family;
  }

  /** The full name of the person whom this name of the document means; empty if two fit. */
  Optional<String> meant(String name) {
    return ofForm.getOrDefault(name, Optional.empty()).map(p -> p.name);
  }

  /** Whether some full name holds this word. */
  boolean isPart(String word) {
    String[] words = words(word);
    return words.length == 1 && fitting(words[0]).size() == 1;
  }
}
