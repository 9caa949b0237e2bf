import { expect, it } from 'vitest';
import { toCsv, type Cell } from './csv.ts';

it('quotes what must be, keeps numbers, and lets no text be a formula', async () => {
  const rows: [string, Cell][] = [
    ['Sales, "north"', 1.5],
    ['=HYPERLINK("http://x")', -2],
    ['@sum', null],
    ['+861', 0],
    ['-1', 0],
    ['\tx', 0],
    ['组\n二', 0],
  ];
  const text = await toCsv(
    [
      ['name', ([name]) => name],
      ['n', ([, n]) => n],
    ],
    rows,
  );
  expect(text.split('\r\n')).toEqual([
    'name,n',
    '"Sales, ""north""",1.5',
    `"'=HYPERLINK(""http://x"")",-2`,
    "'@sum,",
    "'+861,0",
    "'-1,0",
    "'\tx,0",
    '"组\n二",0',
    '',
  ]);
});

it('has every row of a long table', async () => {
  const text = await toCsv(
    [['n', (n: number) => n]],
    Array.from({ length: 1700 }, (_, n) => n),
  );
  expect(text.split('\r\n')).toEqual(['n', ...Array.from({ length: 1700 }, (_, n) => String(n)), '']);
});
