import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import type { Logger } from '@callstation/core/ports';
import { parsePhoneNumberFromString } from 'libphonenumber-js/min';
import { LOCATION_LANGUAGES, type Locate, type LocationLanguage } from '../engine/locate.ts';
import { readPlaceTable, type PlaceTable } from './place-table.ts';

/** Where numbers are at home. */
export interface Places {
  /** Reads the tables; until then, and where one cannot be read, only countries are known. Never rejects. */
  start(): Promise<void>;
  locate: Locate;
}

const unzip = promisify(gunzip);
/** Numbers that are remembered: a call's is asked about at each of its updates. */
const MOST = 2000;
/** Territories that share a calling code with one that has no tables of its own. */
const SHORT = 6;

/** Makes the {@link Places} that are read from `fileOf`, a table for each language. */
export function createPlaces(fileOf: (language: LocationLanguage) => string, logger: Logger): Places {
  const tables = new Map<LocationLanguage, PlaceTable>();
  const known = new Map<string, string | null>();
  const find = (number: string, language: LocationLanguage, home: string): string | null => {
    if (!number.startsWith('+') || number.length <= SHORT) return null;
    const read = parsePhoneNumberFromString(number);
    if (read === undefined) return null;
    const { countryCallingCode: code, nationalNumber: national, country } = read;
    const place = tables.get(language)?.of(code, national) ?? tables.get('en')?.of(code, national) ?? null;
    if (place !== null || country === undefined || country === home) return place;
    return new Intl.DisplayNames([language], { type: 'region', fallback: 'none' }).of(country) ?? null;
  };
  return {
    async start() {
      for (const language of LOCATION_LANGUAGES)
        try {
          tables.set(language, readPlaceTable(await unzip(await readFile(fileOf(language)))));
        } catch (error) {
          logger.warn('the table of places cannot be read: calls do not say where they are from', {
            ...{ language, error: String(error) },
          });
        }
      known.clear();
    },
    locate(number, language, home) {
      const key = `${language} ${home} ${number}`;
      const found = known.get(key);
      if (found !== undefined) return found;
      const place = find(number, language, home);
      const [oldest] = known.keys();
      if (known.size >= MOST && oldest !== undefined) known.delete(oldest);
      known.set(key, place);
      return place;
    },
  };
}
