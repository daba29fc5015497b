package org.vigil.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.BoundingBox;
import com.microsoft.playwright.options.ColorScheme;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Searching as readers do it. */
class SearchingTest extends BrowserTest {

  private Locator titles() {
    return page().locator("#results .title");
  }

  @Test
  void typingFindsAndTheAddressSaysWhat() {
    open("/");
    page()
        .getByRole(AriaRole.SEARCHBOX)
        .or(page().locator("#q"))
        .first()
        .pressSequentially("obwanda");
    assertThat(page()).hasURL(Pattern.compile("\\?q=obwanda$"));
    assertThat(titles().first()).containsText("Obwanda");
    assertThat(page().locator("#results mark").first())
        .hasText(Pattern.compile("obwanda", Pattern.CASE_INSENSITIVE));
    assertThat(page()).hasTitle("obwanda – Vigil");
  }

  @Test
  void facetNarrowsKeepsItsSiblingsAndIsTakenOffAgain() {
    open("/?q=uyghur");
    int all = titles().count();
    Locator outlets =
        page().locator("section", new Page.LocatorOptions().setHasText("Outlet")).first();
    int siblings = outlets.getByRole(AriaRole.CHECKBOX).count();
    outlets.getByRole(AriaRole.CHECKBOX).first().check();
    assertThat(page()).hasURL(Pattern.compile("outlet="));
    assertThat(titles()).not().hasCount(all);
    assertThat(outlets.getByRole(AriaRole.CHECKBOX)).hasCount(siblings);
    page().locator(".active .chip").first().click();
    assertThat(titles()).hasCount(all);
    page().goBack();
    assertThat(page()).hasURL(Pattern.compile("outlet="));
    assertThat(titles()).not().hasCount(all);
  }

  @Test
  void keyboardAloneSearchesOpensStepsThroughHitsAndComesBack() {
    open("/");
    page().keyboard().press("/");
    page().keyboard().type("uyghur");
    assertThat(page()).hasURL(Pattern.compile("q=uyghur"));
    assertThat(page().locator("#results mark").first()).isVisible();
    page().keyboard().press("Enter");
    visit().settled();
    page().keyboard().press("ArrowDown");
    page().keyboard().press("ArrowDown");
    String second = titles().nth(1).innerText();
    assertThat(titles().nth(1)).isFocused();
    page().keyboard().press("Enter");
    assertThat(page().locator("#view h1")).hasText(second);
    page().keyboard().press("n");
    assertThat(page().locator("mark.current")).isInViewport();
    page().keyboard().press("Escape");
    assertThat(titles().nth(1)).isFocused();
  }

  @Test
  void questionMarkShowsTheSyntaxAndEscapeClosesIt() {
    open("/");
    page().keyboard().press("?");
    assertThat(page().getByRole(AriaRole.DIALOG)).containsText("\"forced labour\"");
    page().keyboard().press("Escape");
    assertThat(page().getByRole(AriaRole.DIALOG)).hasCount(0);
    page().keyboard().press("?");
    assertThat(visit().barriers()).isEmpty();
    page().getByText("detain*").click();
    assertThat(page()).hasURL(Pattern.compile("\\?q=detain\\*$"));
    assertThat(titles().first()).isVisible();
  }

  @Test
  void nothingFoundSaysWhatToDo() {
    open("/?q=zzqxj&outlet=Osprey%20Wire");
    assertThat(page().locator(".empty")).containsText("No report matches");
    page().locator(".empty").getByText("remove the filters").click();
    assertThat(page()).hasURL(Pattern.compile("\\?q=zzqxj$"));
  }

