/* What is half typed: a new message, and another text for one that was sent. */
export type Draft = { say: string; edited: number | null; change: string };
export const NO_DRAFT: Draft = { say: '', edited: null, change: '' };
