/** Answers requests of the parent process: `{id, name, ...arguments}`, with `{id, value}` or `{id, error}`. */
export function answers(handlers) {
  process.on('message', async ({ id, name, ...given }) => {
    try {
      process.send({ id, value: await handlers[name](given) });
    } catch (error) {
      process.send({ id, error: String(error?.stack ?? error) });
    }
  });
  process.on('disconnect', () => process.exit());
  process.send({ ready: true });
}
