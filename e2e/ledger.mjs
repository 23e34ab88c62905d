// A ledger as an office really keeps it: a title, merged-looking headings, eras, full-width digits, a column of secrets.

export const messyLedger = {
  name: "PC管理台帳.csv",
  mimeType: "text/csv",
  buffer: Buffer.from(
    `
PC管理台帳,,,,,,,,,令和8年11月現在
,,,,,,,,,
No.,管理番号,機種名,ｼﾘｱﾙNo.,使用者,部署,購入日,保証期限,購入金額(税込),初期パスワード
1,NB-0101,富士通 LIFEBOOK U9312,R2X00481,永井 萌,営業部,R6.4.1,R9.3.31,"¥182,600",spring-kabocha
2,NB-0102,〃,R2X00482,横山 蓮→望月 遥(R7.7～),〃,R6.4.1,R9.3.31,"¥182,600",summer-kabocha
3,ＮＢ－０１０３,Panasonic レッツノート CF-SR4,4KKSA01234,宮田 千尋,設計部,令和7年6月頃,２０２８/６/３０,"２３４,０００円",autumn-kabocha
4,NB-0104,Panasonic レッツノート CF-SR4,4KKSA01235,(共用),製造部,R6.13.1,,234000,winter-kabocha
5,DT-0101,DELL OptiPlex 7010,8HJ2K93,水野 秀樹,品質管理課,2023/11/20,2026/11/19,"128,700",new-year-kabocha
合計,5台,,,,,,,"961,900",
`.trimStart(),
  ),
};
