/** What a page's script registers. */
export interface PageOptions {
  data?: Record<string, unknown>;
  methods: Record<string, (this: MiniPage, argument?: unknown) => unknown>;
  lifetimes: Record<'attached' | 'ready' | 'detached', (this: MiniPage) => void>;
}

/** A page that is open: its data as the template sees them, and its handlers by name. */
export interface MiniPage {
  readonly route: string;
  readonly data: Record<string, unknown>;
  readonly properties: Record<string, unknown>;
  [handler: string]: unknown;
}

/** Opens a page as the platform does. */
export function openPage(route: string, { data = {}, methods, lifetimes }: PageOptions) {
  const page: MiniPage = {
    ...methods,
    route,
    data: { ...data },
    properties: {},
    setData: (changes: Record<string, unknown>, done?: () => void) => {
      for (const [path, value] of Object.entries(changes)) put(page.data, path, value);
      done?.();
    },
    triggerEvent: () => undefined,
    selectAllComponents: () => [],
  };
  const tell = (name: string, argument?: unknown): unknown => methods[name]?.call(page, argument);
  lifetimes.attached.call(page);
  tell('onLoad', {});
  tell('onShow');
  lifetimes.ready.call(page);
  return {
    page,
    show: () => void tell('onShow'),
    hide: () => void tell('onHide'),
    close() {
      tell('onUnload');
      lifetimes.detached.call(page);
    },
  };
}

/** Data are changed by path: `a`, `s[0].b`, `g.title`. */
function put(data: Record<string, unknown>, path: string, value: unknown): void {
  const keys = path.split(/[.[\]]+/u).filter((key) => key !== '');
  const last = keys.pop() ?? path;
  let place: Record<string, unknown> = data;
  for (const key of keys) place = place[key] as Record<string, unknown>;
  place[last] = value;
}
