import encodeQR from 'qr';

/** Light modules around a code, as its standard asks for. */
const border = 4;

/** The dark modules of a code as one path of unit squares, and how many modules wide it is with its border. */
export function qrPath(text: string): { readonly path: string; readonly width: number } {
  const rows = encodeQR(text, 'raw', { ecc: 'medium', border });
  const squares = rows.flatMap((row, y) =>
    row.flatMap((isDark, x) => (isDark ? [`M${x} ${y}h1v1h-1z`] : [])),
  );
  return { path: squares.join(''), width: rows.length };
}

/** A code for cameras. @param label - what it leads to, for who cannot see it */
export function QrCode({ text, label }: { text: string; label: string }) {
  const { path, width } = qrPath(text);
  return (
    <svg className="qr-code" viewBox={`0 0 ${width} ${width}`} role="img" aria-label={label}>
      <rect className="qr-light" width={width} height={width} />
      <path className="qr-dark" d={path} />
    </svg>
  );
}
