package org.vigil.entity;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Russian and Ukrainian names: list entries in any case, and persons, who are two or three
 * capitalised words within a sentence that no list knows otherwise, later their family name alone.
 */
final class CyrillicNames {

  private static final int LONGEST = 4;
  private static final String[] ENDINGS = {
    "ами", "ями", "ого", "ему", "ому", "ой", "ей", "ою", "ею", "ом", "ем", "ём", "ым", "им", "ах",
    "ях", "ов", "ев", "ую", "юю", "ая", "яя", "ый", "ий", "ии", "ию", "ия", "ов", "ам", "ям", "а",
    "я", "у", "ю", "е", "ы", "и", "о", "й", "ь"
  };

  /** Of nouns, the shorter first: the less is cut, the likelier it is right. */
  private static final String[] NOUN_ENDINGS = {
    "а", "я", "у", "ю", "е", "ы", "и", "о", "й", "ь", "ом", "ем", "ём", "ой", "ей", "ою", "ею",
    "ах", "ях", "ов", "ев", "ам", "ям", "ии", "ию", "ией", "ами", "ями"
  };

  private static final String[] NOMINATIVES = {"", "а", "я", "ь", "й", "о", "ия", "ы", "и", "е"};

  private static final Set<String> ROLES =
      OtherScripts.words(
          "президент президента президенту президентом премьер-министр премьер министр министра"
              + " министру глава главы главе главой лидер лидера председатель председателя"
              + " председателем представитель представителя пресс-секретарь"
              + " секретарь секретаря посол посла адвокат адвоката адвокатом юрист юриста журналист"
              + " журналиста журналистка журналистки журналистку активист активиста активистка"
              + " активистки активистку правозащитник правозащитника правозащитница губернатор"
              + " губернатора депутат депутата судья судьи прокурор прокурора профессор эксперт"
              + " директор директора генерал генерала комиссар комитета писатель историк учёный");

  private static final Set<String> SPEECH =
      OtherScripts.words(
          "заявил заявила сказал сказала сообщил сообщила рассказал рассказала отметил отметила"
              + " подчеркнул подчеркнула добавил добавила считает уверен уверена написал написала"
              + " напомнил напомнила пояснил пояснила ответил ответила говорит вспоминает"
              + " утверждает признал признала назвал назвала потребовал потребовала призвал призвала");

  private static final Set<String> NEVER =
      OtherScripts.words(
          "в на по о об и а но из за от до при для как что это он она они мы вы я его её их не"
              + " понедельник вторник среда четверг пятница суббота воскресенье января февраля марта"
              + " апреля мая июня июля августа сентября октября ноября декабря комитет министерство"
              + " совет организация вестник газета агентство партия фонд центр суд институт"
              + " университет республика область комиссия ассоциация союз фото источник автор жена"
              + " муж отец мать сын дочь после когда если также однако поэтому тогда правозащитники"
              + " власти по-прежнему между тем");

  private final OtherScripts lists;
  private final Tokens tokens;
  private final boolean[] taken;
  private final List<Name> names = new ArrayList<>();
  private final Map<String, String> shortestOfStem = new HashMap<>();
  private final Set<String> familyStems = new HashSet<>();

  CyrillicNames(OtherScripts lists, Tokens tokens) {
    this.lists = lists;
    this.tokens = tokens;
    this.taken = new boolean[tokens.size()];
  }

  List<Name> find() {
    findListed();
    List<int[]> runs = findRuns();
    for (int[] run : runs) {
      for (int i = run[0]; i < run[1]; i++) {
        rememberForm(i);
      }
      familyStems.add(stem(tokens.word(run[1] - 1)));
    }
    findFamilyNames(runs);
    for (int[] run : runs) {
      StringBuilder form = new StringBuilder();
      for (int i = run[0]; i < run[1]; i++) {
        String word = tokens.word(i);
        form.append(form.isEmpty() ? "" : " ")
            .append(shortestOfStem.getOrDefault(stem(word), word));
      }
      names.add(
          new Name(
              EntityKind.PERSON, tokens.start(run[0]), tokens.end(run[1] - 1), form.toString()));
    }
    return names;
  }

  private void rememberForm(int i) {
    String word = tokens.word(i);
    shortestOfStem.merge(stem(word), word, (a, b) -> b.length() < a.length() ? b : a);
  }

  private boolean isCyrillic(int i) {
    return Character.UnicodeScript.of(tokens.text().codePointAt(tokens.start(i)))
        == Character.UnicodeScript.CYRILLIC;
  }

