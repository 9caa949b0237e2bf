import * as v from 'valibot';

/** What the handler of a route that sends a file answers. */
export const FileSent = v.strictObject({ path: v.string(), type: v.string() });
