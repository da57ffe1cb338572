/** Offsets of Reportedly JSON count code points; strings here count UTF-16 units. One pass, then halving: long reports stay quick. */
export class Points {
  /** Code point offsets of the characters that take two units, in order. */
  private readonly wide: number[] = [];

  constructor(readonly text: string) {
    // Most reports have none: then nothing is counted at all.
    if (!/[\ud800-\udbff]/.test(text)) return;
    let point = 0;
    for (let unit = 0; unit < text.length; unit += 1, point += 1) {
      const code = text.charCodeAt(unit);
      const next = text.charCodeAt(unit + 1);
      if (code >= 0xd800 && code <= 0xdbff && next >= 0xdc00 && next <= 0xdfff) {
        this.wide.push(point);
        unit += 1;
      }
    }
  }

  /** The length in code points. */
  get length(): number {
    return this.text.length - this.wide.length;
  }

  /** The unit at which a code point stands. */
  unit(point: number): number {
    let low = 0;
    let high = this.wide.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.wide[middle] ?? Infinity) < point) low = middle + 1;
      else high = middle;
    }
    return point + low;
  }

  slice(start: number, end: number): string {
    return this.text.slice(this.unit(start), this.unit(end));
  }
}
