package org.vigil.entity;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What findings of the tagger are in Spanish, Portuguese, French and Italian, which it has not
 * learnt. It takes any run of capitals for a person, where these languages also write laws, offices
 * and operations so; but they say what a thing is at the head of its name, and put the article
 * before things and not before people.
 */
final class RomanceNames {

  private static final Set<String> LANGUAGES = Set.of("es", "pt", "fr", "it", "ca", "gl");

  /** Those that put no article before the names of people. */
  private static final Set<String> WITHOUT_ARTICLE = Set.of("es", "fr", "it");

  private static final Set<String> ARTICLES = Words.words("el la los las le les lo gli i il l");

  /** Open phrases; before the names of people only within them. */
  private static final Set<String> FUNCTION =
      Words.words(
          "los las les des gli nel nella nelle nei negli sulla sulle sui sul alla alle agli ai aux au dans sous sur chez selon"
              + " jusqu’aux jusqu'aux contra contro contre entre sobre según tras ante sin desde hacia"
              + " hasta este esta estos estas ese esa aquel aquella cette ces cet ceux questo questa"
              + " quello quella cada todo toda todos todas tout tous toute toutes tutti tutte juste non"
              + " no ni não sem com como comme come qui que quien dove donde où cela ceci ça así ainsi"
              + " cosi così pues ahora aujourd’hui hoy oggi hoje ayer hier ieri ontem mañana demain"
              + " domani amanhã muy très molto muito más plus più mais menos moins meno otra otro autre"
              + " altro altra outra outro nuestro nuestra notre nos nostro nostra su sus");

  /** Open phrases too, and names of families. */
  private static final Set<String> PARTICLES =
      Words.words("del della delle dello degli dei dal dalla dalle dai dagli al");

  /**
   * Say what kind of thing the rest names; at the head of a name, or alone. Words that are as often
   * somebody's own are left out.
   */
  private static final Set<String> HEADS =
      Words.words(
          "código code codice carta charte base batería caso cas affaire caso copa coupe coppa"
              + " campeonato championnat campionato campeonato liga ligue lega torneo tournoi torneio"
              + " premio prix prêmio feria fiesta fête festa batalla bataille battaglia batalha masacre"
              + " massacre strage plan plano piano proyecto projet progetto projeto programa programme"
              + " programma zona zone barrio quartier bairro quartiere calle rue rua via avenida avenue"
              + " plaza place piazza praça puerto port porto aeropuerto aéroport aeroporto estación gare"
              + " stazione estação hospital hôpital ospedale chu escuela école scuola escola colegio"
              + " collège liceo lycée instituto institut istituto iglesia église chiesa igreja catedral"
              + " cathédrale cattedrale teatro théâtre museo musée museu estadio stade stadio estádio"
              + " edificio palacio palais palazzo palácio grupo groupe gruppo empresa entreprise impresa"
              + " diario journal giornale jornal revista revue rivista radio rádio canal cadena agencia"
              + " agence agenzia agência ejército armée esercito exército fuerza fuerzas force forces"
              + " forza forze força forças brigada brigade brigata batallón bataillon comando commando"
              + " guardia garde guarda gendarmerie carabinieri alianza alliance alleanza aliança frente"
              + " front fronte departamento département dipartimento santé sanità salud saúde défense"
              + " difesa defensa defesa intérieur interior interno interni justicia justice giustizia"
              + " justiça derecho derechos droit droits diritto diritti direito direitos estado estados"
              + " état états stato stati estado esteri affari asuntos affaires assuntos economía économie"
              + " economia enseignement trabajo travail lavoro trabalho hacienda finances finanze fazenda"
              + " hebdo collectif colectivo collettivo coletivo mutuelles nuit norte nord sud sur este est"
              + " ouest oeste medio media gran gran nueva nuevo nouveau nouvelle nuovo nuova novo nova"
              + " alto alta baja bajo ley loi lei legge decreto décret auto resolución día jour journée"
              + " giorno giornata dia semana semaine settimana mes mois mese año année anno ano siglo"
              + " siècle secolo século guerra guerre río fleuve fiume mar mer mare monte mont montes"
              + " operaciones fraternidades diablos normas relatoría contraloría alcaldía asamblea"
              + " macrozona casación convención constitución fomento anticapitaliste progressiste cruz"
              + " croix croce tribunales juzgado juez fiscalía defensoría gobierno gouvernement governo"
              + " naciones nations nazioni nações reino royaume regno república république repubblica"
              + " presidencia présidence presidenza ministerio ministère ministero ministério partido"
              + " parti partito sindicato syndicat sindacato movimiento mouvement movimento unión union"
              + " unione união confederación federación asociación association associazione associação"
              + " capital federal fédéral federale pleno milagro libertad liberté libertà liberdade paese"
              + " pays país centre centro plateau"
              + " abonnés président président auteure auteur registrazione aprender medioambiente"
              + " américa amérique medio pueblo peuple popolo povo camino chemin ciudad ville città cidade"
              + " isla île isola ilha lago lac costa côte bosque forêt foresta parque parc parco"
              + " universidad université università universidade facultad faculté academia académie"
              + " accademia cámara chambre camera câmara senado sénat senato congreso congrès congresso"
              + " parlamento parlement consejo conseil consiglio conselho comité comitê comitato comisión"
              + " commission commissione comissão tribunal tribunale corte cour policía police polizia"
              + " polícia sala juicio procès processo película film libro livre livro canción chanson"
              + " jefe chef capo chefe équipe equipo squadra equipe");

