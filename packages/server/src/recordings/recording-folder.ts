import { mkdir, open, readdir, stat, unlink } from 'node:fs/promises';
import { join } from 'node:path';

/** Names that the switch makes; anything else never reaches the disk. */
const NAME = /^[\w-]{16,64}\.(?:ogg|wav)$/u;

/** A file of the folder that is being written. */
interface NewFile {
  /** All of the bytes, at that place. */
  write(bytes: Uint8Array, at: number): Promise<void>;
  close(): Promise<void>;
}

/** The folder of recordings. Files are readable by their owner alone. */
export interface RecordingFolder {
  /** Makes the folder. Rejects when it cannot be written to. */
  prepare(): Promise<void>;
  /** Makes a new file; rejects where there is one of that name. */
  create(name: string): Promise<NewFile>;
  /** Where a file is, and how long; null for one that is not there. */
  find(name: string): Promise<{ path: string; bytes: number } | null>;
  /** A file that is not there is no error. */
  remove(name: string): Promise<void>;
  names(): Promise<string[]>;
}

/** Makes the {@link RecordingFolder} at that path. No name leads out of it. */
export function createRecordingFolder(folder: string): RecordingFolder {
  const pathOf = (name: string): string => {
    if (!NAME.test(name)) throw new Error('Not the name of a recording.');
    return join(folder, name);
  };
  return {
    async prepare() {
      await mkdir(folder, { recursive: true, mode: 0o700 });
    },
    async create(name) {
      const file = await open(pathOf(name), 'wx', 0o600);
      return {
        async write(bytes, at) {
          for (let done = 0; done < bytes.length;) {
            const { bytesWritten } = await file.write(bytes, done, bytes.length - done, at + done);
            done += bytesWritten;
          }
        },
        close: () => file.close(),
      };
    },
    async find(name) {
      if (!NAME.test(name)) return null;
      const path = join(folder, name);
      const found = await stat(path).catch(() => null);
      return found?.isFile() === true ? { path, bytes: found.size } : null;
    },
    async remove(name) {
      await unlink(pathOf(name)).catch((error: NodeJS.ErrnoException) => {
        if (error.code !== 'ENOENT') throw error;
      });
    },
    async names() {
      return (await readdir(folder)).filter((name) => NAME.test(name));
    },
  };
}
