/** Parts of uni-app's runtime for Apps, as its package has them. */
export interface Runtime {
  vue: { createVueApp: (root: object, props?: object) => VueApp };
  /** `uni`, `getApp` and the like: globals of the logic layer. */
  globals: Record<string, unknown> & { __registerApp(app: unknown): void };
  initApp(app: VueApp): void;
}
interface VueApp {
  mount(container: unknown): unknown;
}

/** What `app-config-service.js` registers. */
export interface ConfigService {
  create(a: object, b: { weex: object }): { instance: Record<string, unknown> };
}

/** What a phone's logic layer has not, besides what the app's own configuration takes away. */
const ABSENT = [
  ...['RTCPeerConnection', 'MediaStream', 'AudioContext', 'Audio', 'Event', 'EventTarget', 'AbortController'],
  ...['URL', 'URLSearchParams', 'TextEncoder', 'TextDecoder', 'Blob', 'atob', 'btoa', 'crypto', 'performance'],
  ...['queueMicrotask', 'structuredClone', 'sessionStorage', 'BroadcastChannel', 'Worker', 'requestAnimationFrame'],
];

/** Runs an app's logic: `code` sees the runtime's globals, and nothing of the page it really runs in. */
export function runService(
  { vue, globals, initApp }: Runtime,
  config: ConfigService,
  weex: object,
  code: string,
): void {
  const { instance } = config.create({}, { weex });
  const shadowed = Object.keys(instance).filter((name) => instance[name] === undefined);
  const { __uniConfig, __uniRoutes } = instance;
  Object.assign(globalThis, globals, {
    ...{ __uniConfig, __uniRoutes },
    Vue: { ...vue, createVueApp: (root: object, props?: object) => wrapped(vue.createVueApp(root, props)) },
  });
  const wrapped = (app: VueApp): VueApp => {
    initApp(app);
    const mount = app.mount.bind(app);
    app.mount = () => {
      // The app itself shows nothing: its pages do.
      const root = mount({ appendChild: () => undefined, insertBefore: () => undefined });
      globals.__registerApp(root);
      return root;
    };
    return app;
  };
  // A script whose globals are taken away: they are names of its own, without a value.
  const script = document.createElement('script');
  script.textContent = `(function (${[...shadowed, ...ABSENT].join()}) {\n${code}\n})();`;
  document.head.append(script);
}
