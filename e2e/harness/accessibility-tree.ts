import type { Page } from 'playwright-core';

interface Value {
  readonly value?: unknown;
}
interface Node {
  readonly nodeId: string;
  readonly parentId?: string;
  readonly childIds?: readonly string[];
  readonly ignored: boolean;
  readonly role?: Value;
  readonly name?: Value;
  readonly value?: Value;
  readonly description?: Value;
  readonly properties?: readonly { readonly name: string; readonly value: Value }[];
}

/** What only groups, and what is said by its parent already. */
const SILENT = new Set([
  'generic',
  'none',
  'InlineTextBox',
  'LabelText',
  'LayoutTable',
  'LineBreak',
  'emphasis',
  'strong',
]);
/** Properties worth a word, when they are so. */
const SAID = ['focused', 'disabled', 'expanded', 'pressed', 'checked', 'selected', 'busy', 'live', 'keyshortcuts'];
const DULL = new Set(['false', 'off', '']);

/** Times go on by themselves. */
const timeless = (text: string): string =>
  text
    .replaceAll(/\d+:\d\d(?::\d\d)?/gu, '0:00')
    .replaceAll(/\s+/gu, ' ')
    .trim();

/** What the browser tells assistive technology about a page, a line per thing, indented by what it is in. */
export async function accessibilityTree(page: Page): Promise<string> {
  const session = await page.context().newCDPSession(page);
  const { nodes } = (await session.send('Accessibility.getFullAXTree')) as { nodes: readonly Node[] };
  await session.detach();
  const byId = new Map(nodes.map((node) => [node.nodeId, node]));
  const lines: string[] = [];
  const walk = (node: Node, depth: number, said: string): void => {
    const line = node.ignored ? null : lineOf(node, said);
    if (line !== null) lines.push(`${'  '.repeat(depth)}${line}`);
    const heard = line === null || depth === 0 ? said : textOf(node.name);
    // The choices of a closed list are nobody's business.
    if (line !== null && node.role?.value === 'combobox') return;
    for (const id of node.childIds ?? []) {
      const child = byId.get(id);
      if (child) walk(child, line === null ? depth : depth + 1, heard);
    }
  };
  const [root] = nodes.filter(({ parentId }) => parentId === undefined);
  if (root) walk(root, 0, '');
  return lines.join('\n');
}

const textOf = (value: Value | undefined): string => timeless(String(value?.value ?? ''));

function lineOf(node: Node, said: string): string | null {
  const role = textOf(node.role);
  const name = textOf(node.name);
  if (SILENT.has(role)) return null;
  if (role === 'StaticText') return name === '' || said.includes(name) ? null : `"${name}"`;
  const value = textOf(node.value);
  const description = textOf(node.description);
  const properties = (node.properties ?? [])
    .filter(({ name: of, value: is }) => SAID.includes(of) && !DULL.has(textOf(is)))
    .map(({ name: of, value: is }) => (is.value === true ? of : `${of}=${textOf(is)}`));
  return [
    role,
    ...(name === '' ? [] : [`"${name}"`]),
    ...(value === '' ? [] : [`= "${value}"`]),
    ...(properties.length === 0 ? [] : [`[${properties.join(' ')}]`]),
    ...(description === '' || description === name ? [] : [`(${description})`]),
  ].join(' ');
}
