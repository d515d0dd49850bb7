/** The number in a text of digits, at most `most`; undefined otherwise. */
export function wholeNumber(text: string, most: number): number | undefined {
  if (!/^\d{1,4}$/.test(text.trim())) return undefined;
  const number = Number(text);
  return number >= 1 && number <= most ? number : undefined;
}
