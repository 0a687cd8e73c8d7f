import decodeQR from 'qr/decode.js';
import { expect, test } from 'vitest';
import { qrPath } from './qr-code.tsx';

/** The pixels that the path draws, four wide for each module. */
function drawn(path: string, width: number) {
  const scale = 4;
  const size = width * scale;
  const data = new Uint8ClampedArray(size * size * 4).fill(255);
  for (const [, x, y] of path.matchAll(/M(\d+) (\d+)h1v1h-1z/g)) {
    for (let i = 0; i < scale * scale; i += 1) {
      const column = Number(x) * scale + (i % scale);
      const row = Number(y) * scale + Math.floor(i / scale);
      data.fill(0, (row * size + column) * 4, (row * size + column) * 4 + 3);
    }
  }
  return { width: size, height: size, data };
}

test.each([
  `https://rapport.example/verify/${'3f'.repeat(32)}`,
  `http://127.0.0.1:8420/verify/${'ab'.repeat(32)}`,
])('what the code draws reads %s', (address) => {
  const { path, width } = qrPath(address);
  expect(decodeQR(drawn(path, width))).toBe(address);
});
