import * as v from 'valibot';
import type { Annotation, ChatMessage, SettableStatus, Target } from '../model/index.ts';
import { LIMITS } from './limits.ts';
import { utf8Length } from './safe-json.ts';

/** C0 and C1 control characters: CR and LF would split a header or a log line further on. */
const CONTROL = /[\u0000-\u001f\u007f-\u009f]/u;
/** As {@link CONTROL}, but a line break and a tab are part of a text. */
const CONTROL_IN_TEXT = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/u;

/** A string of `min` to `max` UTF-16 units without control characters. */
export const line = (max: number, min = 1) =>
  v.pipe(
    v.string(),
    v.minLength(min),
    v.maxLength(max),
    v.check((text) => !CONTROL.test(text), 'has a control character'),
  );
/** A string that may have line breaks. */
export const prose = (max: number) =>
  v.pipe(
    v.string(),
    v.maxLength(max),
    v.check((text) => !CONTROL_IN_TEXT.test(text), 'has a control character'),
  );

/** A string of at most so many bytes of UTF-8. */
export const bytes = (max: number) =>
  v.pipe(
    prose(max),
    v.check((text) => utf8Length(text) <= max, `has more than ${max} bytes`),
  );

export const id = line(LIMITS.idLength);
export const dialled = line(LIMITS.numberLength);
export const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
export const nothing = v.strictObject({}) as v.GenericSchema<unknown, Record<string, never>>;

/** Where a session can be sent. */
export const target: v.GenericSchema<unknown, Target> = v.union([
  v.strictObject({ agent: id }),
  v.strictObject({ skillGroup: id }),
  v.strictObject({ number: dialled }),
  v.strictObject({ ivr: id, node: v.exactOptional(id), agentLeg: v.exactOptional(v.picklist(['hangup', 'wait'])) }),
]);

/** What an agent may choose. */
export const settableStatus: v.GenericSchema<unknown, SettableStatus> = v.variant('status', [
  v.strictObject({ status: v.picklist(['idle', 'wrap-up', 'not-ready', 'offline']) }),
  v.strictObject({ status: v.literal('break'), reason: line(LIMITS.nameLength) }),
]);

/** Disposition, note, tags and data. */
export const annotation: v.GenericSchema<unknown, Annotation> = v.strictObject({
  disposition: v.exactOptional(line(LIMITS.nameLength)),
  note: v.exactOptional(prose(LIMITS.noteLength)),
  tags: v.exactOptional(v.pipe(v.array(line(LIMITS.tagLength)), v.maxLength(LIMITS.tags))),
  data: v.exactOptional(
    v.pipe(
      v.record(line(LIMITS.annotationKeyLength), prose(LIMITS.annotationValueLength)),
      v.check((data) => Object.keys(data).length <= LIMITS.annotationKeys, 'has too many keys'),
    ),
  ),
});

/** What a chat message says. */
export const chatBody: v.GenericSchema<unknown, ChatMessage['body']> = v.union([
  v.strictObject({ text: v.pipe(prose(LIMITS.chatLength), v.minLength(1)) }),
  v.strictObject({
    file: v.strictObject({ id, name: line(LIMITS.nameLength), type: line(LIMITS.nameLength), bytes: count }),
  }),
]);
