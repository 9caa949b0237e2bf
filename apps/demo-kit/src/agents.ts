/** The demo's agents, as the embedded centre knows them in demo mode. */
export interface DemoAgent {
  id: string;
  name: string;
  role: string;
  /** The centre knows their mobile phone. */
  mobile?: true;
}

export const AGENTS: readonly DemoAgent[] = [
  { id: 'alice', name: 'Alice', role: 'Sales', mobile: true },
  { id: 'bob', name: 'Bob', role: 'Support', mobile: true },
  { id: 'carol', name: 'Carol', role: 'Support' },
  { id: 'sam', name: 'Sam', role: 'Supervisor' },
];
