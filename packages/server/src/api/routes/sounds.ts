import { CallstationError } from '@callstation/core/protocol';
import * as v from 'valibot';
import { MOST_SOUND_BYTES, SOUND_NAME, type SoundFolder, type StoredSound } from '../../sound/sound-folder.ts';
import type { ApiParts } from '../api.types.ts';
import { FileSent } from '../file-sent.ts';
import { route, type Route } from '../route.ts';
import { anId, instant, whole } from '../schema-parts.ts';
import { soundFilesOf } from '../sound-files.ts';

const tag = 'Sounds';
const TYPES = ['audio/wav', 'audio/x-wav', 'audio/wave', 'audio/vnd.wave'];
const Params = v.strictObject({
  name: v.pipe(v.string(), v.regex(SOUND_NAME, 'must be letters, digits, - and _, with .wav at the end')),
});
/** To look for one, any name will do: there is none of another kind. */
const Wanted = v.strictObject({ name: anId });
const common = { name: v.string(), bytes: whole, at: instant };
const Body = v.instance(Buffer, 'must be a WAV file');

/** Prompts and music that were uploaded; skill groups and IVRs name them as `{"file": "welcome.wav"}`. */
export function soundRoutes(parts: ApiParts): Route[] {
  return [...reading(parts), ...changing(parts)];
}

function folderOf({ sounds }: ApiParts): SoundFolder {
  if (sounds !== null) return sounds;
  throw new CallstationError('notSupported', 'No folder for sounds is set: give "sounds" in the configuration file.');
}

async function find(parts: ApiParts, app: string, name: string): Promise<StoredSound> {
  const found = (await folderOf(parts).list(app)).find((one) => one.name === name);
  if (found === undefined) throw new CallstationError('notFound', 'No such sound.');
  return found;
}

/** Whether something of the app's configuration plays it. */
function isUsed({ settings }: ApiParts, app: string, { path }: StoredSound): boolean {
  return [...soundFilesOf(settings.current(app)).values()].includes(path);
}

function reading(parts: ApiParts): Route[] {
  const needs = { role: 'read' } as const;
  return [
    route({
      ...{ method: 'GET', path: '/sounds', tag, needs, summary: 'Uploaded prompts and music, by name' },
      response: v.strictObject({ sounds: v.array(v.strictObject({ ...common, used: v.boolean() })) }),
      handler: async ({ app }) => ({
        sounds: (await folderOf(parts).list(app)).map((one) => ({ ...shown(one), used: isUsed(parts, app, one) })),
      }),
    }),
    route({
      ...{ method: 'GET', path: '/sounds/:name', tag, needs, summary: 'The sound itself' },
      ...{ params: Wanted, produces: 'audio/wav', sends: 'file', response: FileSent },
      handler: async ({ app }, { params }) => ({
        path: (await find(parts, app, params.name)).path,
        type: 'audio/wav',
      }),
    }),
  ];
}

function changing(parts: ApiParts): Route[] {
  const needs = { role: 'admin' } as const;
  return [
    route({
      ...{ method: 'PUT', path: '/sounds/:name', tag, needs, takes: TYPES, bodyLimit: MOST_SOUND_BYTES },
      summary: 'Upload a prompt or music',
      description:
        'A WAV file: 16-bit PCM, 8 to 48 kHz, mono or stereo, ten minutes at most. One of that name is replaced, and heard by whoever is told of it next.',
      ...{ params: Params, body: Body },
      response: v.strictObject({ ...common, ms: whole }),
      audit: { action: 'sound.put', target: ({ params }) => params.name },
      handler: async ({ app }, { params: { name }, body }) => {
        const folder = folderOf(parts);
        const own = (await folder.list(app)).find((one) => one.name === name);
        const known = soundFilesOf(parts.settings.current(app)).get(name);
        // A document that is read and put back would mean another file.
        if (known !== undefined && known !== own?.path)
          throw new CallstationError(
            'invalidState',
            'The configuration file has a sound of that name. Choose another.',
          );
        const stored = await folder.put(app, name, body);
        return { ...shown(stored), ms: stored.ms };
      },
    }),
    route({
      ...{ method: 'DELETE', path: '/sounds/:name', tag, needs, summary: 'Delete a sound that nothing plays any more' },
      ...{ params: Wanted, response: v.null() },
      audit: { action: 'sound.delete', target: ({ params }) => params.name },
      handler: async ({ app }, { params: { name } }) => {
        if (isUsed(parts, app, await find(parts, app, name)))
          throw new CallstationError('invalidState', 'A skill group or IVR plays it. Change that first.');
        await folderOf(parts).remove(app, name);
        return null;
      },
    }),
  ];
}

function shown({ name, bytes, at }: StoredSound) {
  return { name, bytes, at };
}
