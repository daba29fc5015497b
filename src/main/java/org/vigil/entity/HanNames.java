package org.vigil.entity;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Chinese names: the longest list entries, and persons, who stand between a title and a verb, begin
 * with a family name before a verb of speech, or hold the dot of foreign names.
 */
final class HanNames {

  private static final int LONGEST_LISTED = 10;
  private static final int LONGEST_PART = 5;

  private static final String FAMILY =
      "王李张張刘劉陈陳杨楊黄黃赵趙吴吳周徐孙孫马馬朱胡郭何高林罗羅郑鄭梁谢謝宋唐许許韩韓冯馮邓鄧曹彭曾肖"
          + "田董袁潘于蒋蔣蔡余杜叶葉程苏蘇魏吕呂丁任沈姚卢盧姜崔钟鐘谭譚陆陸汪范金石廖贾賈夏韦韋付方白邹鄒"
          + "孟熊秦邱江尹薛闫段雷侯龙龍史陶黎贺賀顾顧毛郝龚龔邵万萬钱錢严嚴覃武戴莫孔向汤湯习習温溫艾伊";

  /** Cannot be part of a name that stands before or after a title. */
  private static final String STOPS =
      "的是在和与及对将向从由被也曾等于说称表认指发强宣否呼批要提出时年月日前后中其他她它这那此并则为有不" + "未已于上下到以就都而或个名位人们国了着过会能可";

  /** Write the sounds of foreign names. */
  private static final String SOUNDS =
      "阿埃艾安奥巴班贝本比彼别波勃博布查达戴丹道得德迪蒂顿多厄恩尔法菲费弗福夫范盖格根古哈海汉赫亨胡华霍基吉加"
          + "杰金京卡凯坎康科克肯库拉莱兰劳勒雷里丽利莉林琳隆卢鲁伦罗洛马玛迈曼梅门蒙米明莫默姆穆纳娜内尼涅诺帕佩"
          + "皮普奇契乔琴切让热日瑞若萨塞桑森沙舍申什史施斯思松苏索塔坦汤特藤提图托瓦娃万威韦维魏温沃乌武西希夏肖谢"
          + "辛休雅亚扬耶伊因英约扎泽詹珍朱兹柳诗弥琪妮蕾娅姬茨济季捷佐";

  private static final List<String> TITLES =
      List.of(
          "总检察长", "新闻秘书", "国务卿", "发言人", "负责人", "总统", "主席", "总理", "部长", "外长", "大使", "专员", "教授", "学者",
          "律师", "记者", "作家", "居民", "活动人士", "活动家", "书记", "省长", "市长", "将军", "司令", "议员", "法官", "检察官",
          "主任", "校长", "院长", "代表", "秘书", "首相", "总裁", "經理", "總統", "總理", "部長", "外長", "發言人", "律師",
          "記者");

  private static final List<String> AFTER =
      List.of(
          "表示", "指出", "认为", "称", "说", "强调", "宣布", "否认", "呼吁", "批评", "先生", "女士", "教授", "律师", "主席",
          "总统", "部长", "告诉", "回应", "透露", "認為", "說", "稱");

  private final OtherScripts lists;
  private final String text;
  private final boolean[] taken;
  private final List<Name> names = new ArrayList<>();
  private final Set<String> persons = new LinkedHashSet<>();

  HanNames(OtherScripts lists, String text) {
    this.lists = lists;
    this.text = text;
    this.taken = new boolean[text.length()];
  }

  List<Name> find() {
    findListed();
    findDotted();
    findTitled();
    findSpeakers();
    findAgain();
    return names;
  }

  private boolean isHan(int i) {
    return i >= 0
        && i < text.length()
        && Character.UnicodeScript.of(text.charAt(i)) == Character.UnicodeScript.HAN;
  }

  private void findListed() {
    for (int i = 0; i < text.length(); i++) {
      if (!isHan(i)) {
        continue;
      }
      int end = i;
      while (end < text.length() && end - i < LONGEST_LISTED && isHan(end)) {
        end++;
      }
      for (; end - i >= 2; end--) {
        String form = text.substring(i, end);
        Optional<EntityKind> kind = lists.listed(form);
        if (kind.isPresent()) {
          take(kind.get(), i, end);
          i = end - 1;
          break;
        }
      }
    }
  }

