import * as v from 'valibot';
import type { LayerKind, LayerValues } from '../config/app-layers.ts';
import { agentSchema, skillGroupSchema, toAgent, toSkillGroup } from '../config/app-schema.ts';
import { ivr, toIvr } from '../config/ivr-schema.ts';
import { id } from '../config/schema-parts.ts';

/** Sound files have whole paths by now: there is nothing they are seen from. */
const NOWHERE = '/';

const numberSchema = v.strictObject({ to: v.union([v.strictObject({ skillGroup: id }), v.strictObject({ ivr: id })]) });

const READ: { [K in LayerKind]: (value: unknown) => LayerValues[K] } = {
  agent: (value) => toAgent(v.parse(agentSchema, value)),
  skillGroup: (value) => toSkillGroup(v.parse(skillGroupSchema, value), NOWHERE),
  ivr: (value) => toIvr(v.parse(ivr, value), NOWHERE),
  number: (value) => v.parse(numberSchema, value),
};

/** A document as it was kept, checked by what is asked of one today; null for what does not pass. */
export function readDocument(kind: LayerKind, value: unknown): LayerValues[LayerKind] | null {
  try {
    return READ[kind](value);
  } catch {
    return null;
  }
}

const version = v.pipe(
  v.number(),
  v.description('Rises with every change; 0: as the configuration file has it. Also the `ETag`.'),
);

/** What was read can be put again as it is. */
const asRead = {
  id: v.exactOptional(v.pipe(id, v.description('As in the path.'))),
  version: v.exactOptional(v.pipe(v.number(), v.description('As it was read: counts like `If-Match`.'))),
};

/** What is put at `/agents/:id`, `/skill-groups/:id`, `/ivrs/:id` and `/numbers/:id`: the id is in the path. */
export const BODIES = {
  agent: v.omit(agentSchema, ['id']),
  skillGroup: v.strictObject({ ...skillGroupSchema.entries, ...asRead }),
  ivr: v.strictObject({ ...ivr.entries, ...asRead }),
  number: numberSchema,
};

/** What a body means as the document of that id. */
export const TO_DOCUMENT = {
  agent: (of: string, body: v.InferOutput<typeof BODIES.agent>) => toAgent({ id: of, ...body }),
  skillGroup: (of: string, { version: _read, ...body }: v.InferOutput<typeof BODIES.skillGroup>) =>
    toSkillGroup({ ...body, id: of }, NOWHERE),
  ivr: (of: string, { version: _read, ...body }: v.InferOutput<typeof BODIES.ivr>) =>
    toIvr({ ...body, id: of }, NOWHERE),
};

/** The same as they are shown. */
export const SHOWN = {
  skillGroup: v.strictObject({ ...skillGroupSchema.entries, version }),
  ivr: v.strictObject({ ...ivr.entries, version }),
  number: v.strictObject({ number: v.string(), ...numberSchema.entries, version }),
};
export { version as shownVersion };
