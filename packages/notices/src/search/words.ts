/** One word of a text as it is searched: its form, and where it stands, in UTF-16 units. */
export interface Word {
  readonly form: string;
  readonly from: number;
  readonly until: number;
}

/** Letters, marks and digits; and the signs that stand inside a word and are not seen. */
const run = /(?:[\p{L}\p{M}\p{N}]|\u00ad|\u0640|\u200c|\u200d)+/gu;
/** Written without spaces, in signs that carry meaning by themselves: each pair is a word. */
const inPairs = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー]+/gu;
/** Written without spaces, in letters: the platform knows where words end. */
const unspaced = /[\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;

const formLengthMax = 64;
const segmenter = new Intl.Segmenter('th', { granularity: 'word' });

/** The words of a text in any script, in order. Pairs of signs overlap. */
export function wordsOf(text: string): Word[] {
  const words: Word[] = [];
  for (const { 0: found, index } of text.matchAll(run)) {
    if (!hasOwnWay.test(found)) put(words, found, index);
    else for (const piece of piecesOf(found)) put(words, piece.text, index + piece.at);
  }
  return words;
}

const hasOwnWay =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;

interface Piece {
  readonly text: string;
  readonly at: number;
}

/** A run of several scripts, each cut in its own way. */
function piecesOf(found: string): Piece[] {
  const pieces: Piece[] = [];
  let last = 0;
  for (const { 0: signs, index } of found.matchAll(inPairs)) {
    pieces.push(...segmentsOf(found.slice(last, index), last), ...pairsOf(signs, index));
    last = index + signs.length;
  }
  pieces.push(...segmentsOf(found.slice(last), last));
  return pieces;
}

function segmentsOf(text: string, at: number): Piece[] {
  if (text === '') return [];
  if (!unspaced.test(text)) return [{ text, at }];
  return [...segmenter.segment(text)].map(({ segment, index }) => ({ text: segment, at: at + index }));
}

function pairsOf(signs: string, at: number): Piece[] {
  const each = Array.from(signs);
  if (each.length === 1) return [{ text: signs, at }];
  let place = at;
  return each.slice(0, -1).map((sign, i) => {
    const piece = { text: sign + (each[i + 1] ?? ''), at: place };
    place += sign.length;
    return piece;
  });
}

function put(words: Word[], text: string, from: number): void {
  const form = formOf(text);
  if (form !== '') words.push({ form, from, until: from + text.length });
}

/** How a word is searched: no matter in which case, with which vowel signs or which of two usual spellings. */
export function formOf(word: string): string {
  if (plain.test(word)) return word.toLowerCase().slice(0, formLengthMax);
  const folded = word.normalize('NFKC').toLowerCase().replaceAll(unseen, '').replaceAll('ё', 'е');
  const spelled = /[\u0600-\u06ff]/.test(folded) ? arabicForm(folded) : folded;
  return withoutAccents(spelled).slice(0, formLengthMax);
}

const plain = /^[0-9A-Za-zА-Яа-еж-я]+$/;
const unseen = /\u00ad|\u0640|\u200c|\u200d|\u0307/g;

/** Vowel signs gone; alef, ya, kaf and ta marbuta each in one spelling; digits as elsewhere. */
function arabicForm(word: string): string {
  return word
    .replaceAll(/[\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed]/g, '')
    .replaceAll(/[\u0622\u0623\u0625\u0671]/g, '\u0627')
    .replaceAll(/[\u0649\u06cc\u0626]/g, '\u064a')
    .replaceAll('\u0624', '\u0648')
    .replaceAll('\u0629', '\u0647')
    .replaceAll('\u06a9', '\u0643')
    .replaceAll(/[\u0660-\u0669\u06f0-\u06f9]/g, (digit) => String(digit.charCodeAt(0) & 15));
}

/** Accents on Latin letters are left out; what stands on others makes another letter of them. */
function withoutAccents(word: string): string {
  if (!/[\u00c0-\u024f\u1e00-\u1eff]/.test(word)) return word;
  return word
    .normalize('NFD')
    .replaceAll(/(\p{Script=Latin})[\u0300-\u036f]+/gu, '$1')
    .normalize('NFC');
}