  /** The heads that open names of bodies, beside {@link Words#isBodyOpener}. */
  private static final Set<String> BODIES =
      Words.words(
          "alianza alliance alleanza aliança brigada brigade brigata batallón bataillon fuerzas forces"
              + " forze forças grupo groupe gruppo empresa entreprise impresa colectivo collectif"
              + " collettivo coletivo diario journal giornale jornal revista revue rivista carabinieri"
              + " gendarmerie alcaldía contraloría relatoría asamblea frente front fronte hospital hôpital"
              + " ospedale chu mutuelles juzgado tribunales naciones nazioni nações facultad faculté"
              + " confederación");

  /** Endings of what is done or thought and of no name of a person that lists lack. */
  private static final Pattern ABSTRACT =
      Pattern.compile(
          ".+(?:ci[oó]n|ciones|si[oó]n|siones|[iea]dad|[iea]dades|ismo|ismos|isme|ismes|miento|mientos"
              + "|mento|mentos|tion|tions|ité|ités|zione|zioni|ità|ção|ções|[iea]dade|[iea]dades|ística)");

  /** Decimal logarithm of the inhabitants of towns that all the world knows. */
  private static final double WELL_KNOWN = 6;

  private static final Set<String> OF = Words.words("de di d");

  /** Stand between two places and within no name of one. */
  private static final Set<String> DIVIDERS = Words.words("da dans per pour para por");

  private static final Set<String> AND = Words.words("y e et ed");

  private final KnownNames known = KnownNames.shipped();
  private final Tokens tokens;
  private final Features features;
  private final Gazetteer gazetteer;
  private final Groups groups;
  private final Organisations organisations;
  private final String language;

  RomanceNames(
      Tokens tokens,
      Features features,
      Gazetteer gazetteer,
      Groups groups,
      Organisations organisations,
      String language) {
    this.tokens = tokens;
    this.features = features;
    this.gazetteer = gazetteer;
    this.groups = groups;
    this.organisations = organisations;
    this.language = language;
  }

  static boolean reads(String language) {
    return LANGUAGES.contains(language);
  }

  /** What stands in a span that the tagger took for one name, perhaps of another kind. */
  List<Span> in(Span span) {
    return switch (span.label()) {
      case PERSON -> persons(span.start(), span.end());
      case ORGANISATION -> joinsPersons(span) ? persons(span.start(), span.end()) : List.of(span);
      case PLACE -> places(span.start(), span.end());
      case GROUP, FACILITY, OTHER -> List.of(span);
    };
  }

  /** "Mercedes Aguirre y Gloria Hermosa", taken for a body. */
  private boolean joinsPersons(Span span) {
    for (int i = span.start(); i < span.end(); i++) {
      if (isHead(i) || !(tokens.capitalised(i) || AND.contains(tokens.word(i)))) {
        return false;
      }
    }
    return parts(span.start(), span.end()).size() > 1
        && isGivenName(span.start())
        && span.end() - span.start() > 3;
  }