  /** The longest list entries, the last word in any case. */
  private void findListed() {
    for (int i = 0; i < tokens.size(); i++) {
      if (taken[i] || !isCyrillic(i)) {
        continue;
      }
      for (int n = Math.min(LONGEST, tokens.size() - i); n >= 1; n--) {
        if (!tokens.isPhrase(i, i + n)) {
          continue;
        }
        Optional<Name> name = listed(i, i + n);
        if (name.isPresent()) {
          names.add(name.get());
          for (int k = i; k < i + n; k++) {
            taken[k] = true;
          }
          break;
        }
      }
    }
  }

  private Optional<Name> listed(int start, int end) {
    String text = tokens.text().substring(tokens.start(start), tokens.end(end - 1));
    boolean capital = tokens.capitalised(start);
    if (text.length() < 2 || NEVER.contains(text.toLowerCase(Locale.ROOT))) {
      return Optional.empty();
    }
    boolean namesake =
        end < tokens.size() && end - start == 1 && mayBeName(end) && !followsBreak(end);
    for (String form : nominatives(text)) {
      Optional<EntityKind> kind = lists.listed(form);
      boolean firstName = namesake && kind.isPresent() && kind.get() == EntityKind.PLACE;
      if (firstName && lists.listed(tokens.word(end)).isEmpty() && !lists.isCountry(form)) {
        return Optional.empty();
      }
      if (kind.isPresent() && (capital || kind.get() == EntityKind.GROUP)) {
        return Optional.of(new Name(kind.get(), tokens.start(start), tokens.end(end - 1), form));
      }
    }
    return Optional.empty();
  }

  /** The form itself, then what it may be the inflected form of. */
  private static List<String> nominatives(String form) {
    List<String> forms = new ArrayList<>();
    forms.add(form);
    for (String ending : NOUN_ENDINGS) {
      if (form.endsWith(ending) && form.length() - ending.length() >= 3) {
        String stem = form.substring(0, form.length() - ending.length());
        for (String nominative : NOMINATIVES) {
          forms.add(stem + nominative);
        }
      }
    }
    return forms;
  }

  private static String stem(String word) {
    String low = word.toLowerCase(Locale.ROOT);
    for (String ending : ENDINGS) {
      boolean family = ending.equals("ов") || ending.equals("ев");
      if (!family && low.endsWith(ending) && low.length() - ending.length() >= 3) {
        return low.substring(0, low.length() - ending.length());
      }
    }
    return low;
  }

  private boolean mayBeName(int i) {
    if (taken[i] || !isCyrillic(i) || !tokens.capitalised(i)) {
      return false;
    }
    String word = tokens.word(i);
    boolean shouted = word.length() > 1 && Character.isUpperCase(word.charAt(1));
    return word.length() > 1 && !shouted && !NEVER.contains(word.toLowerCase(Locale.ROOT));
  }

  private boolean followsBreak(int i) {
    return tokens.sentenceStart(i) || tokens.paragraphStart(i);
  }

  private List<int[]> findRuns() {
    List<int[]> runs = new ArrayList<>();
    int i = 0;
    while (i < tokens.size()) {
      if (!mayBeName(i)) {
        i++;
        continue;
      }
      int end = i + 1;
      while (end < tokens.size() && mayBeName(end) && !tokens.paragraphStart(end)) {
        end++;
      }
      while (end - i > 1 && ROLES.contains(tokens.lower(i))) {
        i++;
      }
      boolean body = i > 0 && tokens.capitalised(i - 1) && NEVER.contains(tokens.lower(i - 1));
      boolean wholeLine =
          tokens.paragraphStart(i) && (end == tokens.size() || tokens.paragraphStart(end));
      boolean evident = hasRole(i) || speaks(end);
      int length = end - i;
      boolean full =
          length >= 2
              && length <= 3
              && !wholeLine
              && !body
              && (evident || !tokens.sentenceStart(i));
      if (full || (length == 1 && hasRole(i) && speaks(end))) {
        runs.add(new int[] {i, end});
        for (int k = i; k < end; k++) {
          taken[k] = true;
        }
      }
      i = end;
    }
    return runs;
  }

  private boolean hasRole(int i) {
    return i > 0 && ROLES.contains(tokens.lower(i - 1));
  }

  private boolean speaks(int end) {
    for (int i = end; i < Math.min(tokens.size(), end + 2); i++) {
      if (SPEECH.contains(tokens.lower(i))) {
        return true;
      }
    }
    return false;
  }

  private void findFamilyNames(List<int[]> runs) {
    for (int i = 0; i < tokens.size(); i++) {
      if (mayBeName(i) && familyStems.contains(stem(tokens.word(i)))) {
        rememberForm(i);
        runs.add(new int[] {i, i + 1});
        taken[i] = true;
      }
    }
  }
}
