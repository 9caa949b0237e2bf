import { computed, reactive } from 'vue';
import { inBrowser } from './platform';
import { type Language, textOf, type Word } from './words';

/** What the device keeps. */
interface Settings {
  centre: string;
  agent: string;
  /** Empty: as the device. */
  language: Language | '';
  /** Signed in when the app was last open. */
  signedIn: boolean;
}

const KEY = 'callstation-settings';

/** In a browser the pages lie on the centre itself, below `/uniapp/`. */
const ownCentre = (): string => (inBrowser ? new URL('..', location.href.split('#')[0]).href.replace(/\/$/u, '') : '');

const kept = (uni.getStorageSync(KEY) || {}) as Partial<Settings>;

/** The settings, as they are now. */
export const settings = reactive<Settings>({
  centre: kept.centre || ownCentre(),
  agent: kept.agent ?? '',
  language: kept.language ?? '',
  signedIn: kept.signedIn ?? false,
});

/** Changes settings and keeps them. */
export function keepSettings(changes: Partial<Settings>): void {
  Object.assign(settings, changes);
  uni.setStorageSync(KEY, { ...settings });
}

/** The language of now. */
export const language = computed<Language>(
  () => settings.language || (uni.getLocale().toLowerCase().startsWith('zh') ? 'zh' : 'en'),
);

/** A text in the language of now. */
export function say(word: Word, values?: Record<string, string | number>): string {
  return textOf(language.value, word, values);
}
