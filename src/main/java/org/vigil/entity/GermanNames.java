package org.vigil.entity;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Which findings of the taggers hold in German, which writes every noun with a capital. The taggers
 * have learnt from English, where a capital is most of the evidence, so that here each name needs a
 * witness of its own: a given name or an office before a person, an institution's noun or capitals
 * within a body, a name that is no common noun for a place.
 */
final class GermanNames {

  /** Decimal logarithms of the inhabitants of towns that are believed, near and anywhere. */
  private static final double LEAST_NEAR = 4.3;

  private static final double LEAST_TOWN = 5.0;

  /** Of towns that are meant although somebody may be called so. */
  private static final double LEAST_NAMESAKE = 6.0;

  private static final Set<String> NEAR = Set.of("DE", "AT", "CH", "LI", "LU");

  /** Prepositions before towns and countries; they have no article. */
  private static final Set<String> WHERE = Set.of("in", "aus", "nach", "bei");

  /** Between the words of a person's name. */
  private static final Set<String> PARTICLES =
      Words.words("von van de la le bin ibn al el zu di da dos");

  /** Go on after one of those alone: "von der Leyen". */
  private static final Set<String> ARTICLES = Words.words("der den dem");

  private static final String DETERMINERS =
      "ein eine einer einem einen eines kein keine keiner keinem keinen der die das den dem des"
          + " dieser diese dieses diesem diesen jede jeder jedes jedem jeden ihr ihre ihrer ihrem"
          + " ihren sein seine seiner seinem seinen unser unsere viele einige im am zum zur beim vom"
          + " ins ans";

  /** Stand before nouns but not before towns. */
  private static final Set<String> BEFORE_NOUNS = Words.words(DETERMINERS + " zwei drei");

  /** No names, however they are written: they open phrases and headlines. */
  private static final Set<String> FUNCTION =
      Words.words(
          DETERMINERS
              + " unserer mehrere alle andere beide welche welcher welches unterm in an auf"
              + " aus bei mit nach von vor zu für über unter gegen ohne durch um laut trotz wegen seit"
              + " während und oder aber denn sondern wie als wenn weil dass auch nur noch schon sehr"
              + " nicht nichts mehr viel wenig neue neuer neues alte gute große deren dessen wer was wo"
              + " warum wann hier dort heute gestern morgen dabei dazu damit darum deshalb sowie"
              + " insbesondere zunächst folgen so doch bis ab per pro je laufe ende anfang jene jener lange"
              + " kann rolle rollen tisch tod post kinder rand kunst burg schloss winter sommer lieber"
              + " sinn wirtschaft gesicht widerstand kritik gruppe zeit welt gott mario");

  /**
   * Towns elsewhere by their German names, which the gazetteer has among those of all languages.
   */
  private static final Set<String> EXONYMS =
      Words.words(
          "köln münchen wien nürnberg hannover braunschweig zürich genf basel luzern freiburg"
              + " mailand rom neapel venedig florenz turin genua bozen meran triest prag brünn pilsen"
              + " warschau krakau danzig breslau posen stettin königsberg kattowitz budapest preßburg"
              + " pressburg laibach zagreb belgrad bukarest hermannstadt kronstadt sofia athen"
              + " thessaloniki kopenhagen stockholm göteborg helsinki oslo riga wilna reval moskau kiew"
              + " lemberg charkiw charkow odessa mariupol donezk luhansk cherson saporischschja tschernobyl"
              + " minsk tiflis eriwan jerewan baku taschkent duschanbe bischkek astana kabul teheran"
              + " bagdad mossul damaskus aleppo homs beirut jerusalem hebron ramallah nablus haifa kairo"
              + " alexandria tripolis bengasi algier tunis rabat marrakesch dschidda mekka medina riad"
              + " sanaa maskat kuwait khartum dschuba mogadischu nairobi daressalam kapstadt johannesburg"
              + " peking schanghai hongkong tokio seoul pjöngjang ürümqi kaschgar lhasa neu-delhi delhi"
              + " mumbai bombay kalkutta colombo dhaka rangun hanoi saigon singapur jakarta manila"
              + " brüssel antwerpen brügge lüttich löwen luxemburg amsterdam rotterdam straßburg"
              + " lissabon porto madrid barcelona sevilla paris marseille nizza lyon london edinburgh"
              + " dublin havanna mexiko-stadt bogotá caracas lima sotschi wladiwostok nowosibirsk"
              + " grosny sankt saloniki nikosia ankara istanbul izmir diyarbakir islamabad karatschi"
              + " lahore peschawar kalifornien sizilien sardinien katalonien andalusien bretagne"
              + " normandie elsass lothringen schottland nordirland lombardei toskana tschetschenien"
              + " dagestan krim kaschmir pandschab sinai darfur westsahara");

