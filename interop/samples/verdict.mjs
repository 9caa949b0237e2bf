/**
 * What a page saw while a sample ran.
 *
 * @typedef {object} Seen
 * @property {readonly Fault[]} faults  Uncaught errors and rejections, in order.
 *
 * @typedef {object} Fault
 * @property {'error' | 'rejection'} kind
 * @property {string} name  Of the error's class.
 * @property {string} message
 * @property {boolean} vendor  Whether it has the vendor's shape of a failure.
 */

/** What the vendor's own code does not have either. Misspelt in the documents. */
const MISSPELT = /\b(?:tcc|injectTcccWebSdk|respose|AppDataProvider) is not defined/u;

/**
 * `runs`: nothing was wrong, or it was refused in the vendor's shape; `own error`: it could not run at the vendor's either;
 * `FAILS`: ours.
 *
 * @param {Seen} seen
 * @returns {{ verdict: 'runs' | 'own error' | 'FAILS', why: string }}
 */
export function verdictOn({ faults }) {
  const ours = faults.find(({ vendor, message }) => !vendor && !MISSPELT.test(message));
  if (ours) return { verdict: 'FAILS', why: `${ours.name}: ${ours.message}` };
  const own = faults.find(({ message }) => MISSPELT.test(message));
  if (own) return { verdict: 'own error', why: own.message };
  const refused = faults.map(({ message }) => message);
  return { verdict: 'runs', why: refused.length > 0 ? `refused: ${refused.join('; ')}` : '' };
}
