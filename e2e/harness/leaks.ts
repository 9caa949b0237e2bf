/** Numbers and names that were used somewhere in a run, and must not stand in full in any log of it. */
export interface Private {
  numbers: string[];
  names: string[];
}

const NUMBER = /^\+?\d{5,}$/u;
const NUMBER_KEYS = new Set(['number', 'numbers', 'from', 'to', 'phone', 'mobile', 'callerNumber']);
/** An object with a name and one of these is a person. */
const PERSON_KEYS = ['rights', 'role', 'reach', 'status', 'agentId'];

/** Every number and every name of a person in a message, a request or a configuration. */
export function privateIn(value: unknown): Private {
  const found = { numbers: new Set<string>(), names: new Set<string>() };
  walk(value, '', found);
  return { numbers: [...found.numbers], names: [...found.names] };
}

function walk(value: unknown, key: string, found: { numbers: Set<string>; names: Set<string> }): void {
  if (typeof value === 'string' && NUMBER_KEYS.has(key) && NUMBER.test(value)) found.numbers.add(value);
  if (typeof value !== 'object' || value === null) return;
  if (Array.isArray(value)) return value.forEach((one) => walk(one, key, found));
  const { name, agentName, id } = value as Record<string, unknown>;
  const person = PERSON_KEYS.some((one) => one in value);
  for (const called of [person ? name : '', agentName])
    // Who is called as their id cannot be told from it.
    if (typeof called === 'string' && called !== '' && called !== id) found.names.add(called);
  for (const [of, part] of Object.entries(value)) walk(part, of, found);
}

/** The lines of a log in which one of them stands in full, each with what it gives away. */
export function leaksIn(log: string, { numbers, names }: Private): string[] {
  const digits = new Set(numbers.map((number) => number.replace('+', '')));
  const words = [...digits, ...names].map((word) => word.replaceAll(/[.*+?^${}()|[\]\\]/gu, String.raw`\$&`));
  if (words.length === 0) return [];
  const any = new RegExp(String.raw`(?<![\p{L}\p{N}])(?:${words.join('|')})(?![\p{L}\p{N}])`, 'u');
  return log.split('\n').flatMap((line) => {
    const [word] = any.exec(textsOf(line)) ?? [];
    return word === undefined ? [] : [`${word} in: ${line}`];
  });
}

/** What a line says in words: a length of time that happens to be a number somebody dialled is none. */
function textsOf(line: string): string {
  try {
    const texts: string[] = [];
    JSON.stringify(JSON.parse(line), (key, value: unknown) => {
      texts.push(key);
      if (typeof value === 'string') texts.push(value);
      return value;
    });
    return texts.join('\n');
  } catch {
    return line;
  }
}
