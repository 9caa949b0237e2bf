import { t } from './words.js';

/** The REST API with one key, which is kept nowhere but here. */
export class Api {
  #key;

  constructor(key) {
    this.#key = key;
  }

  get = (path) => this.#ask('GET', path);
  remove = (path, headers) => this.#ask('DELETE', path, { headers });
  post = (path, body) => this.#ask('POST', path, { body });
  patch = (path, body) => this.#ask('PATCH', path, { body });
  put = (path, body, headers) => this.#ask('PUT', path, { body, headers });

  /** All pages of a list. */
  async all(path, name) {
    const rows = [];
    for (let after = null; rows.length < 10_000;) {
      const page = await this.get(`${path}?limit=200${after === null ? '' : `&after=${encodeURIComponent(after)}`}`);
      rows.push(...page[name]);
      if (page.next === null || page.next === undefined) break;
      after = page.next;
    }
    return rows;
  }

  upload = (path, file) => this.#ask('PUT', path, { raw: file, headers: { 'content-type': 'audio/wav' } });

  /** A file as a URL for this page alone. */
  async file(path) {
    const answer = await this.#send('GET', path, {});
    return URL.createObjectURL(await answer.blob());
  }

  async #ask(method, path, options = {}) {
    const answer = await this.#send(method, path, options);
    return answer.status === 204 ? null : answer.json();
  }

  async #send(method, path, { body, raw, headers = {} }) {
    const answer = await fetch(new URL(`../v1${path}`, location.href), {
      method,
      headers: {
        authorization: `Bearer ${this.#key}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      body: raw ?? (body === undefined ? undefined : JSON.stringify(body)),
    }).catch(() => {
      throw new Error(t('The server does not answer. Is it running?'));
    });
    if (answer.ok) return answer;
    const said = await answer.json().catch(() => null);
    const issues = (said?.error?.data?.issues ?? []).map(({ field, message }) => `${field}: ${message}`);
    const error = new Error([said?.error?.message ?? `HTTP ${answer.status}`, ...issues].join('\n'));
    error.status = answer.status;
    throw error;
  }
}
