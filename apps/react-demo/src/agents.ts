/** The demo's agents, as the embedded centre knows them in demo mode. */
export interface DemoAgent {
  id: string;
  name: string;
  role: string;
}

export const AGENTS: readonly DemoAgent[] = [
  { id: 'alice', name: 'Alice', role: 'Sales' },
  { id: 'bob', name: 'Bob', role: 'Support' },
  { id: 'carol', name: 'Carol', role: 'Support' },
  { id: 'sam', name: 'Sam', role: 'Supervisor' },
];
