import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { unzipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { versionsIn } from '../scripts/lib/plugin-changelog.mjs';
import { filesOf, PLUGIN, writePlugin, zipPlugin } from '../scripts/lib/uniapp-plugin.mjs';
import { strictlyWrong, strictUser } from './harness/strict-types.ts';

const demo = fileURLToPath(new URL('../apps/uniapp-demo', import.meta.url));
const zip = join(demo, `dist/${PLUGIN}.zip`);

describe('the plugin of HBuilderX', () => {
  let modules = '';
  let files: string[] = [];
  beforeAll(async () => {
    modules = mkdtempSync(join(tmpdir(), 'callstation-plugin-'));
    await writePlugin(modules);
    files = filesOf(join(modules, PLUGIN));
  });
  afterAll(() => rmSync(modules, { recursive: true, force: true }));
  const text = (file: string): string => readFileSync(join(modules, PLUGIN, file), 'utf8');
  const importsOf = (file: string): string[] =>
    [...text(file).matchAll(/\b(?:from|import) ["']([^"'\n]{1,200})["']/gu)].map(([, name = '']) => name);

  it('is what the demo was built with, byte for byte', () => {
    const used = join(demo, 'src/uni_modules', PLUGIN);
    expect(filesOf(used)).toEqual(files);
    for (const file of files)
      expect(readFileSync(join(used, file)).equals(readFileSync(join(modules, PLUGIN, file))), file).toBe(true);
  });

  it('is all in its zip, which is packed the same each time', () => {
    expect(Object.keys(unzipSync(readFileSync(zip))).sort()).toEqual(files);
    expect(Buffer.from(zipPlugin(modules)).equals(readFileSync(zip))).toBe(true);
  });

  it('has what the market and HBuilderX look for, and no maps', () => {
    const entries = ['index.js', 'index.d.ts', 'vue.js', 'vue.d.ts'];
    const page = ['html', 'js'].map((kind) => `hybrid/html/callstation-host.${kind}`);
    const market = ['package.json', 'readme.md', 'changelog.md', 'license.md'];
    expect(files).toEqual(expect.arrayContaining([...entries, ...page, ...market]));
    expect(files.filter((file) => file.endsWith('.map'))).toEqual([]);
    expect(text('hybrid/html/callstation-host.js')).not.toContain('sourceMappingURL');
  });

  it('imports nothing but itself, and in what ./vue brings Vue', () => {
    const reached = new Set<string>();
    const walk = (file: string): void => {
      if (reached.has(file)) return;
      reached.add(file);
      for (const name of importsOf(file)) {
        expect(name, file).toMatch(/^\.{1,2}\//u);
        walk(join(dirname(file), name));
      }
    };
    const scripts = files.filter((file) => file.endsWith('.js') && !file.startsWith('hybrid/'));
    for (const file of scripts.filter((name) => name !== 'vue.js')) walk(file);
    for (const name of importsOf('vue.js')) expect(name).toMatch(/^(?:\.{1,2}\/|vue$)/u);
    for (const file of files.filter((name) => name.endsWith('.d.ts') && name !== 'vue.d.ts'))
      for (const name of importsOf(file)) expect(name, file).toMatch(/^\.{1,2}\//u);
  });

  it(
    'has a declaration beside each script, against all of which a strict project compiles',
    { timeout: 240_000 },
    () => {
      const scripts = files.filter((file) => file.endsWith('.js') && !file.startsWith('hybrid/'));
      for (const file of scripts) expect(files).toContain(file.replace(/\.js$/u, '.d.ts'));
      mkdirSync(join(modules, 'node_modules'));
      symlinkSync(join(demo, 'node_modules/vue'), join(modules, 'node_modules/vue'));
      const user = join(modules, 'user.ts');
      const each = scripts.map((file, at) => `import * as s${at} from './${PLUGIN}/${file}';\nvoid s${at};`);
      writeFileSync(user, `${each.join('\n')}\n${strictUser(`./${PLUGIN}/index.js`, `./${PLUGIN}/vue.js`)}`);
      expect(strictlyWrong([user], 'bundler')).toEqual([]);
    },
  );

  it('says of itself what the market asks', () => {
    const about = JSON.parse(text('package.json')) as Record<string, unknown> & { keywords: string[] };
    const { id, displayName, keywords, version, engines, dcloudext, uni_modules: modulesOf } = about;
    expect(id).toBe(PLUGIN);
    expect(id).toMatch(/^(?!dcloud|uni)[a-z\d]+-[a-z\d]+$/u);
    expect(displayName).toMatch(/呼叫中心/u);
    expect(keywords.length).toBeGreaterThan(0);
    expect(keywords.length).toBeLessThanOrEqual(5);
    expect(engines).toEqual({ HBuilderX: expect.stringMatching(/^\^\d+\.\d+\.\d+$/u) as string });
    const said = expect.stringMatching(/\S/u) as string;
    expect(dcloudext).toMatchObject({
      type: 'sdk-js',
      sale: { regular: { price: '0.00' }, sourcecode: { price: '0.00' } },
      contact: { qq: expect.any(String) as string },
      declaration: { ads: said, data: said, permissions: expect.stringContaining('RECORD_AUDIO') as string },
      npmurl: 'https://www.npmjs.com/package/@callstation/uniapp',
    });
    const client = { Vue: { vue3: 'y' }, App: { 'app-vue': 'y' }, 'H5-pc': { Chrome: 'y' }, 小程序: { 微信: 'y' } };
    expect(modulesOf).toMatchObject({
      dependencies: [],
      encrypt: [],
      platforms: { cloud: expect.anything() as object, client },
    });
    // Newest first, in the form that the market reads; the newest is this one.
    const changelog = text('changelog.md');
    const headings = changelog.split('\n').filter((line) => line.startsWith('#'));
    expect(versionsIn(changelog)).toHaveLength(headings.length);
    expect(versionsIn(changelog)[0]).toBe(version);
    expect(text('readme.md').indexOf('呼叫中心')).toBeLessThan(text('readme.md').indexOf('## English'));
    expect(text('readme.md')).toContain('没有在真实手机上验证');
  });
});
