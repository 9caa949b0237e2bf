/** The operator's mistake, in words for them; printed without a stack. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}
