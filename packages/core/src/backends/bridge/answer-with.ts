import { CallstationError, type ErrorCode } from '../../protocol/index.ts';
import type { Line } from './line.ts';

/** Answers a question of the other half with what `work` comes to. Never rejects. */
export async function answerWith(
  line: Line,
  id: number,
  work: () => unknown,
  otherwise: ErrorCode = 'internal',
): Promise<void> {
  try {
    const result = (await work()) ?? null;
    line.send({ kind: 'answer', id, result });
  } catch (thrown) {
    const error = CallstationError.from(thrown, otherwise).toData();
    try {
      line.send({ kind: 'failed', id, error });
    } catch {
      // Its data is no JSON: a cycle, a big integer.
      const { code, message, retryable } = error;
      line.send({ kind: 'failed', id, error: { code, message, retryable } });
    }
  }
}
