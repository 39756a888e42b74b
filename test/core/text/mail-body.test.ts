import { expect, test } from 'vitest';
import { letterHtml } from '../../../lambdas/core/text/mail-body.ts';

test('when a letter is rendered, then it has paragraphs, line breaks, and no more', () => {
  const footer = 'Open Door. No more letters: https://door.example/no-letters/a?b=1&c=2';
  expect(letterHtml('Dear Dana,\n\nI\'m <out> & "well".\n\nBest,\nAlex\n', 'en', footer)).toBe(
    [
      '<!doctype html>',
      '<html lang="en">',
      '<head><meta charset="utf-8"><meta name="color-scheme" content="light dark"></head>',
      "<body style=\"font-family:system-ui,-apple-system,'Segoe UI',Roboto,Helvetica,Arial," +
        'sans-serif;font-size:16px;line-height:1.5;max-width:36em">',
      '<p>Dear Dana,</p>',
      '<p>I&#39;m &lt;out&gt; &amp; &quot;well&quot;.</p>',
      '<p>Best,<br>\nAlex</p>',
      '<p style="font-size:13px">Open Door. No more letters: ' +
        '<a href="https://door.example/no-letters/a?b=1&amp;c=2" target="_blank" ' +
        'rel="noopener">https://door.example/no-letters/a?b=1&amp;c=2</a></p>',
      '</body>',
      '</html>',
      '',
    ].join('\n'),
  );
});

test('when a letter contains a link, then the link is plain text', () => {
  expect(letterHtml('[x](https://evil.example) https://evil.example', 'es')).not.toContain('<a');
});