  private List<Span> persons(int start, int end) {
    List<Span> found = new ArrayList<>();
    for (Span part : parts(start, end)) {
      person(part.start(), part.end(), found);
    }
    return found;
  }

  /** The span, cut where two people are joined by a word for "and". */
  private List<Span> parts(int start, int end) {
    List<Span> parts = new ArrayList<>();
    int from = start;
    for (int i = start + 1; i < end - 1; i++) {
      String word = tokens.word(i);
      boolean surnames = word.equals("y") || word.equals("e");
      boolean second = end - i > 2 || isGivenName(i + 1);
      if (AND.contains(word) && (!surnames || (i - from > 1 && second))) {
        parts.add(new Span(from, i, Label.PERSON));
        from = i + 1;
      }
    }
    parts.add(new Span(from, end, Label.PERSON));
    return parts;
  }

  private void person(int from, int to, List<Span> found) {
    int start = from;
    int end = to;
    if (organisations.named(tokens.form(start, end)).isPresent()) {
      found.add(new Span(start, end, Label.ORGANISATION));
      return;
    }
    if (isGroup(start, end)) {
      found.add(new Span(end - 1, end, Label.GROUP));
      return;
    }
    if (isKnownPlace(start, end) && isNoPerson(start, end)) {
      found.add(new Span(start, end, Label.PLACE));
      return;
    }
    int head = start;
    while (head < end - 1 && ARTICLES.contains(tokens.lower(head))) {
      head++;
    }
    if (isHead(head) && !isNamesake(head, start, end)) {
      int given = givenAfter(head, end);
      if (given < end) {
        person(given, end, found);
      } else if (isBody(head)) {
        found.add(new Span(head, end, Label.ORGANISATION));
      }
      return;
    }
    boolean phrase =
        FUNCTION.contains(tokens.lower(start))
            || (PARTICLES.contains(tokens.lower(start)) && tokens.sentenceStart(start));
    if (phrase && tokens.capitalised(start)) {
      if (start + 1 < end && isGivenName(start + 1)) {
        person(start + 1, end, found);
      }
      return;
    }
    for (int i = head + 1; i < end; i++) {
      if (isHead(i) && !features.isListedPersonWord(i)) {
        end = i;
      }
    }
    if (end < to && end - start < 2) {
      return;
    }
    boolean article =
        start > 0
            && WITHOUT_ARTICLE.contains(language)
            && ARTICLES.contains(tokens.word(start - 1))
            && !isGivenName(start);
    if (end > start && !article && !isElided(start)) {
      found.add(new Span(start, end, Label.PERSON));
    }
  }

  /** "Les Boliviens", "Français"; somebody may be called Alemán. */
  private boolean isGroup(int start, int end) {
    for (int i = start; i < end - 1; i++) {
      if (!ARTICLES.contains(tokens.lower(i)) && !FUNCTION.contains(tokens.lower(i))) {
        return false;
      }
    }
    String word = tokens.word(end - 1);
    String low = word.substring(0, 1).toLowerCase(Locale.ROOT) + word.substring(1);
    boolean named = groups.named(word).isPresent() || groups.named(low).isPresent();
    return named && (end - start > 1 || !isGivenName(start));
  }

  /** Whether all the world knows a place by this name. */
  private boolean isKnownPlace(int start, int end) {
    if (!tokens.capitalised(start)) {
      return false;
    }
    for (int place : gazetteer.find(tokens.form(start, end))) {
      boolean known =
          switch (gazetteer.type(place)) {
            case AREA, COUNTRY, REGION -> true;
            case TOWN, DISTRICT -> gazetteer.magnitude(place) >= WELL_KNOWN;
          };
      if (known) {
        return true;
      }
    }
    return false;
  }

  /** Whether no word of it is one of people's names. */
  private boolean isNoPerson(int start, int end) {
    for (int i = start; i < end; i++) {
      if (features.isListedPersonWord(i)) {
        return false;
      }
    }
    return true;
  }

  /** Whether a word that is a noun too is somebody's name here: "Guerra", alone. */
  private boolean isNamesake(int head, int start, int end) {
    return head == start && end - start == 1 && features.isListedPersonWord(head);
  }

