import assert from 'node:assert/strict';
import { escapeText } from '../../cards/escape-text.ts';

describe('escaping', () => {
  for (const [name, text, expected] of [
    ['a plain name', "Anna-Marie d'Hooghe (P0001)", "Anna-Marie d'Hooghe (P0001)"],
    ['a link', '[click](http://x)', '\\[click\\](http://x)'],
    ['a link that was escaped to break out', '\\[click\\](http://x)', '\\\\\\[click\\\\\\](http://x)'],
    ['emphasis', '*a* __b__ ~c~ `d`', '\\*a\\* \\_\\_b\\_\\_ \\~c\\~ \\`d\\`'],
    ['a mention', '<at>Boss</at>', '‹at›Boss‹/at›'],
    ['a list', '- a\n+ b\n1. c\n2) d', '\\- a\n\\+ b\n1\\. c\n2\\) d'],
    ['a heading', '# a', '\\# a'],
    ['a template', '${title}', '${title}'],
  ] as const) {
    it(`leaves ${name} as text`, () => {
      assert.equal(escapeText(text), expected);
    });
  }
});
