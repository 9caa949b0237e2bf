/** Does a command, and says what went wrong if something did. */
export type Attempt = (command: Promise<unknown>) => void;
