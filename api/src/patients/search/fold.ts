/** Letters that Unicode does not decompose, written the way a keyboard without them would. */
const PLAIN: Readonly<Record<string, string>> = {
  ß: 'ss',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  æ: 'ae',
  œ: 'oe',
  ı: 'i',
  þ: 'th',
  ŋ: 'n',
  ħ: 'h', // prettier-ignore
};
const UNDECOMPOSED = /[ßøłđðæœıþŋħ]/g;
const MARKS = /[\p{M}\u0640]/gu;
const SILENT = /['’ʼʻ`´]/g;
const BETWEEN_WORDS = /[^\p{L}\p{N}]+/u;

/** Lower case without accents: "Müller-Łącki" and "muller-lacki" fold to the same text. */
export function fold(text: string): string {
  return text
    .toLowerCase()
    .normalize('NFD')
    .replace(MARKS, '')
    .replace(UNDECOMPOSED, (letter) => PLAIN[letter] ?? letter);
}

/** The folded words of a name; an apostrophe joins (O'Brien → obrien), anything else separates. */
export const words = (text: string): string[] =>
  fold(text)
    .replace(SILENT, '')
    .split(BETWEEN_WORDS)
    .filter((word) => word !== '');
