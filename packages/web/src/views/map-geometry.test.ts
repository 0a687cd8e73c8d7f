import { expect, test } from 'vitest';
import { degreeText, fit, graticule, landPath, linesOf, shapeOf } from './map-geometry.ts';

const picture = { width: 800, height: 480, spanMin: 12 };

test.each([
  ['nothing', undefined],
  ['a unit without coordinates', { kind: 'unit', country: 'XA', name: 'North' }],
  ['text that is no number', { kind: 'point', latitude: 'x', longitude: '1' }],
  ['an empty text', { kind: 'point', latitude: '', longitude: '1' }],
  ['a latitude past the pole', { kind: 'point', latitude: '91', longitude: '1' }],
  ['infinity', { kind: 'point', latitude: '1e999', longitude: '1' }],
  ['an area with one bad corner', { kind: 'area', corners: [{ latitude: '1', longitude: '1' }, {}] }],
  ['an area of no corners', { kind: 'area', corners: [] }],
  ['a list', [1, 2]],
])('%s is drawn nowhere', (_what, place) => expect(shapeOf(place)).toBeUndefined());

test('a circle is drawn at its radius', () => {
  const shape = shapeOf({ kind: 'circle', latitude: '60', longitude: '70', radius: '111.195' });
  expect(shape?.at).toEqual({ latitude: 60, longitude: 70 });
  const north = Math.max(...(shape?.outline ?? []).map(({ latitude }) => latitude));
  const east = Math.max(...(shape?.outline ?? []).map(({ longitude }) => longitude));
  expect(north).toBeCloseTo(61, 2);
  expect(east).toBeGreaterThan(71.9); // a degree of longitude is half as long there
});

test('an area across the date line is one area', () => {
  const corners = [
    { latitude: '10', longitude: '179' },
    { latitude: '10', longitude: '-179' },
    { latitude: '12', longitude: '-179' },
    { latitude: '12', longitude: '179' },
  ];
  expect(shapeOf({ kind: 'area', corners })?.at.longitude).toBeCloseTo(180);
});

test.each([
  ['one point', [{ latitude: 43, longitude: 77 }]],
  [
    'points far apart',
    [
      { latitude: -10, longitude: 40 },
      { latitude: 55, longitude: 140 },
    ],
  ],
  [
    'points on both sides of the date line',
    [
      { latitude: 0, longitude: 175 },
      { latitude: 5, longitude: -175 },
    ],
  ],
  ['the pole', [{ latitude: 90, longitude: 0 }]],
])('%s lie in the picture', (_what, points) => {
  const { x, y, east, west } = fit(points, picture);
  for (const point of points) {
    expect(x(point.longitude)).toBeGreaterThan(0);
    expect(x(point.longitude)).toBeLessThan(800);
    expect(y(point.latitude)).toBeLessThan(480);
  }
  expect(east - west).toBeLessThan(361);
});

test('a picture across the date line is narrow, and shows land on both sides', () => {
  const projection = fit([{ latitude: 0, longitude: 179 }], picture);
  expect(projection.east - projection.west).toBeLessThan(40);
  const square = (longitude: number) => [longitude * 20, 0, 20, 0, 0, 20, -20, 0];
  expect(landPath({ unit: 20, rings: [square(-179)] }, projection)).toMatch(/^M[\d. L-]+Z$/);
  expect(landPath({ unit: 20, rings: [square(0)] }, projection)).toBe('');
});

test('degrees and lines', () => {
  expect([70, -70, 190, 0].map((one) => degreeText(one, ['E', 'W']))).toEqual([
    '70° E',
    '70° W',
    '170° W',
    '0°',
  ]);
  expect(graticule(61, 79)).toEqual([65, 70, 75]);
  expect(linesOf('one two three four', 9)).toEqual(['one two', 'three', 'four']);
});
