/*
 * Formatted texts as the core stores them (ext/core/rich): a small tree, never HTML. The core checks it; here it is only
 * told apart from plain text and read as plain text, as the core does (tests/fixtures/rich runs through both).
 */
export type RichMark = { type: string; attrs?: { href?: string } };
export type RichNode = {
  type: string;
  attrs?: { level?: number; header?: boolean };
  content?: RichNode[];
  marks?: RichMark[];
  text?: string;
};

export const isRich = (value: unknown): value is RichNode =>
  typeof value === 'object' && value !== null && (value as RichNode).type === 'doc';

/* A service that is newer, or broken, breaks no page. */
const objects = <T extends object>(list: T[] | undefined): T[] =>
  Array.isArray(list) ? list.filter((each) => typeof each === 'object' && each !== null) : [];

export const children = (node: RichNode): RichNode[] => objects(node.content);
export const marksOf = (node: RichNode): RichMark[] => objects(node.marks);

const filled = (node: RichNode): boolean =>
  node.type === 'text' ? /[^ \u00a0]/.test(node.text ?? '') : children(node).some(filled);

type Lines = { indent: number; one: boolean };

const ending = (at: Lines): string => (at.one ? ' ' : `\n${' '.repeat(at.indent)}`);

/* Those that say something, parted by one line, or by an empty one. */
const blocks = (node: RichNode, at: Lines, apart: boolean): string =>
  children(node)
    .filter(filled)
    .map((child) => block(child, at))
    .join((apart && !at.one ? '\n' : '') + ending(at));

function items(list: RichNode, at: Lines): string {
  const within = { ...at, indent: at.indent + 2 };
  return children(list)
    .map((item, i) => ({ item, mark: list.type === 'ordered_list' ? `${i + 1}. ` : '- ' }))
    .filter(({ item }) => filled(item))
    .map(({ item, mark }) => mark + blocks(item, within, false))
    .join(ending(at));
}

function block(node: RichNode, at: Lines): string {
  switch (node.type) {
    case 'doc':
    case 'blockquote':
      return blocks(node, at, true);
    case 'bullet_list':
    case 'ordered_list':
      return items(node, at);
    case 'table':
      return blocks(node, at, false);
    case 'row':
      return children(node)
        .map((cell) => blocks(cell, { ...at, one: true }, false))
        .join(' | ');
    case 'hard_break':
      return ending(at);
    case 'text':
      return node.text ?? '';
    default:
      return children(node)
        .map((child) => block(child, at))
        .join('');
  }
}

export const plainText = (doc: RichNode): string => block(doc, { indent: 0, one: false });

/* Paragraphs are parted by an empty line; other line ends are kept. */
export function fromText(text: string): RichNode {
  const paragraphs: RichNode[] = [];
  let paragraph: RichNode | null = null;
  for (const line of text.replace(/\r\n/g, '\n').split('\n')) {
    const node: RichNode = { type: 'text', text: line.replace(/[\t\r]/g, ' ') };
    if (!filled(node)) paragraph = null;
    else if (paragraph?.content) paragraph.content.push({ type: 'hard_break' }, node);
    else paragraphs.push((paragraph = { type: 'paragraph', content: [node] }));
  }
  return paragraphs.length > 0 ? { type: 'doc', content: paragraphs } : { type: 'doc' };
}

/* --- what a form holds as typed: the JSON of a document, or plain text ----------------------- */

function parsed(text: string): RichNode | null {
  if (!text.startsWith('{"type":"doc"')) return null;
  try {
    const value: unknown = JSON.parse(text);
    return isRich(value) ? value : null;
  } catch {
    return null;
  }
}

export const richOf = (value: unknown): RichNode =>
  isRich(value) ? value : (parsed(String(value ?? '')) ?? fromText(String(value ?? '')));

/* What is stored: the document, or the text as it was written. */
export const richJson = (typed: string): RichNode | string => parsed(typed) ?? typed;

/* What rules and readers see. */
export function saidOf(typed: string): string {
  const doc = parsed(typed);
  return doc ? plainText(doc) : typed;
}

/* --- links ----------------------------------------------------------------------------------- */

const SHAPES: Record<string, RegExp> = {
  'https:': /^https:\/\/[^./:@?#][^@/?#]*(?:[/?#]|$)/,
  'mailto:': /^mailto:[^@]+@./,
  'tel:': /^tel:(?=.*\d.*\d)[\d+().*#-]+$/,
};

/* "www.impots.gouv.fr/accueil" */
const HOST = /^[\p{L}\p{N}-]+(\.[\p{L}\p{N}-]+)*\.\p{L}{2,}(:\d+)?([/?#]|$)/u;

/* An address as a person writes it, as one that is kept; null: it leads nowhere that is allowed. */
export function linkOf(typed: string): string | null {
  const telephone = /^\+?\d[\d .()-]{4,}$/.test(typed.trim());
  const text = telephone ? `tel:${typed.replaceAll(' ', '')}` : typed.trim();
  // eslint-disable-next-line no-control-regex -- the browser would leave them out in silence
  if (text === '' || text.length > 2000 || /[\u0000-\u0020\u007f]/.test(text)) return null;
  if (/^[^\s:/@]+@[^\s:/@]+\.[^\s:/@]+$/.test(text)) return linkOf(`mailto:${text}`);
  const whole = HOST.test(text) ? `https://${text}` : text;
  try {
    const url = new URL(whole.replace(/^http:/i, 'https:'));
    const good = SHAPES[url.protocol]?.test(url.href) && !/["<>\\^`{}]|[^\x21-\x7e]/.test(url.href);
    return good ? url.href : null;
  } catch {
    return null;
  }
}
