/** Prints one figure with its name and what it stands beside. */
export function line(name: string, figure: string, note: string): void {
  process.stdout.write(`${name.padEnd(52)} ${figure.padStart(16)}   ${note}\n`);
}

/** The middle value; of an even number the upper one. */
export function median(values: readonly number[]): number {
  return values.toSorted((left, right) => left - right)[Math.floor(values.length / 2)] ?? Number.NaN;
}

/** The value that 95 of 100 do not exceed. */
export function p95(values: readonly number[]): number {
  return values.toSorted((left, right) => left - right)[Math.floor(values.length * 0.95)] ?? Number.NaN;
}
