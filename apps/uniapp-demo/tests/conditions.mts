import { fileURLToPath } from 'node:url';

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** What takes the place of uni-app, and of the plugin, in the tests of the pages. */
export const standIns = {
  '@dcloudio/uni-app': here('./stand-ins/uni-app.ts'),
  '@/uni_modules/callstation-workstation': here('./stand-ins/plugin.ts'),
};

const OPENS = /#(ifdef|ifndef) ([\w |-]{1,80})/u;
const CLOSES = '#endif';

/** Leaves out what uni-app's compilers leave out for that platform. Every line stays where it was. */
export function keepPlatform(code: string, platforms: readonly string[]): string {
  const kept: boolean[] = [];
  const lines = code.split('\n').map((line) => {
    const [, kind, names = ''] = OPENS.exec(line) ?? [];
    if (kind !== undefined) {
      const named = names.split('||').some((name) => platforms.includes(name.trim()));
      kept.push(named === (kind === 'ifdef'));
      return '';
    }
    if (line.includes(CLOSES)) {
      kept.pop();
      return '';
    }
    return kept.every(Boolean) ? line : '';
  });
  if (kept.length > 0) throw new Error('An #ifdef has no #endif.');
  return lines.join('\n');
}

/** The pages as a browser gets them. */
export const browserPages = {
  name: 'uni-app-pages',
  enforce: 'pre' as const,
  transform(code: string, id: string): string | undefined {
    const [file = ''] = id.split('?');
    return file.startsWith(here('../src/')) && code.includes(CLOSES) ? keepPlatform(code, ['H5', 'WEB']) : undefined;
  },
};