  @Test
  void wrongAddressIsToldInASentenceWithAWayOn() {
    open("/?from-date=2020-99");
    assertThat(page().getByRole(AriaRole.ALERT)).containsText("from-date");
    page().locator(".active .chip").first().click();
    assertThat(titles().first()).isVisible();
    visit().forget();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/?q=uyghur", "/?q=zzqxj"})
  void listHasNoBarrierInLightAndDark(String path) {
    assertNoBarrierInLightAndDark(() -> open(path));
  }

  @Test
  void phoneShowsNoSidewaysScrollAndItsFiltersOnDemand() {
    arriveWith(390, 844, ColorScheme.LIGHT);
    open("/?q=uyghur");
    assertThat(page().evaluate("document.documentElement.scrollWidth <= innerWidth"))
        .isEqualTo(true);
    button("Filters").click();
    assertThat(page().locator("#facets")).isVisible();
    assertThat(visit().barriers()).isEmpty();
    page().locator(".done").click();
    assertThat(titles().first()).isVisible();
  }

  @Test
  void suggestionIsTakenByKeyboardAndNarrowsToTheName() {
    open("/");
    page().keyboard().press("/");
    page().keyboard().type("bachel");
    Locator option = page().getByRole(AriaRole.OPTION).first();
    assertThat(option).containsText("Michelle Bachelet");
    assertThat(option).containsText("Person");
    page().keyboard().press("ArrowDown");
    assertThat(option).hasAttribute("aria-selected", "true");
    page().keyboard().press("Enter");
    assertThat(page()).hasURL(Pattern.compile("\\?person=person%2Fmichelle-bachelet$"));
    assertThat(page().locator(".active .chip")).containsText("Michelle Bachelet");
    assertThat(page().getByRole(AriaRole.LISTBOX)).hasCount(0);
  }

  @Test
  void longFacetIsOpenedAndSearchedWithin() {
    open("/");
    page().locator("[data-key='more person']").click();
    Locator within =
        page().getByRole(AriaRole.SEARCHBOX, new Page.GetByRoleOptions().setName("Find in People"));
    within.pressSequentially("bache");
    Locator people = page().locator(".facet input[type=checkbox][data-key^='person ']");
    assertThat(people).hasCount(1);
    assertThat(within).isFocused();
    people.check();
    assertThat(page()).hasURL(Pattern.compile("person=person%2Fmichelle-bachelet"));
  }

  @Test
  void openedPlacesStandUnderTheCountryThatContainsThem() {
    open("/?q=geneva");
    page().locator("[data-key='more place']").click();
    Locator geneva = page().locator(".facet li:has([data-key='place place/geneva'])");
    assertThat(geneva).hasClass(Pattern.compile("depth-1"));
  }

  @Test
  void outletIsLeftOut() {
    open("/?q=uyghur");
    String outlet = page().locator(".hit .outlet").first().innerText();
    page()
        .getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Exclude " + outlet))
        .click();
    assertThat(page()).hasURL(Pattern.compile("outlet=-"));
    assertThat(page().locator(".hit .outlet", new Page.LocatorOptions().setHasText(outlet)))
        .hasCount(0);
  }

  @Test
  void mapComesCloserAndNarrowsToAPlace() {
    open("/?map=1");
    Locator map = page().locator("svg.map");
    assertThat(map).isVisible();
    String whole = map.getAttribute("viewBox");
    button("Closer").click();
    assertThat(map).not().hasAttribute("viewBox", whole);
    page().getByText("Whole world").click();
    map.locator("a[aria-label^='Libya']").focus();
    // Places near each other are one dot until the map comes closer.
    for (int i = 0; i < 5 && !page().url().contains("place="); i++) {
      page().keyboard().press("Enter");
    }
    assertThat(page()).hasURL(Pattern.compile("place=place%2Flibya"));
    assertThat(page().locator(".active .chip")).containsText("Libya");
    assertThat(visit().barriers()).isEmpty();
  }

  @Test
  void rangeIsDraggedAcrossTheHistogram() {
    open("/");
    BoundingBox box = page().locator(".plot svg").boundingBox();
    page().mouse().move(box.x + box.width * 0.7, box.y + 20);
    page().mouse().down();
    page().mouse().move(box.x + box.width - 5, box.y + 20);
    page().mouse().up();
    assertThat(page()).hasURL(Pattern.compile("from-date=2021&to-date=2023"));
  }

  @Test
  void pageSpeaksTheOtherLanguageWhenAskedAndRemembersIt() {
    open("/?q=uyghur");
    page().locator("#language").click();
    assertThat(page().locator("html")).hasAttribute("lang", "fr");
    assertThat(page().locator("h1.total")).containsText("articles");
    assertThat(page().locator("#facet-person")).hasText("Personnes");
    assertThat(visit().barriers()).isEmpty();
    open("/?view=desk");
    assertThat(page().locator("h1:visible")).hasText("Bureau");
    page().locator("#language").click();
    assertThat(page().locator("h1:visible")).hasText("Desk");
  }

  @Test
  void languagesOfThePageSayTheSameThings() {
    open("/");
    Object differences =
        page()
            .evaluate(
                """
                async () => {
                  const { TEXTS } = await import('/page/texts.js');
                  const keys = (texts, path = '') => Object.entries(texts).flatMap(([key, value]) =>
                    value.constructor === Object && key !== 'issues' ? keys(value, `${path}${key}.`) : [`${path}${key} ${value.constructor.name}`]);
                  const [first, ...others] = Object.values(TEXTS).map((texts) => keys(texts).join());
                  return others.filter((other) => other !== first).length;
                }
                """);
    assertThat(differences).isEqualTo(0);
  }

  @Test
  void contestedTermsAreSearchedWhenAskedForAndExplained() {
    open("/?q=%22re-education%20camps%22");
    page().getByLabel("Contested terms").check();
    assertThat(page()).hasURL(Pattern.compile("contested=true"));
    assertThat(page().locator("#summary")).containsText("vocational training centres");
    assertThat(page().locator("#summary .evidence")).containsText("OHCHR");
    page().getByLabel("Contested terms").uncheck();
    assertThat(page().locator("#summary .evidence")).hasCount(0);
  }
}
