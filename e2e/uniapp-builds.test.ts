import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { describe, expect, it } from 'vitest';

import { filesOf } from '../scripts/lib/uniapp-plugin.mjs';
import { otherVues, scriptsIn } from './harness/uni-project.ts';

/** The framework's own part of an App's pages, which is one Vue more by its nature. */
const VIEW = 'uni-app-view';
const demo = fileURLToPath(new URL('../apps/uniapp-demo', import.meta.url));
const built = (platform: string, file: string): string =>
  readFileSync(join(demo, 'dist/build', platform, file), 'utf8');

describe('the phone book as uni-app builds it', () => {
  it('is all there for a browser, and names nobody outside', () => {
    const page = built('h5', 'index.html');
    expect(page).toContain('<div id="app">');
    const assets = readdirSync(join(demo, 'dist/build/h5/assets'));
    const styles = assets.filter((file) => file.endsWith('.css')).map((file) => built('h5', `assets/${file}`));
    expect(styles.length).toBeGreaterThan(1);
    expect(styles.join('')).not.toMatch(/https?:\/\//u);
  });

  it('has no maps in it, and for a browser and a mini-program not the page of an App', () => {
    const files = filesOf(join(demo, 'dist/build'));
    expect(files.filter((file) => file.endsWith('.map'))).toEqual([]);
    const hidden = files.filter((file) => file.includes('hybrid/') || file.includes('callstation-host'));
    expect(hidden.map((file) => file.slice(0, file.indexOf('/')))).toEqual(['app', 'app']);
  });

  it('is all there for an App, with what a phone asks its owner for', () => {
    expect(built('app', 'app-service.js').length).toBeGreaterThan(50_000);
    expect(built('app', 'app-config-service.js')).toContain('pages/calling/index');
    const { plus } = JSON.parse(built('app', 'manifest.json')) as {
      plus: { distribute: { google: { permissions: string[] }; apple: Record<string, unknown> } };
    };
    const { google, apple } = plus.distribute;
    for (const permission of ['RECORD_AUDIO', 'MODIFY_AUDIO_SETTINGS', 'INTERNET', 'BLUETOOTH_CONNECT', 'WAKE_LOCK'])
      expect(google.permissions.join('')).toContain(`android.permission.${permission}"`);
    expect(apple).toMatchObject({ UIBackgroundModes: 'audio' });
    expect(JSON.stringify(apple)).toContain('NSMicrophoneUsageDescription');
  });

  it('is all there for a mini-program, without WebRTC', () => {
    const { pages } = JSON.parse(built('mp-weixin', 'app.json')) as { pages: string[] };
    expect(pages).toEqual(['numbers', 'login', 'calling', 'settings'].map((page) => `pages/${page}/index`));
    const code = scriptsIn(join(demo, 'dist/build/mp-weixin'));
    expect(code).toContain('TcccWorkstation');
    expect(code).toContain('connectSocket');
  });

  it.each(['h5', 'app', 'mp-weixin'])('has one Vue in it, for %s', (platform) => {
    expect(otherVues(scriptsIn(join(demo, 'dist/build', platform), VIEW))).toEqual([]);
  });
});