  /** "l’Université", one word of the text. */
  private boolean isElided(int i) {
    String word = tokens.word(i);
    int apostrophe = Math.max(word.indexOf('\''), word.indexOf('’'));
    return apostrophe > 0
        && Character.isLowerCase(word.charAt(apostrophe - 1))
        && Character.isLowerCase(word.charAt(0))
        && word.charAt(0) != 'd';
  }

  private boolean isHead(int i) {
    String word = tokens.lower(i);
    int apostrophe = Math.max(word.indexOf('\''), word.indexOf('’'));
    String bare = apostrophe == 1 || apostrophe == 2 ? word.substring(apostrophe + 1) : word;
    boolean head = HEADS.contains(bare) || Words.isBodyOpener(bare);
    return head || (ABSTRACT.matcher(bare).matches() && !features.isListedPersonWord(i));
  }

  private boolean isBody(int i) {
    String word = tokens.lower(i);
    return BODIES.contains(word) || Words.isBodyOpener(word);
  }

  /** Whether lists have it, with or without its accents. */
  private boolean isGivenName(int i) {
    String folded = Slugs.of(tokens.word(i));
    return features.isGivenName(i)
        || features.isGivenName(folded)
        || known.isGiven(tokens.lower(i))
        || known.isGiven(folded);
  }

  /** Where a person's name begins behind an office, "Santé Olivier Véran"; the end if nowhere. */
  private int givenAfter(int head, int end) {
    for (int i = head + 1; i < end - 1; i++) {
      boolean given = isGivenName(i) && !isHead(i);
      if (given && tokens.capitalised(i + 1) && !isHead(i + 1)) {
        return i;
      }
    }
    return end;
  }

  /**
   * The places of a span, which may turn out a body; parts that small words divide where it is no
   * name as a whole.
   */
  private List<Span> places(int start, int end) {
    List<Span> found = new ArrayList<>();
    if (Words.isBodyOpener(tokens.word(start))) {
      return List.of(new Span(start, end, Label.PLACE));
    }
    if (end - start == 1 || gazetteer.knows(tokens.form(start, end))) {
      if (isPlace(start, end)) {
        found.add(new Span(start, end, Label.PLACE));
      }
      return found;
    }
    boolean divided = false;
    int from = start;
    for (int i = start; i <= end; i++) {
      boolean divides =
          i < end
              && i > start
              && (AND.contains(tokens.word(i))
                  || Words.isWhere(tokens.word(i))
                  || DIVIDERS.contains(tokens.word(i))
                  || (isHead(i) && !tokens.capitalised(i - 1)));
      divided |= divides;
      if (divided && (divides || i == end)) {
        int first = from;
        while (first < i && ARTICLES.contains(tokens.lower(first))) {
          first++;
        }
        if (first < i && gazetteer.knows(tokens.form(first, i)) && isPlace(first, i)) {
          found.add(new Span(first, i, Label.PLACE));
        }
        from = i + 1;
      }
    }
    return divided ? found : List.of(new Span(start, end, Label.PLACE));
  }

  /**
   * Whether a name that some place has is meant as one: a single word that is no noun. Towns by the
   * names that other languages have for them are meant only behind a preposition, or where all the
   * world knows them.
   */
  boolean isPlace(int start, int end) {
    if (end - start > 1) {
      return true;
    }
    String word = tokens.word(start);
    String low = tokens.lower(start);
    boolean noun = HEADS.contains(low) || FUNCTION.contains(low) || ABSTRACT.matcher(low).matches();
    if (noun) {
      return false;
    }
    String before = start > 0 ? tokens.lower(start - 1) : "";
    int[] candidates = gazetteer.find(word);
    boolean meant = Words.isWhere(before) || OF.contains(before) || candidates.length == 0;
    for (int place : candidates) {
      meant |=
          switch (gazetteer.type(place)) {
            case AREA, COUNTRY, REGION -> true;
            case TOWN, DISTRICT ->
                gazetteer.isChiefName(place, word) || gazetteer.magnitude(place) >= WELL_KNOWN;
          };
    }
    return meant;
  }
}
