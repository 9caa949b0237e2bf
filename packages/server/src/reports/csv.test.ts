import { expect, it } from 'vitest';
import { toCsv } from './csv.ts';

it('quotes what must be, keeps numbers, and lets no text be a formula', () => {
  const rows = [
    { name: 'Sales, "north"', n: 1.5 },
    { name: '=HYPERLINK("http://x")', n: -2 },
    { name: '@sum', n: null },
    { name: '+861', n: 0 },
    { name: '-1', n: 0 },
    { name: '\tx', n: 0 },
    { name: '组\n二', n: 0 },
  ];
  expect(toCsv(['name', 'n'], rows).split('\r\n')).toEqual([
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
