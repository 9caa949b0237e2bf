import { CHINESE } from './chinese.ts';
import { ENGLISH } from './english.ts';
import { SPANISH } from './spanish.ts';

/** The languages there are texts in: English, simplified Chinese, Spanish. */
export type Language = 'en' | 'zh' | 'es';

/** Every text, by the model's own keys. */
export type Words = {
  readonly [Group in keyof typeof ENGLISH]: { readonly [Key in keyof (typeof ENGLISH)[Group]]: string };
};

/**
 * The texts in a language: reasons a verb is blocked, errors, reasons a customer is back in the queue, why an offer was
 * missed, who hears a supervisor, end reasons, statuses, phases and verbs. Takes any BCP 47 tag; everything that is
 * neither Chinese nor Spanish is English.
 *
 * @example
 * const text = words(navigator.language);
 * if (!verdict.allowed) button.title = text.blockReasons[verdict.reason];
 */
export function words(language: Language | (string & {})): Words {
  if (/^zh\b/i.test(language)) return CHINESE;
  return /^es\b/i.test(language) ? SPANISH : ENGLISH;
}

/**
 * What went wrong, for the person at the desk: by the reason a verb is blocked, else by the error's code.
 *
 * @param error - Whatever a command rejected with.
 *
 * @example
 * workstation.calls.hold(id).catch((error) => toast(errorText(error, navigator.language)));
 */
export function errorText(error: unknown, language: Language | (string & {})): string {
  const { blockReasons, errors } = words(language);
  const { code, data } = fields(error);
  const { reason } = fields(data);
  if (has(blockReasons, reason)) return blockReasons[reason];
  return has(errors, code) ? errors[code] : errors.internal;
}

const fields = (value: unknown): Record<string, unknown> =>
  typeof value === 'object' && value !== null ? { ...value } : {};

const has = <Texts extends object>(texts: Texts, key: unknown): key is keyof Texts =>
  typeof key === 'string' && Object.prototype.hasOwnProperty.call(texts, key);
