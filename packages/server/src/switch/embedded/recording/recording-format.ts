/** Bytes for a file: to be appended, or, with `at`, to be put there. */
export interface Piece {
  bytes: Uint8Array;
  at?: number;
}

/** How stereo frames of 20 ms, 16 kHz, become a file, piece by piece. */
export interface RecordingFormat {
  /** What the file begins with. */
  begin(): Piece[];
  /** Left and right interleaved. May give nothing: several frames are written at a time. */
  add(frame: Int16Array): Piece[];
  /** What is left, and what only the end knows. */
  end(): Piece[];
  /** Frees what is held; any time, again too. */
  close(): void;
}
