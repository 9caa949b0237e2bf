// What the build of the JavaScript and that of the declarations have in common.

/** Everything imported by name stays an import: only the package's own files are bundled. */
export const external = (/** @type {string} */ id) =>
  !id.startsWith('.') && !id.startsWith('/') && !/^[a-z]:[\\/]/i.test(id);

/**
 * A warning of the bundler is an error, but for an entry of types only, which is empty on purpose.
 *
 * @type {NonNullable<import('rollup').RollupOptions['onLog']>}
 */
export const onLog = (level, log, handle) => {
  if (log.code === 'EMPTY_BUNDLE') return;
  handle(level === 'warn' ? 'error' : level, log);
};
