/**
 * Text of people, HR or Entra, made harmless for a card: what Markdown would read as a link, emphasis or list stays text, and
 * nothing can pass for a mention. Round brackets may stay: without square ones they make no link.
 * @see https://learn.microsoft.com/microsoftteams/platform/task-modules-and-cards/cards/cards-format
 */
export function escapeText(text: string): string {
  return text
    .replace(/[\\`*_[\]~]/g, '\\$&')
    .replace(/</g, '‹')
    .replace(/>/g, '›')
    .replace(/^(\s*)([-+#])/gm, '$1\\$2')
    .replace(/^(\s*\d+)([.)])/gm, '$1\\$2');
}
