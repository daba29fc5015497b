package org.vigil.entity;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Arabic names: list entries behind one-letter particles, and persons, who are the two words after
 * a title or after a verb of speech and a title; later any of these words alone.
 */
final class ArabicNames {

  private static final int LONGEST = 4;
  private static final String[] PARTICLES = {"", "و", "ب", "ل", "ف", "ك", "وب", "ول"};

  private static final Set<String> TITLES =
      OtherScripts.words(
          "الرئيس الرئيسة السفير السفيرة الوزير الوزيرة الناشط الناشطة الناشطين الصحفي الصحفية"
              + " الصحفيين الصحفيتين الصحافي الصحافية المتحدث المتحدثة الناطق الدكتور الدكتورة السيد"
              + " السيدة الشيخ المحامي المحامية القاضي القاضية الأمير الأميرة الملك الجنرال العقيد"
              + " النائب النائبة المحرر المحررة الكاتب الكاتبة الشاعر الأستاذ الأستاذة الباحث الباحثة"
              + " المعارض المعارضة الزعيم العقيد اللواء الطبيب الطبيبة المدير المديرة الأسقف القس"
              + " البابا الشابة الشاب المواطن المواطنة رئيسها وزيرها مديرها المفوض المفوضة السامي القابلة المدعي بقيادة المدعو المدعوة الممثل الممثلة");

  private static final Set<String> STOPS =
      OtherScripts.words(
          "في من على إلى الى عن مع أن إن ان أنه إنه أنها إنها الذي التي الذين هذا هذه ذلك تلك كان"
              + " كانت قد لقد لم لن لا ما هو هي هم قال قالت وقال وقالت أعلن أعلنت أكد أكدت أضاف أضافت"
              + " صرح صرحت ذكر ذكرت بعد قبل منذ خلال حول بين عند حيث كما لكن ثم أو بل كل بعض غير عبر"
              + " ضد نحو أمام تحت فوق لدى بأن بأنه يوم أمس اليوم السابق الحالي بتهمة بسبب بشأن بأنها بأنهم بأنهما يوما الزرقاء الجديدة الجديد الكبير"
              + " الكبيرة الأحمر الحمراء");

  private static final Set<String> LINKS = OtherScripts.words("بن ابن عبد أبو ابو آل بنت أم");

  private final OtherScripts lists;
  private final Tokens tokens;
  private final boolean[] taken;
  private final List<Name> names = new ArrayList<>();
  private final Map<String, String> persons = new LinkedHashMap<>();

  ArabicNames(OtherScripts lists, Tokens tokens) {
    this.lists = lists;
    this.tokens = tokens;
    this.taken = new boolean[tokens.size()];
  }

  List<Name> find() {
    findListed();
    for (int i = 0; i < tokens.size(); i++) {
      if (TITLES.contains(bare(tokens.word(i)))) {
        findPersons(i + 1);
      }
    }
    findAgain();
    return names;
  }

  /** Without a leading "and". */
  private static String bare(String word) {
    return word.length() > 3 && word.charAt(0) == 'و' ? word.substring(1) : word;
  }

  private boolean isArabic(int i) {
    return Character.UnicodeScript.of(tokens.text().codePointAt(tokens.start(i)))
        == Character.UnicodeScript.ARABIC;
  }

  private void findListed() {
    for (int i = 0; i < tokens.size(); i++) {
      if (taken[i] || !isArabic(i) || STOPS.contains(tokens.word(i))) {
        continue;
      }
      for (int n = Math.min(LONGEST, tokens.size() - i); n >= 1 && !taken[i]; n--) {
        if (tokens.isPhrase(i, i + n)) {
          listed(i, i + n);
        }
      }
    }
  }

  private void listed(int start, int end) {
    String text = tokens.text().substring(tokens.start(start), tokens.end(end - 1));
    for (String particle : PARTICLES) {
      int least = particle.isEmpty() ? 3 : 4;
      if (!text.startsWith(particle) || text.length() - particle.length() < least) {
        continue;
      }
      String form = text.substring(particle.length());
      Optional<EntityKind> kind = lists.listed(form);
      boolean article = particle.equals("ل") && form.startsWith("ل");
      if (kind.isEmpty() && article) {
        form = "ا" + form;
        kind = lists.listed(form);
      }
      if (kind.isPresent()) {
        int from = tokens.start(start) + particle.length();
        names.add(new Name(kind.get(), from, tokens.end(end - 1), form));
        for (int k = start; k < end; k++) {
          taken[k] = true;
        }
        return;
      }
    }
  }

  private void findPersons(int from) {
    int i = from;
    while (i < tokens.size() && i < from + 2 && tokens.word(i).startsWith("ال")) {
      i++;
    }
    int end = personEnd(i, false);
    if (end - i < 1) {
      return;
    }
    add(i, end, 0);
    if (end < tokens.size() && tokens.word(end).length() > 3 && tokens.word(end).charAt(0) == 'و') {
      int second = personEnd(end, true);
      if (second - end == 2) {
        add(end, second, 1);
      }
    }
  }

  /** Where the name that starts here ends: two words, more with "bin" or "Abd". */
  private int personEnd(int start, boolean joined) {
    int words = 0;
    int i = start;
    while (i < tokens.size() && words < 3) {
      String word = tokens.word(i);
      boolean conjunction = word.charAt(0) == 'و' && word.length() > 4 && !(joined && i == start);
      boolean linked = i > start && LINKS.contains(tokens.word(i - 1));
      boolean ofServant = i > start + 1 && tokens.word(i - 2).equals("عبد");
      boolean article =
          word.startsWith("ال") && (i == start || !(isFamily(word) || linked || ofServant));
      boolean third = words == 2 && !linked;
      if (third && !(closes(i + 1) || ofServant)) {
        break;
      }
      boolean noName = taken[i] || !isArabic(i) || STOPS.contains(word) || word.length() < 2;
      if (noName || conjunction || article || (i > start && tokens.paragraphStart(i))) {
        break;
      }
      if (!LINKS.contains(word)) {
        words++;
      }
      i++;
    }
    return i;
  }

  /** Whether no name can go on here: a stop word, a mark, or the end. */
  private boolean closes(int i) {
    return i >= tokens.size() || !isArabic(i) || STOPS.contains(tokens.word(i));
  }

  private static boolean isFamily(String word) {
    return word.endsWith("ي") || word.endsWith("ى");
  }

  private void add(int start, int end, int skip) {
    int from = tokens.start(start) + skip;
    String form = tokens.text().substring(from, tokens.end(end - 1)).replaceAll("\\s+", " ");
    names.add(new Name(EntityKind.PERSON, from, tokens.end(end - 1), form));
    for (int k = start; k < end; k++) {
      taken[k] = true;
    }
    if (form.indexOf(' ') > 0) {
      persons.put(form.substring(form.lastIndexOf(' ') + 1), form);
    }
  }

  /** Family names that stand alone later, with or without a particle. */
  private void findAgain() {
    for (int i = 0; i < tokens.size(); i++) {
      if (taken[i]) {
        continue;
      }
      String word = tokens.word(i);
      for (String particle : PARTICLES) {
        String rest = word.startsWith(particle) ? word.substring(particle.length()) : "";
        if (persons.containsKey(rest)) {
          names.add(
              new Name(
                  EntityKind.PERSON, tokens.start(i) + particle.length(), tokens.end(i), rest));
          taken[i] = true;
          break;
        }
      }
    }
  }
}
