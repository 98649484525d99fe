/**
 * Lower case, letter by letter, so that text keeps its length: Entra compares without regard to case and nothing more. The one
 * letter that would become two, İ, stays as it is.
 */
export function foldText(text: string): string {
  const lower = text.toLowerCase();
  return lower.length === text.length ? lower : text.replace(/[^İ]+/g, (part) => part.toLowerCase());
}