  /** Common nouns and firms that are also a name of some place, but are not meant as one. */
  private static final Set<String> COMMON =
      Words.words(
          "grad tour tours gold rest name namen male make landes nord süd ost west liga manche homo"
              + " kita orange dabei forest pool pest bruch hang part enterprise basic free klang nuss"
              + " sale tape corona google meta gerät türen küche rain lage plan siegen singen senden"
              + " weiden regen haar steuer wesen bad berg berge tal see sand stein wald feld dorf stadt"
              + " mark bank post linden buchen eichen wagen wangen laufen lauf loben bonus kanton kilo"
              + " delta indie soja elec centre center central salz best nice mobile reading bath vista"
              + " terminus krebs hallo okay siri amazon paradies frieden freiheit sturm wind sommer"
              + " winter herz kraft macht pech sparte dual camo bann sama roman martin marina august"
              + " victoria paula claudia park garten mitte art man mann frau tod hut mai juni oma opa"
              + " bar länder säle löhne wenden erden marken kino auto reihe folge frage sache weg ort"
              + " teil zeit fall grund ziel ende runde mal paar moment start test team sport spiel");

  /** The same, of places that German texts do name: only where a preposition says so. */
  private static final Set<String> AMBIGUOUS =
      Words.words(
          "essen halle zug leiden solo split hof burg hagen marl baden hamm unna celle wesel aalen"
              + " ahlen achern eden salem phoenix trinity mosel warren augusta wladimir malte indiana"
              + " rio santa santiago salvador darwin nelson hamilton wellington kingston lincoln austin"
              + " jackson madison carolina spree gent florian georgia springer java olympia davos");

  /** Nouns of offices and trades that stand before a name. */
  private static final Set<String> OFFICES =
      Words.words(
          "herr herrn frau präsident präsidenten präsidentin kanzler kanzlerin minister ministerin"
              + " sprecher sprecherin anwalt anwältin richter richterin journalist journalistin"
              + " aktivist aktivistin aktivisten autor autorin direktor direktorin leiter leiterin chef"
              + " chefin general oberst bürgermeister bürgermeisterin professor professorin forscher"
              + " forscherin trainer spieler regisseur regisseurin schauspieler schauspielerin sänger"
              + " sängerin politiker politikerin abgeordnete abgeordneter abgeordneten vorsitzende"
              + " vorsitzender vorsitzenden geschäftsführer geschäftsführerin experte expertin ökonom"
              + " ökonomin dr prof könig königin prinz prinzessin papst bischof pfarrer imam"
              + " menschenrechtler menschenrechtlerin verteidiger verteidigerin zeuge zeugin bruder"
              + " schwester sohn tochter vater mutter ehemann ehefrau witwe arzt ärztin lehrer lehrerin"
              + " student studentin bauer fischer botschafter botschafterin gouverneur senator"
              + " historiker historikerin reporter reporterin fotograf fotografin blogger bloggerin");

  private static final Set<String> OFFICE_ENDS =
      Set.of(
          "minister",
          "ministerin",
          "präsident",
          "präsidentin",
          "sprecher",
          "sprecherin",
          "chef",
          "chefin",
          "leiter",
          "leiterin",
          "anwalt",
          "anwältin",
          "kanzler",
          "sekretär",
          "sekretärin",
          "rechtler",
          "rechtlerin");

  /** Parts of the nouns of institutions. */
  private static final Set<String> INSTITUTIONS =
      Set.of(
          "ministerium",
          "ministeriums",
          "gericht",
          "gerichts",
          "gerichtshof",
          "kommission",
          "rat",
          "universität",
          "hochschule",
          "akademie",
          "stiftung",
          "verein",
          "verband",
          "bund",
          "partei",
          "polizei",
          "institut",
          "agentur",
          "gewerkschaft",
          "organisation",
          "behörde",
          "amt",
          "parlament",
          "zeitung",
          "staatsanwaltschaft",
          "gesellschaft",
          "komitee",
          "union",
          "vereinigung",
          "netzwerk",
          "kirche",
          "armee",
          "milizen",
          "miliz",
          "rundfunk",
          "beauftragter");

  private final Tokens tokens;
  private final Features features;
  private final Gazetteer gazetteer;
  private final Organisations organisations;

  GermanNames(Tokens tokens, Features features, Gazetteer gazetteer, Organisations organisations) {
    this.tokens = tokens;
    this.features = features;
    this.gazetteer = gazetteer;
    this.organisations = organisations;
  }

  /** The persons within a span: two words or more, the first a given name or behind an office. */
  List<Span> persons(int from, int to) {
    List<Span> persons = new ArrayList<>();
    Optional<Span> next = person(from, to);
    while (next.isPresent()) {
      persons.add(next.get());
      next = person(next.get().end(), to);
    }
    return persons;
  }

