/** A misspelt word in a scenario must not pass in silence. */
export function refuseUnknown(row: object, known: readonly string[], where: string): void {
  const strangers = Object.keys(row).filter((name) => !known.includes(name));
  if (strangers.length > 0) throw new Error(`${where}: a scenario does not know ${strangers.join(', ')}`);
}
