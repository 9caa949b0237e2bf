import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { unzipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { PLUGIN } from '../scripts/lib/uniapp-plugin.mjs';
import { installPacked } from './harness/npm-install.ts';
import { strictlyWrong, strictUser, TYPESCRIPT } from './harness/strict-types.ts';
import {
  otherVues,
  PAGES,
  scriptsIn,
  smallApp,
  uniProject,
  type UniPlatform,
  type UniProject,
} from './harness/uni-project.ts';

const at = (path: string): string => fileURLToPath(new URL(`../${path}`, import.meta.url));

// What the class says of itself: it is in the build.
const OURS = 'No call rings.';
/** Some seconds, and much more on a machine with other things to do; milliseconds. */
const BUILD = 240_000;
/** Where an App's hidden page is, with its script. */
const NPM = 'hybrid/html/callstation-host';
const ZIP = `uni_modules/${PLUGIN}/${NPM}`;

/** What an app cannot be without. */
const wanted = (platform: UniPlatform, hidden: string): string[] => {
  if (platform === 'h5') return ['index.html', 'assets'];
  if (platform === 'mp-weixin')
    return ['app.js', 'app.json', ...PAGES.flatMap((page) => ['js', 'json', 'wxml'].map((kind) => `${page}.${kind}`))];
  const page = [`${hidden}.html`, `${hidden}.js`];
  return ['app-service.js', 'app-config-service.js', 'manifest.json', '__uniappview.html', ...page];
};

/** A project with its builds. */
interface Consumer {
  project: UniProject;
  /** Where the App's hidden page is in it. */
  hidden: string;
  out(platform: UniPlatform): Promise<string>;
  /** Resolves after the last build, however it ended. */
  done: Promise<unknown>;
}

/** Builds a project for one platform after the other, once `before` is over; a failure is told to who asks for that platform. */
function inTurn(project: UniProject, hidden: string, platforms: UniPlatform[], before?: Promise<unknown>): Consumer {
  const builds = new Map<UniPlatform, Promise<string>>();
  let done: Promise<unknown> = before ?? Promise.resolve();
  for (const platform of platforms) {
    const build = done.then(() => project.build(platform, wanted(platform, hidden)));
    builds.set(platform, build);
    done = build.catch(() => undefined);
  }
  const out = async (platform: UniPlatform): Promise<string> => (await builds.get(platform)) ?? '';
  return { project, hidden, out, done };
}

/** As the user of an app of npm would, in its folder. */
function copyHiddenPage({ modules }: UniProject, cwd: string): { status: number | null; said: string } {
  const bin = join(modules, '@callstation/uniapp/bin/callstation-uniapp.mjs');
  const { status, stdout, stderr } = spawnSync(process.execPath, [bin], { cwd, encoding: 'utf8' });
  return { status, said: stdout + stderr };
}

describe('somebody’s app of uni-app, without a network', () => {
  const consumers = new Map<string, Consumer>();
  const copied = new Map<UniProject, { status: number | null; said: string }>();
  const consumer = (name: string): Consumer => consumers.get(name) ?? expect.unreachable(name);

  beforeAll(async () => {
    const [zipped, packed, commandLine] = [uniProject(''), uniProject(''), uniProject('src')];
    const plugin = unzipSync(readFileSync(at(`apps/uniapp-demo/dist/${PLUGIN}.zip`)));
    for (const [path, bytes] of Object.entries(plugin)) zipped.write(`uni_modules/${PLUGIN}/${path}`, bytes);
    for (const [path, text] of Object.entries(smallApp(`@/uni_modules/${PLUGIN}`))) zipped.write(path, text);
    await installPacked(['core', 'vue', 'uniapp'], [packed.modules, commandLine.modules]);
    for (const project of [packed, commandLine]) {
      for (const [path, text] of Object.entries(smallApp('@callstation/uniapp'))) project.write(path, text);
      copied.set(project, copyHiddenPage(project, project.folder));
    }
    // Two at a time: each takes half a gigabyte.
    const first = inTurn(zipped, ZIP, ['h5', 'app', 'mp-weixin']);
    consumers.set('the plugin out of its zip', first);
    consumers.set('the packages of npm', inTurn(packed, NPM, ['h5', 'app', 'mp-weixin']));
    consumers.set('the packages of npm, by the command line', inTurn(commandLine, NPM, ['app'], first.done));
  }, BUILD);
  afterAll(async () => {
    for (const { done, project } of consumers.values()) {
      await done;
      project.remove();
    }
  });

  it.each(['the plugin out of its zip', 'the packages of npm'])(
    'in the layout of HBuilderX is built for a browser with %s',
    { timeout: BUILD },
    async (name) => {
      const { out } = consumer(name);
      // The hidden page has a script of its own, which uni-app copies along.
      const code = scriptsIn(join(await out('h5'), 'assets'));
      expect(code).toContain(OURS);
      expect(code).toContain('RTCPeerConnection');
      expect(otherVues(code)).toEqual([]);
    },
  );

  it.each(['the plugin out of its zip', 'the packages of npm', 'the packages of npm, by the command line'])(
    'is built for an App with %s, and with the hidden page where the seat looks for it',
    { timeout: BUILD },
    async (name) => {
      const { out, hidden } = consumer(name);
      const folder = await out('app');
      const service = readFileSync(join(folder, 'app-service.js'), 'utf8');
      expect(service).toContain(OURS);
      expect(service).toContain(`_www/${hidden.slice(0, hidden.lastIndexOf('/'))}/`);
      expect(service).not.toContain('RTCPeerConnection');
      expect(otherVues(service)).toEqual([]);
      for (const kind of ['html', 'js']) {
        const ours = readFileSync(at(`packages/uniapp/dist/${NPM}.${kind}`));
        expect(readFileSync(join(folder, `${hidden}.${kind}`)).equals(ours)).toBe(true);
      }
    },
  );

  it.each(['the plugin out of its zip', 'the packages of npm'])(
    'in the layout of HBuilderX is built for a mini-program with %s, without WebRTC',
    { timeout: BUILD },
    async (name) => {
      const { out } = consumer(name);
      const code = scriptsIn(await out('mp-weixin'));
      expect(code).toContain(OURS);
      expect(code).not.toContain('RTCPeerConnection');
      expect(otherVues(code)).toEqual([]);
    },
  );

  it('gets its hidden page by one command, beside its manifest.json; elsewhere that says where to run it', () => {
    const { project } = consumer('the packages of npm');
    const { project: other } = consumer('the packages of npm, by the command line');
    const lines = (below: string): string => ['html', 'js'].map((kind) => `${below}${NPM}.${kind}\n`).join('');
    expect(copied.get(project)).toEqual({ status: 0, said: lines('') });
    expect(copied.get(other)).toEqual({ status: 0, said: lines('src/') });
    const lost = copyHiddenPage(project, tmpdir());
    expect(lost.status).toBe(1);
    expect(lost.said).toContain('npx callstation-uniapp FOLDER');
  });

  it.each([
    { resolution: 'bundler', kinds: ['mts'] },
    { resolution: 'node16', kinds: ['mts', 'cts'] },
  ] as const)(
    'compiles strictly against the packages of npm, as $resolution resolves them',
    { timeout: BUILD },
    ({ resolution, kinds }) => {
      const { project } = consumer('the packages of npm');
      const user = strictUser('@callstation/uniapp', '@callstation/uniapp/vue');
      for (const kind of kinds) project.write(`${resolution}.${kind}`, user);
      const files = kinds.map((kind) => join(project.folder, `${resolution}.${kind}`));
      expect(strictlyWrong(files, resolution)).toEqual([]);
      expect(TYPESCRIPT).toMatch(/^5\.9\./u);
    },
  );
});
