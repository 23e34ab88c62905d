// A large, dull, always equal company: 5,000 people and as many devices as are asked for.

const MAKERS = ["富士通", "NEC", "レノボ", "HP", "DELL", "パナソニック"];
const MODELS = ["ビジネスノートA", "ビジネスノートB", "省スペース機C", "印刷用端末D", "ワークステーションE"];
const FAMILIES = ["山", "川", "田", "森", "石", "木", "谷", "原", "島", "沢"];
const GIVEN = ["一郎", "花子", "健", "恵", "誠", "舞", "亮", "彩", "進", "遥"];
const DEPARTMENTS = ["総務部", "経理部", "営業部", "設計部", "製造部", "品質管理課", "仙台営業所", "大阪営業所"];

/** Numbers that follow from a place in the list: no state, no chance. */
function mixed(number, salt) {
  let value = Math.imul(number ^ (salt * 0x9e3779b1), 0x85ebca6b);
  value = Math.imul(value ^ (value >>> 13), 0xc2b2ae35);
  return (value ^ (value >>> 16)) >>> 0;
}

const pick = (list, number, salt) => list[mixed(number, salt) % list.length];
const personName = (number) =>
  `${FAMILIES[number % 10]}${FAMILIES[Math.floor(number / 10) % 10]} ${GIVEN[Math.floor(number / 100) % 10]}${Math.floor(number / 1000)}`;

/** The staff list as CSV. */
export function people(count) {
  const lines = ["社員番号,氏名,部署,メールアドレス"];
  for (let number = 0; number < count; number += 1) {
    lines.push(`P${String(number).padStart(5, "0")},${personName(number)},${pick(DEPARTMENTS, number, 1)},p${number}@example.com`);
  }
  return `${lines.join("\n")}\n`;
}

/** A ledger of 15 columns as CSV, numbered on from `first`. */
export function ledger(first, count) {
  const lines = ["管理番号,種別,端末名,メーカー,機種名,シリアル番号,使用者,部署,設置場所,購入日,保証期限,購入価格,OS,状態,備考"];
  const day = (number, salt, year) =>
    `${year + (mixed(number, salt) % 5)}/${1 + (mixed(number, salt + 1) % 12)}/${1 + (mixed(number, salt + 2) % 28)}`;
  for (let number = first; number < first + count; number += 1) {
    const person = mixed(number, 7) % 5000;
    lines.push(
      [
        `NB-${String(number).padStart(6, "0")}`,
        number % 9 === 0 ? "デスクトップPC" : "ノートPC",
        `PC${number}`,
        pick(MAKERS, number, 2),
        pick(MODELS, number, 3),
        `SN${mixed(number, 4).toString(36).toUpperCase()}${number}`,
        personName(person),
        pick(DEPARTMENTS, person, 1),
        `${1 + (number % 9)}F 執務室`,
        day(number, 10, 2019),
        day(number, 20, 2024),
        80000 + (mixed(number, 5) % 200) * 1000,
        "Windows 11 Pro",
        number % 20 === 0 ? "在庫" : "使用中",
        number % 50 === 0 ? "共用の印刷室に設置" : "",
      ].join(","),
    );
  }
  return `${lines.join("\n")}\n`;
}

/** The systems that people log in to, as CSV. */
export function systems(count) {
  const lines = ["システム名,URL,月額,契約ID数,契約先"];
  for (let number = 0; number < count; number += 1) {
    lines.push(`業務システム${number},https://s${number}.example/,${3000 + (mixed(number, 31) % 90) * 1000},600,システム商会${number % 7}`);
  }
  return `${lines.join("\n")}\n`;
}

/** Who logs in to which of them, as CSV. */
export function accounts(count, ofSystems) {
  const lines = ["システム名,ログインID,使用者,部署,権限"];
  for (let number = 0; number < count; number += 1) {
    const person = number % 5000;
    const system = (Math.floor(number / 5000) + person * 7) % ofSystems;
    lines.push(`業務システム${system},p${number}@example.com,${personName(person)},${pick(DEPARTMENTS, person, 1)},一般`);
  }
  return `${lines.join("\n")}\n`;
}

/** Leases over ten things each, as CSV. */
export function contracts(count) {
  const lines = ["契約番号,契約名,契約先,対象機器,月額,契約開始日,契約満了日,自動更新"];
  for (let number = 0; number < count; number += 1) {
    const [first, last] = [number * 10, number * 10 + 9].map((thing) => String(thing).padStart(6, "0"));
    lines.push(
      `L-${String(number).padStart(5, "0")},リース${number},リース商会${number % 5},NB-${first}～${last},${20000 + (mixed(number, 41) % 50) * 100},2025/4/1,${2026 + (number % 4)}/${1 + (number % 12)}/15,なし`,
    );
  }
  return `${lines.join("\n")}\n`;
}
