package org.vigil.entity;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Abbreviations of the states of the United States, postal and of the press. */
final class UsStates {

  private static final String LIST =
      "Alabama AL Ala|Alaska AK|Arizona AZ Ariz|Arkansas AR Ark|California CA Calif|Colorado CO Colo"
          + "|Connecticut CT Conn|Delaware DE Del|Florida FL Fla|Georgia GA Ga|Hawaii HI|Idaho ID"
          + "|Illinois IL Ill|Indiana IN Ind|Iowa IA|Kansas KS Kan|Kentucky KY Ky|Louisiana LA La"
          + "|Maine ME|Maryland MD Md|Massachusetts MA Mass|Michigan MI Mich|Minnesota MN Minn"
          + "|Mississippi MS Miss|Missouri MO Mo|Montana MT Mont|Nebraska NE Neb|Nevada NV Nev"
          + "|New_Hampshire NH N.H|New_Jersey NJ N.J|New_Mexico NM N.M|New_York NY N.Y"
          + "|North_Carolina NC N.C|North_Dakota ND N.D|Ohio OH|Oklahoma OK Okla|Oregon OR Ore"
          + "|Pennsylvania PA Pa|Rhode_Island RI R.I|South_Carolina SC S.C|South_Dakota SD S.D"
          + "|Tennessee TN Tenn|Texas TX Tex|Utah UT|Vermont VT Vt|Virginia VA Va|Washington WA Wash"
          + "|West_Virginia WV W.Va|Wisconsin WI Wis|Wyoming WY Wyo|Washington,_D.C. DC D.C";
  private static final Map<String, String> FULL = new HashMap<>();

  static {
    for (String state : LIST.split("\\|", -1)) {
      String[] forms = state.split(" ", -1);
      for (int i = 1; i < forms.length; i++) {
        FULL.put(forms[i], forms[0].replace('_', ' '));
      }
    }
  }

  private UsStates() {}

  /** The state's name, of its abbreviation with or without full stops and blanks. */
  static Optional<String> full(String abbreviation) {
    String joined = abbreviation.replace(". ", ".");
    String bare = joined.endsWith(".") ? joined.substring(0, joined.length() - 1) : joined;
    return Optional.ofNullable(FULL.get(bare));
  }
}
