import { words, type Words } from '@callstation/core/words';

import { CHINESE } from './chinese.ts';
import { ENGLISH } from './english.ts';
import { SPANISH } from './spanish.ts';

/** The texts of the elements themselves, by key. Places in braces are filled in. */
export type UiWords = { readonly [Key in keyof typeof ENGLISH]: string };

/** Every text an element shows: its own, and the model's words for verbs, phases, reasons and errors. */
export interface SeatWords {
  readonly language: keyof typeof ALL;
  readonly ui: UiWords;
  readonly core: Words;
}

const ALL = { en: ENGLISH, zh: CHINESE, es: SPANISH } as const satisfies Record<string, UiWords>;
const known = new Map<string, SeatWords>();

/** The texts in a language, by any BCP 47 tag; English where there are none. */
export function uiWords(language: string): SeatWords {
  const short = language.toLowerCase().split('-')[0] ?? '';
  const key = short === 'zh' || short === 'es' ? short : 'en';
  const found = known.get(key) ?? { language: key, ui: ALL[key], core: words(key) };
  known.set(key, found);
  return found;
}
