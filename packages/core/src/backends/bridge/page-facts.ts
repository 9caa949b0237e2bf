import * as v from 'valibot';

import type { PageFacts } from '../../model/index.ts';

const text = v.string();
const instant = v.pipe(v.number(), v.finite());
const loudness = v.pipe(v.number(), v.minValue(0));
const optional = v.exactOptional;

/** What the far half knows of its page. Commands on their way, and whether the agent sees the app, the near half knows itself. */
const schema: v.GenericSchema<unknown, Partial<Omit<PageFacts, 'pending' | 'visible'>>> = v.object({
  pageId: optional(text),
  connection: optional(
    v.object({
      state: v.picklist(['closed', 'connecting', 'ready', 'reconnecting', 'replaced', 'refused']),
      since: instant,
      error: optional(v.looseObject({ code: text, message: text, retryable: v.boolean() })),
    }),
  ),
  sip: optional(v.picklist(['off', 'registering', 'registered', 'lost'])),
  clockOffset: optional(instant),
  microphone: optional(v.picklist(['unknown', 'ok', 'denied', 'missing', 'busy'])),
  output: optional(v.picklist(['ok', 'blocked', 'missing'])),
  volume: optional(v.object({ microphone: loudness, speaker: loudness })),
  media: optional(
    v.record(
      text,
      v.object({
        ice: v.picklist(['new', 'checking', 'connected', 'disconnected', 'failed']),
        quality: v.picklist([0, 1, 2, 3, 4, 5, 6]),
      }),
    ),
  ),
});

/** Page facts of the other half; null where they are none. */
export function readPageFacts(facts: unknown): Partial<PageFacts> | null {
  const checked = v.safeParse(schema, facts);
  return checked.success ? checked.output : null;
}
