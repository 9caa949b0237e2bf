import type { Party, SessionContext } from '@callstation/core/model';
import { VISITOR_HEADER, type Visitor } from '../switch/visitor.ts';
import { plainText } from './plain-text.ts';

/** More than this of a header, as it came, is not read. */
const MOST_TEXT = 16_384;
/** The longest that is taken of each. */
const MOST: Readonly<Record<keyof Visitor, number>> = {
  ...{ id: 64, name: 100, avatar: 512, location: 100, remark: 256, data: 2048, channel: 64, channelName: 100 },
};

/** What a session is told of a visitor. */
export interface KnownVisitor {
  party: Partial<Party> & { userId: string };
  context: Partial<SessionContext>;
}

/** The visitor that those headers of a call tell of; null: none, or nothing that can be read. Never throws. */
export function readVisitor(headers: Readonly<Record<string, string>>): KnownVisitor | null {
  const said = Object.entries(headers).find(([name]) => name.toLowerCase() === VISITOR_HEADER.toLowerCase())?.[1];
  const told = said === undefined || said.length > MOST_TEXT ? null : parsed(said);
  if (told === null) return null;
  const { id: userId, avatar, remark, data, channel, channelName, name, location } = told;
  if (userId === undefined) return null;
  const picture = avatar !== undefined && /^https:\/\/[!-~]+$/u.test(avatar) ? { avatar } : {};
  return {
    party: { userId, ...only({ name, location }), ...picture },
    context: only({ remark, clientData: data, channel, channelName }),
  };
}

/** The texts that are known of and not too long; the others are passed over. */
function parsed(said: string): Partial<Visitor> | null {
  let value: unknown;
  try {
    value = JSON.parse(decodeURIComponent(said));
  } catch {
    return null;
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return null;
  const texts = Object.entries(MOST).flatMap(([field, most]): [string, string][] => {
    const text: unknown = Reflect.get(value, field);
    if (typeof text !== 'string' || text.length > most) return [];
    const plain = plainText(text);
    return plain === '' ? [] : [[field, plain]];
  });
  return Object.fromEntries(texts);
}

function only<T extends Record<string, string | undefined>>(fields: T): { [K in keyof T]?: string } {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: string;
  };
}
