import bcd, {
  type CompatStatement,
  type Identifier,
  type SupportStatement,
} from '@mdn/browser-compat-data/forLegacyNode';

/** A member of a global, or of what the global makes; without a member the global itself. */
export type Builtin = readonly [global: string, member?: string];

/** The oldest engines of phones that the packages name as theirs. */
const FLOOR = { webview_ios: '14.5', webview_android: '87' } as const;

/** What the driver of the browser runs on in every page. */
const DRIVER: readonly string[] = ['BigInt64Array', 'BigUint64Array'];

/** Whether version `a` came after `b`. */
function later(a: string, b: string): boolean {
  const [x, y] = [a, b].map((version) => version.replace('≤', '').split('.').map(Number));
  const [major = 0, minor = 0] = x ?? [];
  const [floor = 0, small = 0] = y ?? [];
  return major > floor || (major === floor && minor > small);
}

function lacks(support: SupportStatement | undefined, version: string): boolean {
  const all = support === undefined ? [] : Array.isArray(support) ? support : [support];
  return !all.some(
    ({ version_added: added, prefix, alternative_name: other, flags }) =>
      typeof added === 'string' && added !== 'preview' && !prefix && !other && !flags && !later(added, version),
  );
}

const isNewer = ({ support }: CompatStatement): boolean =>
  Object.entries(FLOOR).some(([engine, version]) => lacks(support[engine as keyof typeof FLOOR], version));

/** What of the language and of the web one of those engines has not, by MDN's data: members before their globals. */
export function newerBuiltins(): Builtin[] {
  const members: Builtin[] = [];
  const globals: Builtin[] = [];
  const each = (of: Identifier): void => {
    for (const [global, known] of Object.entries(of) as [string, Identifier][]) {
      if (!/^\w+$/u.test(global) || DRIVER.includes(global)) continue;
      if (known.__compat && isNewer(known.__compat)) globals.push([global]);
      for (const [name, member] of Object.entries(known) as [string, Identifier][]) {
        const plain = name.replace(/_static$/u, '').replace(/^(\w+)_event$/u, 'on$1');
        if (/^\w+$/u.test(plain) && plain !== global && member.__compat && isNewer(member.__compat))
          members.push([global, plain]);
      }
    }
  };
  each(bcd.javascript['builtins'] ?? {});
  each(bcd.api);
  return [...members, ...globals];
}

/** Runs in a page before its scripts: what is newer than the floor is not there. */
export function takeAway(newer: readonly Builtin[]): void {
  const everything = globalThis as unknown as Record<string, Record<string, unknown> | undefined>;
  const kinds: Record<string, object | undefined> = {
    Window: globalThis,
    TypedArray: Object.getPrototypeOf(Int8Array) as object,
  };
  for (const [name, member] of newer) {
    const global = kinds[name] ?? everything[name];
    if (member === undefined) delete everything[name];
    else if (global !== undefined)
      for (const holder of [global, (global as { prototype?: unknown }).prototype])
        if (typeof holder === 'object' || typeof holder === 'function')
          try {
            delete (holder as Record<string, unknown>)[member];
          } catch {
            // What cannot be taken away no engine can be without.
          }
  }
}
