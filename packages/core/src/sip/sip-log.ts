import type { LogConnector } from 'sip.js';
import type { Logger } from '../ports/index.ts';

/** sip.js's log as ours: what it calls errors are mostly a peer's doing, so nothing rises above a warning. */
export function sipLog(logger: Logger): LogConnector {
  return (level, category, _label, content) => {
    if (level === 'error' || level === 'warn') logger.warn(content, { from: category });
  };
}
