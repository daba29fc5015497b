package org.vigil.entity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.vigil.schema.SpellingVariants;

/** Names of people in the news that look like each other: spellings of one, or two people. */
class PublicFiguresTest {

  private static final SpellingVariants VARIANTS = SpellingVariants.shipped();

  /** Brothers, fathers and sons, men and women, namesakes of other families or generations. */
  private static final String TWO =
      """
      Liu Xiaoming | Liu Xiaobo
      Liu Xia | Liu Xiaobo
      Kim Jong-il | Kim Jong-un
      Kim Jong-nam | Kim Jong-un
      Kim Il-sung | Kim Jong-il
      Hu Jintao | Hu Jinping
      Wang Yi | Wang Li
      Zhang Wei | Zhang Wen
      Chen Guangcheng | Chen Guangfu
      Xu Zhiyong | Xu Zhiyuan
      George H. W. Bush | George W. Bush
      Fidel Castro | Raul Castro
      Martina Keller | Marina Keller
      Daniel Ortega | Daniela Ortega
      Mohammed Ahmed | Mohammed Hamed
      Mohammed Ahmed | Ahmed Mohamud
      Ahmed Hassan | Ahmed Hussein
      Qusay Hussein | Uday Hussein
      Mehdi Karimi | Mehdi Karami
      Samir Khalil | Samira Khalil
      Samir Haddad | Samar Haddad
      Ali Khamenei | Ruhollah Khomeini
      Mojtaba Khamenei | Ali Khamenei
      Ivan Petrov | Ivan Petrova
      Sergei Ivanov | Sergei Ivanova
      Alexei Navalny | Oleg Navalny
      Yulia Navalnaya | Alexei Navalny
      Alexander Petrov | Alexandra Petrova
      Ramzan Kadyrov | Akhmad Kadyrov
      Boris Nemtsov | Boris Nemtsova
      Slobodan Milosevic | Slobodan Milosavljevic
      Nicolas Maduro | Nicolas Madero
      John Kerry | John Kelly
      John Smith | Joan Smith
      Jean Dupont | Jeanne Dupont
      Maria Garcia | Mario Garcia
      Andrea Rossi | Andrei Rossi
      Anna Politkovskaya | Ana Politkovskaya Ivanova
      Paul Kagame | Paula Kagame
      Hans Andersen | Hans Anders
      Marie Curie | Pierre Curie
      Bashar al-Assad | Hafez al-Assad
      Maher al-Assad | Bashar al-Assad
      Saad Hariri | Rafik Hariri
      Mohammed bin Salman | Mohammed bin Nayef
      Saif al-Islam Gaddafi | Muammar Gaddafi
      Aung San | Aung San Suu Kyi
      Benigno Aquino | Corazon Aquino
      Ferdinand Marcos | Imelda Marcos
      Sheikh Hasina | Sheikh Hamad
      Nawaz Sharif | Shehbaz Sharif
      Juan Carlos Perez | Juan Pablo Perez
      Fernando Lugo | Fernanda Lugo
      Tran Duc Luong | Tran Duc Long
      Park Chung-hee | Park Geun-hye
      """;

