package org.vigil.entity;

import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Small closed word lists. */
final class Words {

  /** Written with a full stop that does not end a sentence. */
  static final Set<String> ABBREVIATIONS =
      Set.of(
          "Mr", "Mrs", "Ms", "Dr", "Prof", "Gen", "Col", "Lt", "Sgt", "Capt", "Maj", "Sen", "Rep",
          "Gov", "Rev", "Hon", "St", "Jr", "Sr", "Inc", "Ltd", "Co", "Corp", "No", "Jan", "Feb",
          "Mar", "Apr", "Jun", "Jul", "Aug", "Sep", "Sept", "Oct", "Nov", "Dec", "Sra", "Dra",
          "Mme", "Mlle", "vs", "Messrs", "Supt", "Pte", "Cmdr", "Brig", "Adm", "Pres", "Amb", "Adv",
          "Fr");

  /** Stand before a person's name and are no part of it. */
  private static final Set<String> TITLES =
      words(
          "mr mrs ms miss mx dr prof professor sir dame lord lady madam madame mme mlle monsieur"
              + " messrs president vice-president prime minister premier chancellor ambassador envoy"
              + " secretary undersecretary foreign interior defence defense finance justice home"
              + " attorney general chief commissioner governor mayor senator sen rep representative"
              + " congressman congresswoman councillor councilor deputy mp mep judge magistrate"
              + " prosecutor sheriff inspector superintendent constable officer detective captain capt"
              + " commander cmdr colonel col lieutenant lt major maj sergeant sgt corporal private"
              + " brigadier brig admiral adm gen marshal king queen prince princess emir sultan sheikh"
              + " sheik shaikh imam ayatollah mullah maulana pope father fr rev reverend pastor bishop"
              + " archbishop cardinal sister brother rabbi dalai lama saint st hon honourable honorable"
              + " comrade mama mzee daw alhaji alhaja hajia mallam engr barr datuk dato shri smt"
              + " journalist activist lawyer host presenter reporter editor spokesman"
              + " spokeswoman spokesperson director chairman chairwoman chair chairperson leader"
              + " opposition acting former ex-president coach author pres amb adv advocate barrister"
              + " señor señora señorita sr sra dr dra don doña presidente presidenta ministro ministra"
              + " embajador embajadora gobernador alcalde alcaldesa general coronel capitán diputado"
              + " diputada senador senadora juez jueza fiscal président présidente ministre ambassadeur"
              + " maître docteur professeur général capitaine juge préfet herr frau präsident"
              + " präsidentin kanzler kanzlerin minister ministerin senhor senhora embaixador"
              + " governador prefeito doutor doutora doctor doctora");

  /** Never an entity, however capitalised. */
  private static final Set<String> NEVER =
      words(
          "i me my mine myself you your yours he him his himself she her hers herself it its itself"
              + " we us our ours they them their theirs who whom whose this that these those"
              + " monday tuesday wednesday thursday friday saturday sunday mondays fridays sundays"
              + " january february march april june july august september october november december"
              + " jan feb mar apr jun jul aug sep sept oct nov dec today yesterday tomorrow"
              + " spring summer autumn winter easter christmas ramadan eid"
              + " the a an and or but if in on at by for from of to with as is are was were be been"
              + " not no yes there here when where why how what which while after before since until"
              + " because although however also then thus so mr mrs ms dr read more photo image file"
              + " advertisement share email print story news update updated published source"
              + " lunes martes miércoles jueves viernes sábado domingo enero febrero marzo abril mayo"
              + " junio julio agosto septiembre octubre noviembre diciembre lundi mardi mercredi jeudi"
              + " vendredi samedi dimanche janvier février mars avril mai juin juillet août septembre"
              + " octobre novembre décembre montag dienstag mittwoch donnerstag freitag samstag sonntag"
              + " januar februar märz juni juli oktober dezember segunda terça quarta quinta sexta"
              + " janeiro fevereiro março maio junho julho setembro outubro novembro dezembro"
              + " él ella ellos ellas yo tú usted nosotros il elle ils elles nous vous je er sie wir ich"
              + " ele ela eles elas el la los las le les der die das un una une o os as e y et und");

  /** By language, what is a name elsewhere: Du and Su are Chinese families. */
  private static final Map<String, Set<String>> PRONOUNS =
      Map.of(
          "es", words("su sus se me te nos os lo les ustedes usted nosotras vosotros"),
          "fr", words("on lui leur leurs se me te moi toi eux son sa ses cette ce"),
          "de", words("du es ihr ihre ihnen ihm ihn mich dich sich uns euch man sein"),
          "pt", words("eu se me te nós vós você vocês lhe lhes seu sua seus suas"));

