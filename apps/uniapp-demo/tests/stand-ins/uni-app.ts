type Hook = () => void;

/** What a page, or the app, asked to be told. */
export interface Hooks {
  launch: Hook[];
  show: Hook[];
  hide: Hook[];
  unload: Hook[];
}

let current: Hooks | undefined;

/** Those that `mount` asks for. */
export function collectHooks(mount: () => void): Hooks {
  const hooks: Hooks = { launch: [], show: [], hide: [], unload: [] };
  current = hooks;
  mount();
  current = undefined;
  return hooks;
}

const adds = (kind: keyof Hooks) => (hook: Hook) => {
  if (!current) throw new Error(`${kind} is asked for outside of a page's setup.`);
  current[kind].push(hook);
};

export const onLaunch = adds('launch');
export const onShow = adds('show');
export const onHide = adds('hide');
export const onUnload = adds('unload');
