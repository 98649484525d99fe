/** A value as a sentence has it: in quotes, or the word for nothing. */
export const quoteValue = (value: string | null, nothing: string): string => (value === null ? nothing : `“${value}”`);
