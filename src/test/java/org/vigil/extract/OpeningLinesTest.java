package org.vigil.extract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.vigil.extract.Extraction.Extracted;

/**
 * Reports as people paste them: a headline, the lines under it (parted by {@code ↵}), the story.
 * Expected are authors, date and outlet; {@code -} is a fact that the lines do not state.
 */
class OpeningLinesTest {

  private record Story(String headline, String text) {}

  private static final Map<String, Story> STORIES =
      Map.ofEntries(
          Map.entry(
              "en",
              new Story(
                  "Families driven from the quay before dawn",
                  "Officers cleared the houses by the quay on Thursday, residents said, and nobody"
                      + " was told where the families should go.\n\nThe county denied that anybody"
                      + " had been hurt, and said that it had given notice in time.")),
          Map.entry(
              "es",
              new Story(
                  "Desalojan a las familias del muelle antes del alba",
                  "Los agentes vaciaron el jueves las casas del muelle, dijeron los vecinos, y nadie"
                      + " les explicó adónde debían ir las familias.\n\nEl municipio negó que hubiera"
                      + " heridos y afirmó que había avisado con tiempo.")),
          Map.entry(
              "fr",
              new Story(
                  "Les familles du quai chassées avant l’aube",
                  "Les agents ont vidé jeudi les maisons du quai, disent les habitants, et personne"
                      + " ne leur a dit où les familles devaient aller.\n\nLa commune a nié qu’il y ait"
                      + " eu des blessés et a dit qu’elle avait prévenu à temps.")),
          Map.entry(
              "pt",
              new Story(
                  "Famílias do cais são despejadas antes do amanhecer",
                  "Os agentes esvaziaram na quinta-feira as casas do cais, disseram os moradores, e"
                      + " ninguém explicou para onde as famílias deveriam ir.\n\nO município negou que"
                      + " houvesse feridos e disse que tinha avisado com antecedência.")),
          Map.entry(
              "de",
              new Story(
                  "Familien am Kai vor Tagesanbruch vertrieben",
                  "Die Beamten räumten am Donnerstag die Häuser am Kai, sagten Anwohner, und niemand"
                      + " erfuhr, wohin die Familien gehen sollten.\n\nDer Landkreis bestritt, dass"
                      + " jemand verletzt wurde, und sagte, er habe rechtzeitig gewarnt.")),
          Map.entry(
              "it",
              new Story(
                  "Sgomberate prima dell’alba le famiglie del molo",
                  "Gli agenti hanno sgomberato giovedì le case del molo, dicono gli abitanti, e"
                      + " nessuno ha spiegato dove dovessero andare le famiglie.\n\nIl comune ha negato"
                      + " che ci fossero feriti e ha detto di avere avvisato in tempo.")),
          Map.entry(
              "ar",
              new Story(
                  "إخلاء عائلات الرصيف قبل الفجر",
                  "أخلى رجال الشرطة يوم الخميس بيوت الرصيف، كما قال السكان، ولم يخبر أحد العائلات إلى"
                      + " أين تذهب في هذا البرد.\n\nونفت البلدية أن يكون أحد قد أصيب بأذى وقالت إنها"
                      + " أعلنت عن ذلك في الوقت المناسب.")),
          Map.entry(
              "ru",
              new Story(
                  "Семьи выселили с причала до рассвета",
                  "Полицейские в четверг освободили дома у причала, говорят жители, и никто не"
                      + " объяснил, куда должны идти семьи.\n\nОкруг отрицает, что кто-то пострадал, и"
                      + " говорит, что предупредил всех вовремя.")),
          Map.entry(
              "zh",
              new Story(
                  "码头居民凌晨被迫迁离家园",
                  "居民说，警察星期四清空了码头旁的房屋，没有人告诉这些家庭应该到哪里去，也没有人给他们看任何文件。\n\n"
                      + "县政府否认有人受伤，并表示已经及时通知了所有住户，还说安置的工作正在进行之中。")),
          Map.entry(
              "hi",
              new Story(
                  "भोर से पहले घाट के परिवार हटाए गए",
                  "निवासियों ने कहा कि पुलिस ने गुरुवार को घाट के पास के घर खाली करा दिए और किसी ने"
                      + " परिवारों को नहीं बताया कि उन्हें कहाँ जाना है।\n\nज़िला प्रशासन ने इस बात से"
                      + " इनकार किया कि कोई घायल हुआ और कहा कि समय पर सूचना दी गई थी।")));

