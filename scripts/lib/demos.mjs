// What `npm start` serves beside the centre itself.

/**
 * @typedef {object} Demo
 * @property {string} path  Where it is served.
 * @property {string} folder  What is served there, from the repository's root.
 * @property {string} [name]  Of one that may not be built yet when the port opens, for people.
 * @property {string[]} [pages]  Its pages beside index.html, of one that may not be built yet.
 */

/** @satisfies {Record<string, Demo>} */
export const LATER = {
  gallery: { path: '/gallery/', folder: 'apps/gallery/dist', name: 'The elements' },
  vue: { path: '/vue/', folder: 'apps/vue-demo/dist', name: 'The Vue demo', pages: ['desk.html'] },
  tccc: { path: '/tccc/', folder: 'apps/tccc-demo', name: 'The TCCC page' },
  udesk: { path: '/udesk/', folder: 'apps/udesk-demo', name: 'The Udesk page' },
  ccsdk: { path: '/cc-sdk/', folder: 'apps/ccsdk-demo', name: 'The cc-sdk page' },
  uniapp: { path: '/uniapp/', folder: 'apps/uniapp-demo/dist/build/h5', name: 'The uni-app demo' },
};

/** There when the port opens. @type {Demo[]} */
export const AT_ONCE = [
  { path: '/', folder: 'apps/landing' },
  { path: '/react/', folder: 'apps/react-demo/dist' },
  { path: '/html/', folder: 'apps/html-demo' },
  { path: '/ui/', folder: 'packages/ui/dist' },
  { path: '/vendor-kit/', folder: 'apps/vendor-kit' },
];

/** Folders of the scripts that are served under vendors' names. */
export const SCRIPTS = ['tccc', 'udesk', 'ccsdk'].map((vendor) => `packages/compat-${vendor}/dist`);
