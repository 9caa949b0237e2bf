import * as v from 'valibot';

import type { MediaDevice } from '../../ports/index.ts';
import { CallstationError } from '../../protocol/index.ts';

const schema = v.array(
  v.looseObject({ id: v.string(), kind: v.picklist(['microphone', 'speaker', 'camera']), label: v.string() }),
);

/** The devices of the far half. Throws `malformed` for what is no list of them. */
export function readDevices(result: unknown): MediaDevice[] {
  const checked = v.safeParse(schema, result);
  if (!checked.success) throw new CallstationError('malformed', 'The host page sent no list of devices.');
  return checked.output;
}
