/** A text that is there only where the kind of operation needs it; empty where it is not, which names nothing in Entra. */
export const textOf = (text: string | null | undefined): string => text ?? '';
