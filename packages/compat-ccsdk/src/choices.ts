/** What the vendor's document leaves open. Each has a default; all can be changed by the option `callstation`. */
export interface Choices {
  /** `calledNumber` of a call that comes in: who calls, or the number they called. */
  inboundNumber: 'caller' | 'called';
  /** What is shown with `noWorkMode`: nothing, or a call that rings, to be answered. */
  noWorkShows: 'nothing' | 'incoming';
  /** Events on the agent's lead page alone, or on every page of theirs. */
  pages: 'lead' | 'all';
}

/** The defaults. */
export const CHOICES: Choices = { inboundNumber: 'caller', noWorkShows: 'nothing', pages: 'lead' };