  /** Names of countries in these languages, which are words or given names in others. */
  private static final Map<String, Set<String>> COUNTRIES =
      Map.of(
          "chili", Set.of("fr", "nl"),
          "island", Set.of("de", "sv", "no", "nb", "da", "cs", "hr"),
          "malte", Set.of("fr"),
          "dominique", Set.of("fr"),
          "maurice", Set.of("fr"),
          "mauricio", Set.of("es"));

  /** After a person's name make it the name of something else. */
  private static final Set<String> THINGS =
      words(
          "show foundation institute university college school hospital prize award awards act law"
              + " street road avenue airport stadium report papers times post centre center library"
              + " museum theatre theater festival cup trophy memorial square park bridge building hall"
              + " tower house hotel group company inc ltd corp plc bank trust fund programme program"
              + " commission committee inquiry doctrine plan effect variant mosque church cathedral"
              + " barracks fellowship scholarship clinic");

  /** Follow a place and a hyphen. */
  private static final Set<String> SUFFIXES =
      words("based born backed led controlled held occupied administered educated wide bound area");

  /** End the names of bodies, not of places. */
  private static final Set<String> BODIES =
      words(
          "observatory wire post times herald gazette courier dispatch news network foundation"
              + " institute union association committee council commission ministry agency party court"
              + " tribunal police army initiative federation society league alliance movement front"
              + " coalition group ltd inc corp plc organisation organization university college");

  /** End the names of firms that say their trade. */
  private static final Set<String> TRADES =
      words(
          "apparel textiles textile garments clothing fashion analytics holdings industries logistics"
              + " technologies systems solutions consulting partners pharmaceuticals chemicals motors"
              + " airlines airways mining minerals petroleum energy cotton yarns mills foods beverages"
              + " telecom electronics software cosmetics jewellers associates enterprises ventures"
              + " securities insurance construction contractors shipping steel cement plantations");

  /** Stand before the name of a body in apposition: "the rights organisation Viasna". */
  private static final Set<String> BODY_NOUNS =
      words(
          "organisation organization ngo company firm manufacturer importer exporter contractor vendor"
              + " retailer supplier newspaper broadcaster outlet magazine website agency party"
              + " watchdog charity nonprofit centre coalition alliance militia conglomerate"
              + " empresa organización periódico diario compañía constructora entreprise société"
              + " organisation journal quotidien association empresa organização jornal fabricante"
              + " firma organisation zeitung unternehmen verein");

  /** Parts of the world by themselves, towns only with their state behind them. */
  private static final Set<String> COMPASS =
      words("north south east west northeast northwest southeast southwest midwest");

  /** Say that a place follows. */
  private static final Set<String> WHERE =
      words("in from near at outside around across toward towards en desde à vers em aus bei nahe");

  /** Lower-case words inside a person's name, which may open it too. */
  private static final Set<String> PARTICLES =
      words(
          "de da do dos das del della di du des la le los las van von der den ter ten zu zur vom y e"
              + " al el ul ibn bin ben bint abu abd abdul ag oglu ould mac af av til st ait");

  /** Take pictures, or sell them. */
  private static final Set<String> AGENCIES =
      words(
          "afp ap reuters getty epa efe ansa dpa xinhua anadolu shutterstock alamy zuma sipa nurphoto"
              + " imago pa cp sopa lightrocket bloomberg pool corbis istock flickr");

  /** Announce who took a picture. */
  private static final Set<String> CREDITS =
      words(
          "photo photos photograph photographs photographer foto fotos fotografía photographie picture"
              + " pictures image images credit crédit crédito illustration ilustración");

  /** Of capitals in headlines and names of days, and no body by themselves. */
  private static final Set<String> PHRASES =
      Set.of(
          "human rights",
          "human rights defenders",
          "human rights defender",
          "civil society",
          "internally displaced persons",
          "gender-based violence",
          "climate change",
          "freedom of expression",
          "press freedom",
          "rule of law");

  /** Announce the author of a text. */
  private static final Set<String> BYWORDS = words("by por par von reportage off");

  /** Written with a capital at the beginning of a sentence, before a person's name. */
  private static final Set<String> OPENINGS =
      words(
          "selon pour chez avec mais quand según para con pero cuando aunque tanto segundo conforme"
              + " mas quando secondo per ma laut nach mit für bei");

  /** May open a span by mistake. */
  private static final Set<String> LINKS =
      words("de del da do dos das du des la le les el los of in the à au aux en");

