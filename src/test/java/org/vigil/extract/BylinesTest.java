package org.vigil.extract;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BylinesTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          By JANE DOE, Staff Writer and John Roe in Nairobi         | Jane Doe; John Roe
          Jane Doe                                                   | Jane Doe
          By Ines Calloway and Rupert Adeyemi                        | Ines Calloway; Rupert Adeyemi
          July 20, 2020 Off By Heather Chen                          | Heather Chen
          Posted on March 3, 2019 by Jane van der Berg               | Jane van der Berg
          By Jane Doe, New York                                      | Jane Doe
          By Jane Doe, John Roe & Mary Major                         | Jane Doe; John Roe; Mary Major
          By Jane Doe, The Harbour Post                              | Jane Doe
          By Jane Doe BBC News, Nairobi                              | Jane Doe
          Jane Doe, Associated Press                                 | Jane Doe
          By Jane Doe (jane.doe@post.example) @janedoe               | Jane Doe
          By Jane Doe; Editing by John Roe                           | Jane Doe
          Reporting by Jane Doe; Additional reporting by John Roe    | Jane Doe
          By Dr. Jane Q. Doe, Ph.D.                                  | Jane Q. Doe
          By John Roe, Jr.                                           | John Roe Jr.
          BY AKINYI O'ODERA-SMITH                                    | Akinyi O'Odera-Smith
          Por Néstor Ccahuana y Mariela Quispe Tarazona              | Néstor Ccahuana; Mariela Quispe Tarazona
          Por Santiago Ramón y Cajal                                 | Santiago Ramón y Cajal
          Par Nesrine Ouadah (envoyée spéciale à Daloa)              | Nesrine Ouadah
          Par Nesrine Ouadah et Jean-Paul Le Goff                    | Nesrine Ouadah; Jean-Paul Le Goff
          Por Iracema Falcão Nogueira, da redação                    | Iracema Falcão Nogueira
          Von Frauke Dettinghoff und Max von der Heide, Berlin       | Frauke Dettinghoff; Max von der Heide
          di Maria Rossi                                             | Maria Rossi
          Автор: Людмила Ордынцева                                   | Людмила Ордынцева
          Людмила Ордынцева, Женева                                  | Людмила Ордынцева
          بقلم: سليم الكرخي                                          | سليم الكرخي
          كتبت هالة بشير النعيم                                      | هالة بشير النعيم
          记者 顾映川 海牙报道                                         | 顾映川
          来源:青石渡晚报 作者:顾映川 字号:大 中 小                       | 顾映川
          Words: Jane Doe — Pictures: John Roe                       | Jane Doe
          作者：张三                                                   | 张三
          （记者 李四）                                                | 李四
          홍길동 기자                                                  | 홍길동
          Yazan: Ayşe Yılmaz                                         | Ayşe Yılmaz
          Oleh Budi Santoso                                          | Budi Santoso
          By Ben Okello                                              | Ben Okello
          Ben Okello and Al Brandt                                   | Ben Okello; Al Brandt
          BY VAN ODERA                                               | Van Odera
          Lo Wei-ming                                                | Lo Wei-ming
          Abu Bakr Idris                                             | Abu Bakr Idris
          Jane ben Amar                                              | Jane ben Amar
          By Jane Doe - Harbour Science contributor                  | Jane Doe
          By Jane Doe – Pier Desk                                    | Jane Doe
          By Jane Doe About Jane Doe                                 | Jane Doe
          "By Jane Doe | Follow Jane Doe on Twitter"                 | Jane Doe
          (Reporting by Jane Doe in Harbour; Editing by John Roe)    | Jane Doe
          文：顾映川                                                   | 顾映川
          Autor*in Jane Doe                                          | Jane Doe
          Autor:in: Jane Doe                                         | Jane Doe
          Verified by John Roe. By Jane Doe                          | Jane Doe
          "Jane Doe | Reviewed by John Roe"                          | Jane Doe
          Jane Doe Middle East correspondent                         | Jane Doe
          Jane Doe, South Asia correspondent in Delhi                | Jane Doe
          Jane Doe US politics reporter                              | Jane Doe
          Jane Doe Washington bureau chief                           | Jane Doe
          Jane Doe Human Rights Correspondent                        | Jane Doe
          Jane Doe Washington                                        | Jane Doe Washington
          By Meg West and Adam North                                 | Meg West; Adam North
          Par Jean DUPONT avec AFP                                   | Jean Dupont
          Anne-Sophie DE LA TOUR et María GARCÍA LÓPEZ               | Anne-Sophie de la Tour; María García López
          JANE DOE AND JOHN ROE                                      | Jane Doe; John Roe
          MARÍA LÓPEZ Y JUAN PÉREZ                                   | María López; Juan Pérez
          Jane Doe + John Roe                                        | Jane Doe; John Roe
          By Jane Doe andJohn Roe                                    | Jane Doe; John Roe
          Jane Doe with additional reporting by John Roe             | Jane Doe
          Jane Doe III                                               | Jane Doe III
          Jane Doe PhD                                               | Jane Doe
          Jane Doe 5 min read                                        | Jane Doe
          By Kyaw Min Htun                                           | Kyaw Min Htun
          Von Jane Doe, ARD-Studio Kairo                             | Jane Doe
          Aus Kiew berichtet Jane Doe                                | Jane Doe
          Por Jane Doe, g1 SP — São Paulo                            | Jane Doe
          Jane Doe, O Globo                                          | Jane Doe
          jane.doe@post.example (Jane Doe)                           | Jane Doe
          القاهرة - سليم الكرخي                                      | سليم الكرخي
          """)
  void namesThePersonsOfAByline(String byline, String authors) {
    assertThat(String.join("; ", Bylines.authors(byline))).isEqualTo(authors);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "By Associated Press",
        "By Reuters Staff",
        "Staff Writer",
        "The Harbour Post",
        "editor@post.example",
        "@janedoe",
        "July 20, 2020",
        "New York",
        "admin",
        "",
        "5 min read",
        "By our correspondent",
        "新华社",
        "Share this article",
        "La Voz",
        "By Al Jazeera",
        "Verified by John Roe",
        "Edited by John Roe",
        "Photos by John Roe",
        "The Russian",
        "Weitere Beiträge",
        "Letzte Aktualisierung",
        "Harbour Verlag GmbH",
        "By Al Jazeera Staff",
        "Agence France-Presse in Gaza",
        "Washington Correspondent",
        "Sport BILD",
        "Jane Doe's profile",
      })
  void namesNobodyWhereNoPersonIsNamed(String byline) {
    assertThat(Bylines.authors(byline)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"文件附件", "文章来源", "文化部"})
  void wordsThatBeginAsACueDoesAreNoCue(String line) {
    assertThat(Bylines.mayBeCued(line)).isFalse();
  }
}
