/** Chance, as a port. */
export interface Random {
  /** 128 random bits as 32 hex digits. */
  id(): string;
  /** At least 0, below 1. */
  fraction(): number;
}