  private void take(EntityKind kind, int start, int end) {
    names.add(new Name(kind, start, end, text.substring(start, end)));
    for (int k = start; k < end; k++) {
      taken[k] = true;
    }
    if (kind == EntityKind.PERSON) {
      persons.add(text.substring(start, end));
    }
  }

  private boolean isFree(int i) {
    return isHan(i) && !taken[i] && STOPS.indexOf(text.charAt(i)) < 0;
  }

  private boolean isSound(int i) {
    return i >= 0 && i < text.length() && !taken[i] && SOUNDS.indexOf(text.charAt(i)) >= 0;
  }

  private char charAt(int i) {
    return i < text.length() ? text.charAt(i) : ' ';
  }

  private static boolean isDot(char c) {
    return c == '·' || c == '‧' || c == '・' || c == '•';
  }

  private void findDotted() {
    for (int i = 1; i < text.length() - 1; i++) {
      if (!isDot(text.charAt(i)) || !isFree(i - 1) || !isFree(i + 1)) {
        continue;
      }
      int start = i - 1;
      while (isSound(start - 1) && i - start < LONGEST_PART && !titleEndsAt(start)) {
        start--;
      }
      int end = i + 1;
      while (isSound(end) || (isDot(charAt(end)) && isSound(end + 1))) {
        end++;
      }
      if (end == i + 1) {
        continue;
      }
      take(EntityKind.PERSON, start, end);
      i = end;
    }
  }

  /** Where the word ends that begins here: at a verb, a stop, or after five characters. */
  private int nameEnd(int start) {
    int end = start;
    int part = 0;
    while (end < text.length() && part < LONGEST_PART) {
      char c = text.charAt(end);
      boolean joint = (isDot(c) || c == '-') && isFree(end + 1) && part > 0;
      if (joint) {
        part = 0;
      } else if (!isFree(end) || (part > 0 && verbAt(end))) {
        break;
      } else {
        part++;
      }
      end++;
    }
    return end;
  }

  private boolean verbAt(int i) {
    return AFTER.stream().anyMatch(verb -> text.startsWith(verb, i));
  }

  private boolean titleEndsAt(int end) {
    return TITLES.stream()
        .anyMatch(title -> end >= title.length() && text.startsWith(title, end - title.length()));
  }

  private void findTitled() {
    for (int i = 2; i < text.length() - 1; i++) {
      if (!isFree(i) || !titleEndsAt(i) || titleAt(i)) {
        continue;
      }
      int end = nameEnd(i);
      int length = end - i;
      boolean stopped = end == text.length() || !isFree(end) || verbAt(end);
      boolean chinese = length <= 3 && FAMILY.indexOf(text.charAt(i)) >= 0;
      if (length >= 2 && stopped && (chinese || isForeign(i, end))) {
        take(EntityKind.PERSON, i, end);
        i = end;
      }
    }
  }

  private boolean isForeign(int start, int end) {
    for (int i = start; i < end; i++) {
      if (!isSound(i) && text.charAt(i) != '-' && !isDot(text.charAt(i))) {
        return false;
      }
    }
    return true;
  }

  private boolean titleAt(int i) {
    return TITLES.stream().anyMatch(title -> text.startsWith(title, i));
  }

  /** Two or three characters from a family name to a verb of speech, behind a break. */
  private void findSpeakers() {
    for (int i = 0; i < text.length(); i++) {
      boolean opens = i == 0 || !isHan(i - 1) || taken[i - 1];
      if (!opens || !isFree(i) || FAMILY.indexOf(text.charAt(i)) < 0) {
        continue;
      }
      for (int end = i + 2; end <= i + 3 && end < text.length(); end++) {
        if (!isFree(end - 1)) {
          break;
        }
        if (verbAt(end)) {
          take(EntityKind.PERSON, i, end);
          break;
        }
      }
    }
  }

  private void findAgain() {
    for (String person : List.copyOf(persons)) {
      for (int at = text.indexOf(person); at >= 0; at = text.indexOf(person, at + 1)) {
        if (!taken[at] && !taken[at + person.length() - 1]) {
          take(EntityKind.PERSON, at, at + person.length());
        }
      }
    }
  }
}
