/** Where a number (E.164, or short) is at home, in that language; null where that is not known. Never throws. */
export type Locate = (number: string, language: LocationLanguage, homeCountry: string) => string | null;

/** In which languages places are named. */
export const LOCATION_LANGUAGES = ['en', 'zh'] as const;
/** One of {@link LOCATION_LANGUAGES}. */
export type LocationLanguage = (typeof LOCATION_LANGUAGES)[number];

const CHINESE = new Set(['CN', 'HK', 'MO', 'TW']);

/** In which language an app's agents read places, where it does not say. */
export function languageOf(app: { locationLanguage?: LocationLanguage; defaultCountry: string }): LocationLanguage {
  return app.locationLanguage ?? (CHINESE.has(app.defaultCountry) ? 'zh' : 'en');
}