  /** What the press of several countries makes of one name. */
  private static final String ONE =
      """
      Muammar Gaddafi | Moammar Kadhafi
      Muammar Gaddafi | Mouammar Kaddafi
      Ales Byalyatski | Ales Bialiatski
      Sviatlana Tsikhanouskaya | Svetlana Tikhanovskaya
      Volodymyr Zelensky | Volodymyr Zelenskyy
      Wolodymyr Selenskyj | Volodymyr Zelensky
      Volodymyr Zelenskyy | Володимир Зеленський
      Alexei Navalny | Alexey Navalnyy
      Alexei Navalny | Aleksej Navalnyj
      Alexei Navalny | Алексей Навальный
      Jamal Khashoggi | Jamal Khashoqji
      Ramzan Kadyrov | Ramzan Kadirov
      Aung San Suu Kyi | Aung San Su Kyi
      Nikita Mikhalkov | Nikita Mikhalkof
      Viktor Yanukovych | Viktor Yanukovich
      Vladimir Putin | Wladimir Putin
      Putin, Vladimir | Vladimir Putin
      Hassan Rouhani | Hasan Rohani
      Mahmoud Ahmadinejad | Mahmud Ahmadinejad
      Abdel Fattah al-Sisi | Abdul Fattah el-Sissi
      Osama bin Laden | Usama ibn Laden
      Slobodan Milosevic | Slobodan Milošević
      Radovan Karadzic | Radovan Karadžić
      Benjamin Netanyahu | Benjamin Netanjahu
      Mikhail Gorbachev | Michail Gorbatschow
      Xi Jinping | Jinping Xi
      Ilham Tohti | Ilham Tohty
      Rebiya Kadeer | Rebiya Kader
      Boris Johnson | Boris Jonson
      Emmanuel Macron | Emanuel Macron
      Mikhail Khodorkovsky | Mikhail Khodorkovskiy
      Suleiman Kerimov | Suleyman Karimov
      Jean-Marie Le Pen | Jean Marie Le Pen
      Viktor Orban | Viktor Orbán
      Ebrahim Raisi | Ibrahim Raissi
      Nasrin Sotoudeh | Nasrin Sotudeh
      Anna Politkovskaya | Anna Politkovskaja
      Natalia Estemirova | Natalya Estemirova
      Joseph Kony | Joseph Koni
      Bill Clinton | William Clinton
      AlisherUsmanov | Alisher Usmanov
      Sheikh Mujibur Rahman | Mujibur Rahman
      Mao Zedong | Mao Tse-tung
      Zhou Enlai | Chou En-lai
      Tsai Ing-wen | Cai Yingwen
      Qari Abdul Saifullah Tokhi | Qari Saifullah Tokhi
      Jamal Mustafa Sultan al-Tikriti | Jamal Sultan Tikriti
      """;

  private static Stream<String[]> pairs(String lines) {
    return lines.lines().map(line -> line.split(" +\\| +", 2));
  }

  private static Stream<String[]> two() {
    return pairs(TWO);
  }

  private static Stream<String[]> one() {
    return pairs(ONE);
  }

  private static Attested person(String name, int reports) {
    return new Attested("person/" + Slugs.of(name), EntityKind.PERSON, name, reports);
  }

  private static Identities of(List<Attested> names) {
    return Identities.of(names, VARIANTS::usual, Curation.NONE);
  }

  private static boolean areOne(Identities identities, String one, String other) {
    return identities.idOf(person(one, 1).id()).equals(identities.idOf(person(other, 1).id()));
  }

  @ParameterizedTest
  @MethodSource("two")
  void theseAreTwoPeopleHoweverOftenEachIsNamed(String one, String other) {
    for (int[] reports : new int[][] {{1, 1}, {90, 2}, {2, 90}}) {
      Identities identities = of(List.of(person(one, reports[0]), person(other, reports[1])));
      assertThat(identities.joins(person(one, 1).id())).isEmpty();
      assertThat(areOne(identities, one, other)).isFalse();
    }
  }

  @ParameterizedTest
  @MethodSource("one")
  void theseAreOnePersonHoweverOftenEachSpellingIsUsed(String one, String other) {
    for (int[] reports : new int[][] {{3, 3}, {90, 2}, {2, 90}}) {
      Identities identities = of(List.of(person(one, reports[0]), person(other, reports[1])));
      assertThat(areOne(identities, one, other)).as(reports[0] + ":" + reports[1]).isTrue();
    }
  }

  @Test
  void noTwoPeopleAreOneInAnArchiveOfAllOfThem() {
    Map<String, Attested> names = new TreeMap<>();
    int reports = 1;
    for (String lines : List.of(TWO, ONE)) {
      for (String[] pair : pairs(lines).toList()) {
        for (String name : pair) {
          reports = reports * 7 % 101;
          names.putIfAbsent(person(name, 1).id(), person(name, reports));
        }
      }
    }
    Identities identities = of(new ArrayList<>(names.values()));
    assertThat(two().filter(pair -> areOne(identities, pair[0], pair[1])).map(List::of)).isEmpty();
  }
}
