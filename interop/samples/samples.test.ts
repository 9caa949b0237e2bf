import { describe, expect, it } from 'vitest';
import { dialectOf } from './dialect-of.mjs';
import { extractSamples } from './extract.mjs';
import { verdictOn } from './verdict.mjs';

const codes = (text: string): string[] => extractSamples('doc', text).map(({ code }) => code);

describe('samples of a document', () => {
  it('are found in a fence, between prose, and as a page', () => {
    const text = [
      'Dial like this:',
      '```',
      'tccc.Call.startOutboundCall({ phoneNumber })',
      '  .then((res) => {',
      '    // 成功',
      '  })',
      '```',
      '参数说明 (required)',
      'phone.on("Ready", function (resp) {})',
      'Returns a promise.',
      '<!DOCTYPE html>',
      '<html><body><script>phone.dial()</script></body>',
      '</html>',
      'The end (of it).',
    ].join('\n');
    expect(extractSamples('doc', text).map(({ id, kind }) => [id, kind])).toEqual([
      ['doc:3', 'script'],
      ['doc:9', 'script'],
      ['doc:11', 'html'],
    ]);
    expect(codes(text)[0]).toBe('tccc.Call.startOutboundCall({ phoneNumber })\n  .then((res) => {\n    // 成功\n  })');
  });

  it('go on where a page of print ended, and lose the numbers of their lines', () => {
    expect(codes('```\n1  phone.on("a", () => {\n2    beep();\n```\n\n```\n3  });\n```')).toEqual([
      'phone.on("a", () => {\nbeep();\n\n});',
    ]);
  });

  it('keep their imports, and what is no program is none', () => {
    expect(codes('import { register } from "x";\nregister({ token: 1 });')[0]).toMatch(/^register/u);
    expect(codes('if (a) {\n  broken(\n')).toEqual([]);
    expect(codes('名称 (类型) 说明\nOne (1) of many; and so on.')).toEqual([]);
  });
});

describe('the verdict on a sample', () => {
  const fault = (message: string, vendor = false) => ({
    kind: 'error' as const,
    name: 'ReferenceError',
    message,
    vendor,
  });

  it.each([
    ['runs', []],
    ['runs', [fault('no such call', true)]],
    ['own error', [fault('tcc is not defined')]],
    ['FAILS', [fault('tcc is not defined'), fault('tccc.Call.hold is not a function')]],
  ])('%s', (verdict, faults) => {
    expect(verdictOn({ faults }).verdict).toBe(verdict);
  });
});

describe('the dialect of a sample', () => {
  it.each([
    ['window.tccc.on(x)', 'tccc'],
    ['tcc.events.callIn', 'tccc'],
    ['tcccSDK.answer()', 'uniapp'],
    ['new UdeskCCPaasApiClass({})', 'udesk'],
    ['window.ccSdk.register({})', 'ccsdk'],
    ['require("tencentcloud-sdk-nodejs")', 'backend'],
    ['callParams.to = "sip:1@14.tccc.example";', 'none'],
  ])('%s: %s', (code, dialect) => {
    expect(dialectOf(code)).toBe(dialect);
  });
});
