import { expect, test } from 'vitest';
import { dataElement, emptyData, type FormData, withData } from './data.ts';

const file = `<body><script type="application/json" id="${dataElement}">${emptyData}</script></body>`;

test('what a state wrote stays data in the file, whatever it says', () => {
  const hostile = { server: '</script><script>alert(1)</script><!--' } as FormData;
  const made = withData(file, hostile);
  expect(made.match(/<\/script>/g)).toHaveLength(1);
  const json = made.slice(made.indexOf('>', made.indexOf(dataElement)) + 1, made.lastIndexOf('</script>'));
  expect(JSON.parse(json)).toEqual(hostile);
});

test('a file with no place for data is not made', () => {
  expect(() => withData('<body></body>', {} as FormData)).toThrow('no place');
});
