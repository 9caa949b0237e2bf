// The changelog that the plugin market reads: `## 1.0.1（2026-01-31）`, newest first.

const HEADING = /^## (\d+\.\d+\.\d+(?:-[\w.]+)?)（(\d{4}-\d{2}-\d{2})）$/gmu;

/**
 * The versions of such a changelog, as they stand there.
 *
 * @param {string} changelog
 */
export const versionsIn = (changelog) => [...changelog.matchAll(HEADING)].map(([, version = '']) => version);

/**
 * What changesets wrote of a version for npm, without the hashes and without what only names other packages.
 *
 * @param {string} changelog  The package's CHANGELOG.md.
 * @param {string} version
 */
export function notesOf(changelog, version) {
  const [, section = ''] = `\n${changelog}`.split(`\n## ${version}\n`);
  const [own = ''] = section.split('\n## ');
  const bullets = own.split(/\n(?=- )/u).filter((text) => text.startsWith('- '));
  return bullets
    .filter((text) => !text.startsWith('- Updated dependencies'))
    .map((text) =>
      text
        .split(/\n\n?#/u, 1)[0]
        ?.replace(/^- [\da-f]{7,40}: /u, '- ')
        .trimEnd(),
    )
    .join('\n');
}

/**
 * The plugin's changelog with a version at its top; the same where it has it.
 *
 * @param {string} changelog
 * @param {{ version: string, date: string, notes: string }} release  The date as `2026-01-31`.
 */
export function withRelease(changelog, { version, date, notes }) {
  if (versionsIn(changelog).includes(version)) return changelog;
  return `## ${version}（${date}）\n\n${notes || '- 与其他包保持同一版本。'}\n\n${changelog}`;
}
