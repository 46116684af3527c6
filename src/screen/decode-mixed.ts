/**
 * What is valid UTF-8 stays; every other byte is read as Windows-1252. Whole in itself, because it is also sent into pages
 * (`LongPage`): it must use nothing from outside.
 */
export function decodeMixed(bytes: Uint8Array): string {
  const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: false });
  try {
    return utf8.decode(bytes);
  } catch {
    // Mixed: take it sequence by sequence.
  }
  /** What Windows-1252 has at 0x80–0x9f. Node's decoder of that name reads these as Latin-1 (seen in 20.20). */
  const upperControls = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';
  const windows1252 = (byte: number) => upperControls[byte - 0x80] ?? String.fromCharCode(byte);

  /** Length of the valid UTF-8 sequence that starts here (Unicode 15, table 3-7); 0 if there is none. */
  const sequenceLength = (at: number): number => {
    const first = bytes[at] ?? 0;
    if (first < 0x80) return 1;
    const length = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : 2;
    if (first < 0xc2 || first > 0xf4 || at + length > bytes.length) return 0;
    const second = bytes[at + 1] ?? 0;
    const low = first === 0xe0 ? 0xa0 : first === 0xf0 ? 0x90 : 0x80;
    const high = first === 0xed ? 0x9f : first === 0xf4 ? 0x8f : 0xbf;
    if (second < low || second > high) return 0;
    for (let next = at + 2; next < at + length; next++) {
      if (((bytes[next] ?? 0) & 0xc0) !== 0x80) return 0;
    }
    return length;
  };

  let text = '';
  for (let at = 0; at < bytes.length;) {
    const start = at;
    let length = 0;
    while (at < bytes.length && (length = sequenceLength(at)) > 0) at += length;
    text += utf8.decode(bytes.subarray(start, at));
    if (at < bytes.length) text += windows1252(bytes[at++] ?? 0);
  }
  return text;
}
