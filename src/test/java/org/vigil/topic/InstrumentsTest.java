package org.vigil.topic;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InstrumentsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          en | It ratified the Convention against Torture.           | cat
          en | A party to the ICCPR since 1976.                      | iccpr
          en | The second optional protocol to the ICCPR is open.    | iccpr-op2
          en | Accede to OP-CAT without delay.                       | opcat
          en | The ICC prosecutor sought a warrant.                  | icc
          en | The ICC announced the cricket squads.                 |
          en | The cat sat on the mat.                               |
          en | The Fourth Geneva Convention protects civilians.      | geneva-conventions
          en | The 1951 Refugee Convention binds it.                 | refugee-convention
          en | ILO Convention No. 29 was signed.                     | ilo-c029
          en | ILO Convention 105 bans it.                           | ilo-c105
          en | UN experts and the Special Rapporteur spoke.          | special-procedures
          en | Judges of the European Court of Human Rights ruled.   | ecthr
          es | La Convención sobre los Derechos del Niño obliga.     | crc
          es | La Corte Interamericana de Derechos Humanos falló.    | inter-american-system
          fr | La Cour pénale internationale enquête.                | icc
          fr | Le Statut de Rome est en vigueur.                     | rome-statute
          de | Die Europäische Menschenrechtskonvention gilt.        | echr
          ru | Конвенция против пыток действует.                     | cat
          ar | اتفاقية حقوق الطفل ملزمة.                              | crc
          zh | 根据《禁止酷刑公约》的规定                                     | cat
          """)
  void whatATextNamesIsFound(String language, String text, String expected) {
    List<String> found =
        Topics.instruments().find(text, Optional.of(language)).stream()
            .map(TopicMention::topicId)
            .distinct()
            .toList();
    assertThat(found).isEqualTo(expected == null ? List.of() : List.of(expected));
  }

  @Test
  void eachHasALabelADefinitionAndWellFormedCodes() {
    assertThat(Topics.standardInstruments())
        .isEqualTo(Topics.instruments().all())
        .extracting(Topic::id)
        .doesNotHaveDuplicates();
    assertThat(Topics.instrumentLabel("cat")).contains("Convention against Torture");
    assertThat(Topics.standardInstruments().stream().filter(t -> !t.codes().isEmpty()))
        .hasSizeGreaterThan(20);
  }
}
