import type { Column } from './csv.ts';
import type { AgentRow, AgentTimes, SkillGroupRow } from './report.types.ts';
import { localText } from './time-zone.ts';

const period = (timeZone: string): Column<{ from: number; to: number }>[] => [
  ['from', ({ from }) => localText(from, timeZone)],
  ['to', ({ to }) => localText(to, timeZone)],
];

const GROUP = [
  ...['skillGroup', 'offered', 'answered', 'answeredInTarget', 'abandoned', 'abandonedShort', 'overflowed', 'left'],
  ...['waiting', 'targetMs', 'serviceLevel', 'asaMs', 'averageAbandonMs', 'longestWaitMs', 'answeredWaitMs'],
  ...['abandonedWaitMs', 'agentsAsked', 'declined', 'missed'],
] as (keyof SkillGroupRow)[];

/** The columns of the skill groups' report as a table, instants by the clock of the time zone. */
export function skillGroupColumns(timeZone: string): Column<SkillGroupRow>[] {
  return [...period(timeZone), ...GROUP.map((name): Column<SkillGroupRow> => [name, (row) => row[name]])];
}

const CALLS = [
  ...['asked', 'answered', 'declined', 'missed', 'handled', 'handledOut', 'consulted', 'talkMs', 'holdMs'],
  ...['wrapMs', 'ringMs', 'ahtMs'],
] as Exclude<keyof AgentRow, 'times'>[];

const TIMES = [...['signedInMs', 'idleMs', 'busyMs', 'wrapUpMs', 'notReadyMs', 'breakMs', 'occupancy']] as Exclude<
  keyof AgentTimes,
  'breaks'
>[];

/** The columns of the agents' report. */
export function agentColumns(timeZone: string, byGroup: boolean): Column<AgentRow>[] {
  const group: Column<AgentRow> = ['skillGroup', ({ skillGroup = null }) => skillGroup];
  const times = TIMES.map((name): Column<AgentRow> => [name, (row) => row.times?.[name] ?? null]);
  return [
    ...period(timeZone),
    ['agent', ({ agent }) => agent],
    ...(byGroup ? [group] : []),
    ...CALLS.map((name): Column<AgentRow> => [name, (row) => row[name] ?? null]),
    ...(byGroup ? [] : [...times, ['breaks', breaksOf] as const]),
  ];
}

function breaksOf({ times }: AgentRow): string {
  return Object.entries(times?.breaks ?? {})
    .map(([reason, ms]) => `${reason}=${ms}`)
    .join('; ');
}
