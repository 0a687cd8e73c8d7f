/** One notice in so many holds the rare word. */
const rareEvery = 20_000;

export const soughtWords = {
  common: 'notification',
  rare: 'zephyrium',
  cyrillic: 'учения',
  chinese: '演习',
  /** In half of what is for those named, and in nothing else. */
  hidden: 'parallax',
} as const;

const english =
  'notification of activity area forces vessels training exchange contact officer river border mountain station report message coordination visit inspection request answer meeting practice water fire flood health trade transport corridor youth culture security information centre'.split(
    ' ',
  );
const russian =
  'уведомление о деятельности района силы суда подготовка обмен связь офицер река граница гора станция отчет сообщение координация посещение инспекция запрос ответ встреча практика вода пожар наводнение здоровье торговля транспорт коридор молодежь культура безопасность учения'.split(
    ' ',
  );
const chinese =
  '关于活动区域的通知包括参加训练的部队船舶和联络官边界河流山地车站报告联合演习协调访问请求答复会议'.match(
    /.{2,5}/gu,
  ) ?? [];

const made = Array.from({ length: 20_000 }, (_, i) => wordOf(i));

/** Words that nobody has, of which few come often: what makes an index grow as real texts do. */
function wordOf(number: number): string {
  const syllables = ['ka', 'ro', 'mi', 'ten', 'su', 'lar', 've', 'don', 'pi', 'gra', 'no', 'sel'];
  let rest = number + 200;
  let word = '';
  while (rest > 0) {
    word += syllables[rest % syllables.length];
    rest = Math.floor(rest / syllables.length);
  }
  return word;
}

function some(words: readonly string[], count: number): string {
  return Array.from({ length: count }, () => words[Math.floor(Math.random() ** 2 * words.length)]).join(' ');
}

/** About forty words in three scripts. */
export function inventedText(index: number, isNamed: boolean): string {
  const parts = [some(english, 12), some(made, 14)];
  if (index % 3 === 0) parts.push(some(russian, 12));
  if (index % 10 === 0) parts.push(some(chinese, 4));
  if (index % 200 === 0) parts.push('联合演习');
  if (isNamed && index % 2 === 0) parts.push(soughtWords.hidden);
  if (index % rareEvery === 7) parts.push(soughtWords.rare);
  return parts.join('. ');
}