  private Optional<Span> person(int from, int to) {
    for (int i = to - 2; i > from; i--) {
      boolean of = tokens.word(i).equals("von") && isGiven(i + 1);
      if (of) {
        // No nobleman has a given name there: "nach dem Tod von Jamey Rodemeyer".
        return person(i + 1, to);
      }
    }
    int start = from;
    while (start < to - 1 && !isGiven(start) && !isOffice(start - 1)) {
      start++;
    }
    int words = 0;
    int last = start;
    boolean genitive = false;
    for (int i = start; i < to && !genitive; i++) {
      if (isNamePart(i)) {
        boolean joined = i > start && tokens.start(i) == tokens.end(i - 1);
        words += joined ? 0 : 1;
        last = i + 1;
        genitive =
            words > 1
                && tokens.word(i).endsWith("s")
                && tokens.word(i).length() > 3
                && !(i + 1 < to && features.isListedPersonWord(i + 1));
      } else if (i == start || !isParticle(i)) {
        break;
      }
    }
    return words > 1 ? Optional.of(new Span(start, last, Label.PERSON)) : Optional.empty();
  }

  private boolean isGiven(int i) {
    return features.isGivenName(i) && tokens.capitalised(i) && isNamePart(i);
  }

  private boolean isParticle(int i) {
    String word = tokens.word(i);
    return PARTICLES.contains(word)
        || (ARTICLES.contains(word) && PARTICLES.contains(tokens.word(i - 1)));
  }

  private boolean isNamePart(int i) {
    boolean joint = tokens.word(i).equals("-") || tokens.word(i).equals(".");
    return joint || (tokens.capitalised(i) && !isFunction(i) && !isInstitution(tokens.lower(i)));
  }

  private boolean isOffice(int i) {
    if (i < 0 || !tokens.isWord(i)) {
      return false;
    }
    String word = tokens.lower(i);
    return OFFICES.contains(word) || OFFICE_ENDS.stream().anyMatch(word::endsWith);
  }

  private boolean isFunction(int i) {
    return FUNCTION.contains(tokens.lower(i));
  }

  /**
   * Whether this is a body: listed, an abbreviation, with a word of two capitals, or led by the
   * noun of an institution.
   */
  boolean isBody(int start, int end) {
    if (organisations.named(tokens.form(start, end)).isPresent()) {
      return true;
    }
    boolean function = false;
    for (int i = start; i < end; i++) {
      function |= isFunction(i);
    }
    boolean abbreviation = end - start == 1 && isAbbreviation(tokens.word(start));
    return abbreviation
        || isInstitution(tokens.lower(start))
        || (!function && end - start > 1 && endsAsBody(end - 1));
  }

  private boolean endsAsBody(int i) {
    return isInstitution(tokens.lower(i))
        || Words.isBody(tokens.word(i))
        || Words.isThing(tokens.word(i))
        || Words.isTrade(tokens.word(i))
        || tokens.word(i).equals("GmbH")
        || tokens.word(i).equals("AG");
  }

  private static boolean isInstitution(String word) {
    return INSTITUTIONS.stream().anyMatch(word::endsWith);
  }

  private static boolean isAbbreviation(String word) {
    return word.length() > 1
        && word.length() < 8
        && word.chars().filter(Character::isUpperCase).count() > 1
        && word.chars().allMatch(Character::isLetterOrDigit);
  }

  /** Whether this form, which the gazetteer knows, is meant as a place here. */
  boolean isPlace(int start, int end) {
    String form = tokens.form(start, end);
    String low = form.toLowerCase(Locale.ROOT);
    String before = start > 0 ? tokens.lower(start - 1) : "";
    boolean where = WHERE.contains(before) && !tokens.sentenceStart(start);
    boolean number = !before.isEmpty() && Character.isDigit(before.charAt(0));
    boolean compound =
        end + 1 < tokens.size()
            && tokens.word(end).equals("-")
            && !Words.isSuffix(tokens.word(end + 1));
    if (COMMON.contains(low) || (AMBIGUOUS.contains(low) && (!where || compound))) {
      return false;
    }
    boolean article = BEFORE_NOUNS.contains(before);
    boolean person = end - start == 1 && isGiven(start) && !where && !EXONYMS.contains(low);
    for (int place : gazetteer.find(form)) {
      boolean named = Slugs.of(gazetteer.name(place)).equals(Slugs.of(form));
      boolean holds =
          switch (gazetteer.type(place)) {
            case COUNTRY -> true;
            case AREA -> !person && (!article || named);
            case REGION ->
                !person
                    && ((named && !article)
                        || EXONYMS.contains(low)
                        || NEAR.contains(gazetteer.country(place)));
            case DISTRICT -> named && end - start > 1;
            case TOWN ->
                !article
                    && !number
                    && (EXONYMS.contains(low)
                        || (named
                            && (!person || gazetteer.magnitude(place) >= LEAST_NAMESAKE)
                            && (where || isLarge(place))));
          };
      if (holds) {
        return true;
      }
    }
    return false;
  }

  private boolean isLarge(int town) {
    double least = NEAR.contains(gazetteer.country(town)) ? LEAST_NEAR : LEAST_TOWN;
    return gazetteer.magnitude(town) >= least;
  }
}
