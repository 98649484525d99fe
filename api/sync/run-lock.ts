/** One run over everybody at a time per directory, whichever process does it. */
export const runLock = 'runs';

/** One express run at a time, beside it. */
export const expressLock = 'express';
