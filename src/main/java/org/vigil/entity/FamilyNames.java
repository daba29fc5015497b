package org.vigil.entity;

import java.util.Set;

/** Family names that stand first: Chinese, Korean and Vietnamese, in Latin letters. */
final class FamilyNames {

  private static final Set<String> FIRST =
      Words.words(
          "wang li zhang liu chen yang huang zhao wu zhou xu sun ma zhu hu guo he lin gao luo zheng"
              + " liang xie song tang deng han feng cao peng zeng xiao tian dong yuan pan cai jiang"
              + " yu du ye cheng wei su lu ding ren shen yao lv jiang cui zhong tan wang fan jin shi"
              + " liao jia xia fu fang bai zou meng xiong qin qiu hou lei shao mao chang wan gu lai"
              + " qian yin hao kong dai xi hua ai tong ou chow chan cheung wong leung lam lau kwok"
              + " ng ho tsang yeung yip kim lee park choi jung kang cho yoon jang lim shin yoo kwon"
              + " hwang ahn moon nguyen tran pham hoang phan vu vo dang bui ngo duong");

  private FamilyNames() {}

  static boolean standsFirst(String word) {
    return FIRST.contains(word);
  }
}