  /** Open names of bodies and works in Romance languages, which are no persons. */
  private static final Set<String> INSTITUTIONS =
      words(
          "ministerio ministère ministério tribunal corte cour comité comisión commission comissão"
              + " consejo conseil conselho partido parti asamblea assemblée assembleia congreso"
              + " congrès congresso senado sénat gobierno gouvernement governo estado état estados"
              + " états universidad université universidade instituto institut fundación fondation"
              + " fundação banco banque federación fédération unión union união organización"
              + " organisation organização naciones nations nações policía police polícia guardia"
              + " garde ejército armée exército frente front centro centre oficina office defensoría"
              + " fiscalía procuraduría secretaría observatorio observatoire coordinadora asociación"
              + " association associação red réseau movimiento mouvement movimento parlamento parlement"
              + " plaza place praça calle rue rua avenida avenue río rio mar mer monte mont premio"
              + " prix prêmio ley loi lei constitución constitution san santa santo saint sainte são"
              + " nueva nuevo nouveau nouvelle novo nova gran grand derechos droits direitos"
              + " humanos humains diario journal folha radio télévision cruz croix semana año");

  /** Those of them that open the name of a body. */
  private static final Set<String> BODY_OPENERS =
      words(
          "ministerio ministère ministério ministero tribunal tribunale corte cour comité comitê"
              + " comisión commission comissão commissione consejo conseil conselho consiglio partido"
              + " parti partito asamblea assemblée assembleia assemblea congreso congrès congresso"
              + " senado sénat senato universidad université universidade università instituto institut"
              + " istituto fundación fondation fundação fondazione banco banque banca federación"
              + " fédération federação federazione unión união unione organización organisation"
              + " organização organizzazione policía police polícia polizia guardia ejército armée"
              + " exército esercito fiscalía procuraduría secretaría defensoría observatorio"
              + " observatoire asociación association associação associazione movimiento mouvement"
              + " movimento contraloría alcaldía mairie prefeitura dirección direction direção"
              + " gobierno gouvernement governo parlamento parlement sala sindicato syndicat sindacato"
              + " agencia agence agência agenzia academia académie cámara chambre câmara confederación"
              + " confédération servicio fuerza fuerzas poder coordinadora autoridad autorité");

  /** Between two names. */
  private static final Set<String> CONJUNCTIONS = words("y e et und and ed");

  private Words() {}

  /** The distinct words of a list with blanks between them. */
  static Set<String> words(String list) {
    return Set.of(java.util.Arrays.stream(list.split(" +", -1)).distinct().toArray(String[]::new));
  }

  static boolean isTitle(String word) {
    String low = word.toLowerCase(Locale.ROOT);
    return TITLES.contains(low.endsWith(".") ? low.substring(0, low.length() - 1) : low);
  }

  static boolean isNever(String word) {
    String low = word.toLowerCase(Locale.ROOT);
    return NEVER.contains(low.endsWith(".") ? low.substring(0, low.length() - 1) : low);
  }

  static boolean isPronoun(String language, String word) {
    return PRONOUNS.getOrDefault(language, Set.of()).contains(word.toLowerCase(Locale.ROOT));
  }

  /** Whether a word that is a country somewhere is another word in this language. */
  static boolean isNoCountry(String language, String word) {
    Set<String> languages = COUNTRIES.get(word.toLowerCase(Locale.ROOT));
    return languages != null && !languages.contains(language);
  }

  static boolean isThing(String word) {
    return THINGS.contains(word.toLowerCase(Locale.ROOT));
  }

  static boolean isSuffix(String word) {
    return SUFFIXES.contains(word);
  }

  static boolean isTrade(String word) {
    return TRADES.contains(word.toLowerCase(Locale.ROOT));
  }

  static boolean isBodyNoun(String word) {
    return BODY_NOUNS.contains(word);
  }

  static boolean isCompass(String word) {
    return COMPASS.contains(word.toLowerCase(Locale.ROOT));
  }

  static boolean isWhere(String word) {
    return WHERE.contains(word);
  }

  static boolean isParticle(String word) {
    return PARTICLES.contains(word);
  }

  static boolean isAgency(String word) {
    return AGENCIES.contains(word.toLowerCase(Locale.ROOT));
  }

  static boolean isCredit(String word) {
    return CREDITS.contains(word.toLowerCase(Locale.ROOT));
  }

  /** Whether a phrase is what reports are about and nobody's name. */
  static boolean isPhrase(String form) {
    return PHRASES.contains(form.toLowerCase(Locale.ROOT));
  }

  static boolean isByword(String word) {
    return BYWORDS.contains(word);
  }

  static boolean isOpening(String word) {
    return OPENINGS.contains(word);
  }

  static boolean isBody(String word) {
    return BODIES.contains(word.toLowerCase(Locale.ROOT));
  }

  static boolean isLink(String word) {
    return LINKS.contains(word);
  }

  static boolean isInstitution(String word) {
    return INSTITUTIONS.contains(word.toLowerCase(Locale.ROOT));
  }

  static boolean isBodyOpener(String word) {
    return BODY_OPENERS.contains(word.toLowerCase(Locale.ROOT));
  }

  static boolean isConjunction(String word) {
    return CONJUNCTIONS.contains(word);
  }
}
