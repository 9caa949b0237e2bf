import { CHINESE } from './chinese.ts';
import { ENGLISH } from './english.ts';

/** The languages there are texts in. */
export type Language = 'en' | 'zh';

/** Every text, by the model's own keys. */
export type Words = {
  readonly [Group in keyof typeof ENGLISH]: { readonly [Key in keyof (typeof ENGLISH)[Group]]: string };
};

/**
 * The texts in a language: reasons a verb is blocked, reasons a customer is back in the queue, why
 * an offer was missed, who hears a supervisor, end reasons, statuses, phases and verbs. Takes any BCP 47 tag;
 * everything that is not Chinese is English.
 *
 * @example
 * const text = words(navigator.language);
 * if (!verdict.allowed) button.title = text.blockReasons[verdict.reason];
 */
export function words(language: Language | (string & {})): Words {
  return /^zh\b/i.test(language) ? CHINESE : ENGLISH;
}