  private static String facts(String language, String lines) {
    Story story = Objects.requireNonNull(STORIES.get(language), language);
    String text = story.headline() + "\n\n" + lines.replace(" ↵ ", "\n") + "\n\n" + story.text();
    Facts facts =
        ((Extracted) PlainText.read(text.getBytes(UTF_8), "report.txt", FactContext.NONE)).facts();
    String title = facts.title().map(Fact::value).orElse("-");
    return facts.authors().map(a -> String.join("; ", a.value())).orElse("-")
        + " | "
        + facts.date().map(d -> d.value().toString()).orElse("-")
        + " | "
        + facts.outlet().map(Fact::value).orElse("-")
        + (title.equals(story.headline()) ? "" : " | title: " + title);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      quoteCharacter = '~',
      textBlock =
          """
          en # By Ines Calloway                                             # Ines Calloway | - | -
          en # By Ines Calloway, Health Correspondent                       # Ines Calloway | - | -
          en # by INES CALLOWAY                                             # Ines Calloway | - | -
          en # Written by Ines Calloway on 3 March 2021                     # Ines Calloway | 2021-03-03 | -
          en # By: Ines Calloway ↵ Posted: Mar 3, 2021 / 05:12 PM CST       # Ines Calloway | 2021-03-03 | -
          en # Ines Calloway in Kisumu ↵ Wed 3 Mar 2021 06.00 GMT           # Ines Calloway | 2021-03-03 | -
          en # Ines Calloway ↵ March 3, 2021                                # Ines Calloway | 2021-03-03 | -
          en # March 3, 2021 ↵ By Ines Calloway                             # Ines Calloway | 2021-03-03 | -
          en # By Ines Calloway and Ben Okello, Harbour Post                # Ines Calloway; Ben Okello | - | Harbour Post
          en # By Ines Calloway, Ben Okello and Ada van der Meer            # Ines Calloway; Ben Okello; Ada van der Meer | - | -
          en # By Ines Calloway | Harbour Post | March 3, 2021              # Ines Calloway | 2021-03-03 | Harbour Post
          en # The Harbour Post ↵ By Ines Calloway ↵ 3 March 2021           # Ines Calloway | 2021-03-03 | The Harbour Post
          en # Published: 12:30 GMT, 3 March 2021 | Updated: 08:10 GMT, 5 March 2021 # - | 2021-03-03 | -
          en # Updated 5 March 2021, 08:10 ↵ Published 3 March 2021, 12:30  # - | 2021-03-03 | -
          en # Last modified on Fri 5 Mar 2021 ↵ Wed 3 Mar 2021             # - | 2021-03-03 | -
          en # Posted on3 March 20213 March 2021ByInes Calloway4 Comments # Ines Calloway | 2021-03-03 | -
          en # Ines Calloway3 March 2021                                    # Ines Calloway | 2021-03-03 | -
          en # Ines Calloway · March 3, 2021 · Coast · 7 comments           # Ines Calloway | 2021-03-03 | -
          en # Post author By Ines Calloway ↵ March 3, 2021                 # Ines Calloway | 2021-03-03 | -
          en # Ines Calloway and Ben Okello ↵ 13 hours ago ↵ 4 min read     # Ines Calloway; Ben Okello | - | -
          en # Updated08:10, 5 MAR 2021                                     # - | 2021-03-05 | -
          en # Crime Published On March 3, 2021 01:52 PM                    # - | 2021-03-03 | -
          en # 2021-03-03T06:00:00Z                                         # - | 2021-03-03 | -
          en # Story by Ines Calloway; photos by Ben Okello                 # Ines Calloway | - | -
          en # Words by Ines Calloway                                       # Ines Calloway | - | -
          en # From our correspondent                                       # - | - | -
          en # By Staff Reporter                                            # - | - | -
          en # By Harbour Post Staff                                        # - | - | -
          en # By Associated Press ↵ March 3, 2021                          # - | 2021-03-03 | -
          en # By INES CALLOWAY Associated Press ↵ March 3, 2021            # Ines Calloway | 2021-03-03 | -
          en # Share this article                                           # - | - | -
          en # 5 min read ↵ March 3, 2021                                   # - | 2021-03-03 | -
          en # March 3, 2021 7:00 AM ET ↵ Heard on Morning Edition          # - | 2021-03-03 | -
          en # By Ines Calloway5 March 2021                                 # Ines Calloway | 2021-03-05 | -
          en # Wednesday, 03 March 2021 06:00 ↵ Written by Ines Calloway    # Ines Calloway | 2021-03-03 | -
          en # PUBLISHED : 3 Mar 2021 at 05:12 ↵ WRITER: Ines Calloway      # Ines Calloway | 2021-03-03 | -
          en # Ines Calloway | Published 03.03.21                           # - | - | -
          en # By Dr. Ines Calloway, PhD                                    # Ines Calloway | - | -
          en # By Nguyen Thi Lan and Kim Jong-suk                           # Nguyen Thi Lan; Kim Jong-suk | - | -
          es # Por Inés Calloway                                            # Inés Calloway | - | -
          es # Por: Inés Calloway ↵ 3 de marzo de 2021                      # Inés Calloway | 2021-03-03 | -
          es # Inés Calloway ↵ Lima - 03 mar 2021 - 06:00 CET               # Inés Calloway | 2021-03-03 | -
          es # Por Inés Calloway y Benito Ocampo                            # Inés Calloway; Benito Ocampo | - | -
          es # Publicado: 03/03/2021 06:00 | Actualizado: 05/03/2021 08:10  # - | 2021-03-03 | -
          es # Miércoles, 3 de marzo de 2021 | Redacción                    # - | 2021-03-03 | -
          es # Texto: Inés Calloway / Fotos: Benito Ocampo                  # Inés Calloway | - | -
          es # Redacción                                                    # - | - | -
          es # Por Agencia EFE                                              # - | - | -
          es # El Diario del Muelle ↵ 3 de marzo, 2021                      # - | 2021-03-03 | El Diario del Muelle
          es # Escrito por Inés Calloway el 3 marzo, 2021                   # Inés Calloway | 2021-03-03 | -
          es # Actualizado a 5 de marzo de 2021                             # - | 2021-03-05 | -
          fr # Par Inès Calloway                                            # Inès Calloway | - | -
          fr # Par Inès Calloway (à Daloa) ↵ Publié le 3 mars 2021 à 06h00 - Mis à jour le 5 mars 2021 à 08h10 # Inès Calloway | 2021-03-03 | -
          fr # Publié le 03/03/2021 à 06:00 par Inès Calloway               # Inès Calloway | 2021-03-03 | -
          fr # Inès Calloway, le 3 mars 2021                                # Inès Calloway | 2021-03-03 | -
          fr # Par Inès Calloway et Benoît Le Guen                          # Inès Calloway; Benoît Le Guen | - | -
          fr # Propos recueillis par Inès Calloway                          # Inès Calloway | - | -
          fr # Par La rédaction avec AFP ↵ Le 3 mars 2021                   # - | 2021-03-03 | -
          fr # mercredi 3 mars 2021, par Inès Calloway                      # Inès Calloway | 2021-03-03 | -
          fr # Par notre envoyée spéciale à Daloa                            # - | - | -
          fr # Temps de lecture : 3 min                                     # - | - | -
          pt # Por Inês Calloway                                            # Inês Calloway | - | -
          pt # Por Inês Calloway, Porto — 03/03/2021 06h00                  # Inês Calloway | 2021-03-03 | -
          pt # Inês Calloway e Bento Okelo ↵ 3 de março de 2021             # Inês Calloway; Bento Okelo | 2021-03-03 | -
          pt # 3 de março de 2021, 6:00 ↵ Texto de Inês Calloway            # Inês Calloway | 2021-03-03 | -
          pt # Publicado em 3 de Março, 2021 às 06h00                       # - | 2021-03-03 | -
          pt # Da Redação ↵ 03 mar 2021                                     # - | 2021-03-03 | -
          pt # Reportagem de Inês Calloway                                  # Inês Calloway | - | -
          pt # Atualizado em 05/03/2021 08h10                               # - | 2021-03-05 | -
          de # Von Ines Kallweit                                            # Ines Kallweit | - | -
          de # Von Ines Kallweit und Max Oderbruch                          # Ines Kallweit; Max Oderbruch | - | -
          de # Von Ines Kallweit, Kisumu ↵ Stand: 03.03.2021, 06:00 Uhr     # Ines Kallweit | 2021-03-03 | -
          de # 03.03.2021, 06:00 Uhr ↵ Ein Bericht von Ines Kallweit        # Ines Kallweit | 2021-03-03 | -
          de # Veröffentlicht am 3. März 2021 von Ines Kallweit             # Ines Kallweit | 2021-03-03 | -
          de # Mittwoch, 3. März 2021                                       # - | 2021-03-03 | -
          de # Autorin: Ines Kallweit                                       # Ines Kallweit | - | -
          de # 3. März 2021, 6:00 Uhr   Quelle: Hafenpost                   # - | 2021-03-03 | -
          de # dpa ↵ 3. März 2021                                           # - | 2021-03-03 | -
          de # Lesezeit: 3 Minuten                                          # - | - | -
          it # di Ines Calloway                                             # Ines Calloway | - | -
          it # di Ines Calloway e Benedetto Occhi                           # Ines Calloway; Benedetto Occhi | - | -
          it # di Ines Calloway ↵ 3 marzo 2021                              # Ines Calloway | 2021-03-03 | -
          it # 03 Marzo 2021 alle 06:00 ↵ A cura di Ines Calloway           # Ines Calloway | 2021-03-03 | -
          it # Pubblicato il 3 marzo 2021                                   # - | 2021-03-03 | -
          it # Aggiornato il 5 marzo 2021                                   # - | 2021-03-05 | -
          it # dalla nostra inviata Ines Calloway                           # Ines Calloway | - | -
          it # Redazione ↵ 3 marzo 2021                                     # - | 2021-03-03 | -
          ar # بقلم: هالة النعيم                                            # هالة النعيم | - | -
          ar # كتبت هالة النعيم                                             # هالة النعيم | - | -
          ar # هالة النعيم - القاهرة ↵ 3 مارس 2021                          # هالة النعيم | 2021-03-03 | -
          ar # نشر في 3 آذار/مارس 2021                                      # - | 2021-03-03 | -
          ar # الأربعاء ٣ مارس ٢٠٢١                                         # - | 2021-03-03 | -
          ar # تاريخ النشر: 03/03/2021 06:00 ↵ آخر تحديث: 05/03/2021        # - | 2021-03-03 | -
          ar # صحيفة الميناء ↵ 3 مارس 2021                                  # - | 2021-03-03 | صحيفة الميناء
          ar # إعداد: هالة النعيم وسليم الكرخي                              # هالة النعيم; سليم الكرخي | - | -
          ar # وكالات                                                       # - | - | -
          ru # Людмила Ордынцева                                            # - | - | -
          ru # Автор: Людмила Ордынцева                                     # Людмила Ордынцева | - | -
          ru # 3 марта 2021, 06:00 ↵ Людмила Ордынцева                      # Людмила Ордынцева | 2021-03-03 | -
          ru # 03.03.2021 06:00                                             # - | 2021-03-03 | -
          ru # Опубликовано: 3 марта 2021 г. ↵ Текст: Людмила Ордынцева     # Людмила Ордынцева | 2021-03-03 | -
          ru # Людмила Ордынцева, Женева, 3 марта 2021 года                 # Людмила Ордынцева | 2021-03-03 | -
          ru # Обновлено 5 марта 2021                                       # - | 2021-03-05 | -
          ru # 3 марта 2021 ↵ Газета «Причал»                               # - | 2021-03-03 | -
          ru # Время чтения: 3 мин                                          # - | - | -
          zh # 2021年3月3日                                                 # - | 2021-03-03 | -
          zh # 2021-03-03 06:00 来源：青石渡晚报                            # - | 2021-03-03 | 青石渡晚报
          zh # 2021年03月03日 06:00 ↵ 记者 顾映川                           # 顾映川 | 2021-03-03 | -
          zh # 本报记者 顾映川 海牙报道                                     # 顾映川 | - | -
          zh # 作者：顾映川 时间：2021-03-03                                # 顾映川 | 2021-03-03 | -
          zh # 文/顾映川                                                    # 顾映川 | - | -
          zh # 顾映川                                                       # - | - | -
          zh # 责任编辑：顾映川                                             # - | - | -
          zh # 青石渡晚报记者顾映川报道                                     # 顾映川 | - | -
          hi # कावेरी देवस्थले                                              # - | - | -
          hi # लेखक: कावेरी देवस्थले                                        # कावेरी देवस्थले | - | -
          hi # कावेरी देवस्थले, नई दिल्ली ↵ 3 मार्च 2021                    # कावेरी देवस्थले | 2021-03-03 | -
          hi # प्रकाशित: 3 मार्च 2021, सुबह 9:10                            # - | 2021-03-03 | -
          hi # अपडेटेड: 5 मार्च 2021                                        # - | 2021-03-05 | -
          hi # बुधवार, 03 मार्च 2021                                        # - | 2021-03-03 | -
          hi # द्वारा कावेरी देवस्थले ↵ मार्च 3, 2021                       # कावेरी देवस्थले | 2021-03-03 | -
          """)
  void linesUnderAHeadlineStateTheseFactsAndNoOthers(String language, String lines, String facts) {
    assertThat(facts(language, lines)).isEqualTo(facts);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      quoteCharacter = '~',
      textBlock =
          """
          en # Protest in Minsk, 9 August 2020 # - | - | -
          en # By Ines Calloway in Kisumu and Ben Okello in Lagos ↵ Mar 3, 2021, 6:00am EST # Ines Calloway; Ben Okello | 2021-03-03 | -
          en # Ines CallowayContributor ↵ Mar 3, 2021,06:00am EST # Ines Calloway | 2021-03-03 | -
          en # By INES CALLOWAY and BEN OKELLO ↵ Updated 6:00 AM GMT, March 3, 2021 # Ines Calloway; Ben Okello | 2021-03-03 | -
          en # Ines Calloway ↵ Africa Correspondent ↵ @inescalloway ↵ Wednesday 3 March 2021 06:00 # Ines Calloway | 2021-03-03 | -
          en # Wednesday 3 March 2021 06:00, UK # - | 2021-03-03 | -
          en # By Ines Calloway ↵ NBK News, Kisumu ↵ Published ↵ 3 March 2021 # Ines Calloway | 2021-03-03 | NBK News
          en # Published 3 March 2021 at 06:00 GMT by Ines Calloway # Ines Calloway | 2021-03-03 | -
          en # Mar 03, 2021 | Ines Calloway # Ines Calloway | 2021-03-03 | -
          en # STAFF REPORTER / Harbour Post ↵ 03 March 2021 - 06:00 # - | 2021-03-03 | Harbour Post
          en # BY INES CALLOWAY MARCH 3, 2021 6:00 AM PT # Ines Calloway | 2021-03-03 | -
          en # By Ines Calloway [email protected] ↵ March 3, 2021 # Ines Calloway | 2021-03-03 | -
          en # Ines Calloway, Staff Writer | icalloway@harbourpost.example | March 3, 2021 # Ines Calloway | 2021-03-03 | -
          en # Photo: Ben Okello/AFP ↵ March 3, 2021 ↵ By Ines Calloway # Ines Calloway | 2021-03-03 | -
          en # Written by: Ines Calloway ↵ Edited by: Ben Okello ↵ Updated: March 3, 2021 13:20 IST # Ines Calloway | 2021-03-03 | -
          en # Reported by: Agency, Edited by: Ines Calloway ↵ March 03, 2021 06:00 am IST # - | 2021-03-03 | -
          en # A demonstrator holds a candle in Harbour Square on March 1, 2021. [Ben Okello/AFP] ↵ By Ines Calloway ↵ Published On 3 Mar 2021 # Ines Calloway | 2021-03-03 | -
          en # March 3, 2021 - 6:00 AM ↵ Ines Calloway ↵ Share ↵ 12 Comments # Ines Calloway | 2021-03-03 | -
          en # Press release | 3 March 2021 # - | 2021-03-03 | -
          en # For immediate release: March 3, 2021 # - | 2021-03-03 | -
          en # Issued on: 03/03/2021 - 06:00 ↵ Modified: 05/03/2021 - 08:10 # - | 2021-03-03 | -
          en # Ines Calloway for Harbour Post ↵ 3rd March 2021 # Ines Calloway | 2021-03-03 | Harbour Post
          en # By Ines Calloway | March 3, 2021 | Comments Off # Ines Calloway | 2021-03-03 | -
          en # On the anniversary of the shooting of 3 March 2021 # - | - | -
          en # Ines Calloway · Harbour Post · Posted: Mar 03, 2021 6:00 AM ET | Last Updated: March 5 # Ines Calloway | 2021-03-03 | Harbour Post
          es # Por Inés Calloway @inescalloway ↵ 03 Mar, 2021 06:00 a.m. EST # Inés Calloway | 2021-03-03 | -
          es # INÉS CALLOWAY ↵ Lima ↵ 3 MAR 2021 - 06:00 # Inés Calloway | 2021-03-03 | -
          es # Inés Calloway | Bogotá | 3 de marzo de 2021 # Inés Calloway | 2021-03-03 | -
          es # Por: REDACCIÓN EL DIARIO DEL MUELLE ↵ Mar 03, 2021 # - | 2021-03-03 | -
          es # Marcha en Lima, 9 de agosto de 2020 # - | - | -
          es # Escrito por Inés Calloway | Fotografías de Benito Ocampo | 3 marzo, 2021 # Inés Calloway | 2021-03-03 | -
          es # Última actualización: 3 de marzo de 2021 | Inés Calloway # Inés Calloway | 2021-03-03 | -
          fr # Inès Calloway avec AFP ↵ Publié le 3 mars 2021 à 06:00 # Inès Calloway | 2021-03-03 | -
          fr # Par Inès Calloway | Le 03/03/21 à 06h00 # Inès Calloway | - | -
          fr # Manifestation à Minsk, le 9 août 2020 # - | - | -
          fr # Daloa, correspondance. Inès Calloway ↵ Le 3 mars 2021 # Inès Calloway | 2021-03-03 | -
          fr # ENQUÊTE ↵ Par Inès Calloway et Benoît Le Guen ↵ Mis à jour le 3 mars 2021 # Inès Calloway; Benoît Le Guen | 2021-03-03 | -
          fr # Rédigé par Inès Calloway, le mercredi 03 mars 2021 à 06h00 # Inès Calloway | 2021-03-03 | -
          pt # Inês Calloway ↵ Da Folha do Cais, em Porto ↵ 03/03/2021 06h00 # Inês Calloway | 2021-03-03 | Folha do Cais
          pt # Por Inês Calloway — Porto ↵ 03/03/2021 06h00 Atualizado há 2 anos # Inês Calloway | 2021-03-03 | -
          pt # Protesto em Lisboa, 9 de agosto de 2020 # - | - | -
          pt # Inês Calloway, Bento Okelo (texto) e Rui Peixoto (fotografia) ↵ 3 de Março de 2021, 6:00 # Inês Calloway; Bento Okelo | 2021-03-03 | -
          de # Von Ines Kallweit · 03.03.2021 · Lesezeit: 3 Min. # Ines Kallweit | 2021-03-03 | -
          de # Ines Kallweit ↵ 03.03.2021 - 06:00 Uhr # Ines Kallweit | 2021-03-03 | -
          de # Demonstration in Minsk, 9. August 2020 # - | - | -
          de # Ines Kallweit, dpa ↵ Mittwoch, 03.03.2021 | 06:00 # Ines Kallweit | 2021-03-03 | -
          de # Eine Reportage von Ines Kallweit (Text) und Max Oderbruch (Fotos) ↵ 3. März 2021 # Ines Kallweit | 2021-03-03 | -
          it # di Ines Calloway, inviata a Daloa ↵ 3 marzo 2021 (modifica il 5 marzo 2021 | 08:10) # Ines Calloway | 2021-03-03 | -
          it # Manifestazione a Minsk, 9 agosto 2020 # - | - | -
          it # Ines Calloway 03/03/2021 06:00 # Ines Calloway | 2021-03-03 | -
          ar # هالة النعيم ↵ الأربعاء 3 مارس 2021 06:00 # هالة النعيم | 2021-03-03 | -
          ar # كتب: سليم الكرخي ↵ تاريخ النشر: 3 مارس 2021 # سليم الكرخي | 2021-03-03 | -
          ar # مظاهرة في مينسك، 9 أغسطس 2020 # - | - | -
          ar # هالة النعيم - صحيفة الميناء ↵ نشر بتاريخ: 2021/03/03 # هالة النعيم | 2021-03-03 | صحيفة الميناء
          ru # Людмила Ордынцева ↵ Причал ↵ 3 марта 2021, 06:00 # Людмила Ордынцева | 2021-03-03 | -
          ru # Протест в Минске, 9 августа 2020 года # - | - | -
          ru # 06:00, 3 марта 2021 ↵ Источник: Причал # - | 2021-03-03 | -
          ru # Людмила Ордынцева, специально для «Причала» ↵ 03.03.2021 # Людмила Ордынцева | 2021-03-03 | -
          ru # Автор текста: Людмила Ордынцева ↵ Редактор: Егор Савраскин ↵ 3 марта 2021 # Людмила Ордынцева | 2021-03-03 | -
          zh # 2021-03-03 06:00 ↵ 文丨顾映川 编辑丨黎若岚 # 顾映川 | 2021-03-03 | -
          zh # 采写：顾映川、黎若岚 ↵ 2021年3月3日 # 顾映川; 黎若岚 | 2021-03-03 | -
          zh # 青石渡晚报 2021-03-03 06:00:12 # - | 2021-03-03 | 青石渡晚报
          zh # 2020年8月9日，明斯克的抗议 # - | - | -
          zh # 记者｜顾映川　编辑｜黎若岚 ↵ 2021/03/03 06:00 # 顾映川 | 2021-03-03 | -
          hi # कावेरी देवस्थले | तट समाचार | 3 मार्च 2021 # कावेरी देवस्थले | 2021-03-03 | तट समाचार
          hi # रिपोर्ट: कावेरी देवस्थले ↵ अपडेटेड 3 मार्च 2021, 6:00 AM IST # कावेरी देवस्थले | 2021-03-03 | -
          hi # मिन्स्क में प्रदर्शन, 9 अगस्त 2020 # - | - | -
          en # Ines Calloway ↵ Ben Okello ↵ 3 March 2021 # Ines Calloway; Ben Okello | 2021-03-03 | -
          en # Ines Calloway, Staff Attorney, Delta Justice Program ↵ & Ben Okello, Director of Research ↵ July 25, 2019 | 11:15 PM ↵ Tags ↵ School-to-Prison Pipeline # Ines Calloway; Ben Okello | 2019-07-25 | -
          en # Posted on28 July 201928 July 2019AuthorInes Calloway4 Comments # Ines Calloway | 2019-07-28 | -
          es # Inés Calloway ↵ inescalloway ↵ inescalloway@muelle.example # Inés Calloway | - | -
          de # Ines Kallweit ↵ Mitglied der Hafenpost-Redaktion # Ines Kallweit | - | -
          en # Ines Calloway ↵ Africa Correspondent # Ines Calloway | - | -
          """)
  void linesOfTodaysSitesStateTheseFactsAndNoOthers(String language, String lines, String facts) {
    assertThat(facts(language, lines)).isEqualTo(facts);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      quoteCharacter = '~',
      textBlock =
          """
          en # NAIROBI, March 3, 2021 (Reuters) -                  # NAIROBI, March 3, 2021 | 2021-03-03 | -
          en # NAIROBI (Reuters) -                                 # NAIROBI | - | -
          en # NAIROBI, Kenya (AP) —                               # NAIROBI, Kenya | - | -
          en # Nairobi, Kenya (CNN) —                              # Nairobi, Kenya | - | -
          en # NAIROBI, Kenya –                                    # NAIROBI, Kenya | - | -
          en # THE HAGUE, Netherlands (AP) --                      # THE HAGUE, Netherlands | - | -
          en # NAIROBI, March 3 (Reuters) -                        # NAIROBI, March 3 | - | -
          es # LIMA (EFE).-                                        # LIMA | - | -
          es # Lima, 3 mar 2021 (EFE).-                            # Lima, 3 mar 2021 | 2021-03-03 | -
          es # CIUDAD DE MÉXICO (AP) —                             # CIUDAD DE MÉXICO | - | -
          fr # Daloa (AFP) –                                       # Daloa | - | -
          fr # DALOA, 3 mars 2021 (AFP) -                          # DALOA, 3 mars 2021 | 2021-03-03 | -
          pt # BRASÍLIA (Reuters) -                                # BRASÍLIA | - | -
          pt # Brasília, 3 mar 2021 (Lusa) –                       # Brasília, 3 mar 2021 | 2021-03-03 | -
          de # BERLIN (dpa) -                                      # BERLIN | - | -
          de # Berlin (epd) –                                      # Berlin | - | -
          it # ROMA (ANSA) -                                       # ROMA | - | -
          it # Roma, 3 mar. 2021 (ANSA) -                          # Roma, 3 mar. 2021 | 2021-03-03 | -
          ar # القاهرة (رويترز) -                                  # القاهرة | - | -
          ar # القاهرة 3 مارس 2021 (رويترز) -                      # القاهرة 3 مارس 2021 | 2021-03-03 | -
          ru # МОСКВА, 3 марта 2021 (Рейтер) —                     # МОСКВА, 3 марта 2021 | 2021-03-03 | -
          ru # МОСКВА, 3 мар — РИА Новости.                        # МОСКВА, 3 мар | - | -
          zh # 新华社北京2021年3月3日电                            # 北京2021年3月3日 | 2021-03-03 | -
          zh # 新华社内罗毕3月3日电（记者顾映川）                  # 内罗毕3月3日 | - | 顾映川
          zh # 中新社北京3月3日电 (记者 顾映川)                    # 北京3月3日 | - | 顾映川
          zh # （青石渡晚报北京3月3日讯）                          # 北京3月3日 | - | -
          hi # नई दिल्ली, 3 मार्च 2021 (भाषा) -                     # नई दिल्ली, 3 मार्च 2021 | 2021-03-03 | -
          hi # नई दिल्ली (रायटर) –                                 # नई दिल्ली | - | -
          en # On March 3, 2021                                    # - | - | -
          en # “No,” she said –                                    # - | - | -
          en # By Tuesday –                                        # - | - | -
          en # In 2019                                             # - | - | -
          """)
  void datelinesAreReadInTheFormsOfEachPress(String language, String opening, String facts) {
    Story story = Objects.requireNonNull(STORIES.get(language), language);
    String text = story.headline() + "\n\n" + opening + " " + story.text();
    Facts found =
        ((Extracted) PlainText.read(text.getBytes(UTF_8), "report.txt", FactContext.NONE)).facts();
    assertThat(
            found.dateline().map(Fact::value).orElse("-")
                + " | "
                + found.date().map(d -> d.value().toString()).orElse("-")
                + " | "
                + found.authors().map(a -> String.join("; ", a.value())).orElse("-"))
        .isEqualTo(facts);
  }
}
