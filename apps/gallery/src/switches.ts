/** How everything is shown; the address keeps it. */
export interface Look {
  readonly theme: string;
  readonly lang: string;
  readonly dir: string;
  readonly width: string;
}

const CHOICES: Readonly<Record<keyof Look, readonly (readonly [value: string, label: string])[]>> = {
  theme: [
    ['auto', 'As the system'],
    ['light', 'Light'],
    ['dark', 'Dark'],
  ],
  lang: [
    ['en', 'English'],
    ['zh', '中文'],
    ['es', 'Español'],
  ],
  dir: [
    ['ltr', 'Left to right'],
    ['rtl', 'Right to left'],
  ],
  width: [
    ['full', 'All there is'],
    ['320', '320 px'],
    ['480', '480 px'],
    ['768', '768 px'],
  ],
};
const LABELS: Readonly<Record<keyof Look, string>> = {
  theme: 'Theme',
  lang: 'Language',
  dir: 'Direction',
  width: 'Width',
};
const NAMES = Object.keys(CHOICES) as (keyof Look)[];

/** Fills the form, and calls `changed` now and after every change. */
export function addSwitches(form: HTMLFormElement, changed: (look: Look) => void): void {
  const address = new URL(location.href);
  const selects = NAMES.map((name) => {
    const choices = CHOICES[name];
    const asked = address.searchParams.get(name);
    const select = document.createElement('select');
    select.name = name;
    select.append(...choices.map(([value, label]) => new Option(label, value)));
    select.value = choices.some(([value]) => value === asked) && asked !== null ? asked : (choices[0]?.[0] ?? '');
    const label = document.createElement('label');
    label.append(LABELS[name], select);
    return [name, select, label] as const;
  });
  form.append(...selects.map(([, , label]) => label));
  const tell = (): void => {
    const look = Object.fromEntries(selects.map(([name, { value }]) => [name, value])) as unknown as Look;
    for (const name of NAMES) address.searchParams.set(name, look[name]);
    changed(look);
  };
  form.addEventListener('change', () => {
    tell();
    history.replaceState(null, '', address);
  });
  tell();
}
