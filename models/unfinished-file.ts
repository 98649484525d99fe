/** A name that a file has while somebody writes or edits it: hidden, an editor's lock, or an ending that says "not yet". */
const unfinished = /^\.|^~\$|~$|\.(tmp|temp|part|partial|filepart|crdownload|swp)$/i;

/** Whether a file, by its path or name alone, is one that is still being written and counts only under another name. */
export const isUnfinishedFile = (path: string): boolean => unfinished.test(path.split(/[\\/]/).at(-1) ?? '');
