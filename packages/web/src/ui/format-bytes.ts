/** A file's size in words: bytes, then kilobytes, then megabytes. */
export function formatBytes(size: number, language: string): string {
  const [value, unit] =
    size < 10_000
      ? [size, 'byte']
      : size < 1_000_000
        ? [Math.round(size / 1000), 'kilobyte']
        : [Math.round(size / 100_000) / 10, 'megabyte'];
  const style = { style: 'unit', unit, unitDisplay: size < 1_000_000 ? 'long' : 'short' } as const;
  return new Intl.NumberFormat(`${language}-u-nu-latn`, style).format(value);
}
