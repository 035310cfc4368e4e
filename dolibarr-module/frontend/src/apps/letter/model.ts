/* What the pages of letters speak of. */
export type LetterNode = {
  type: string;
  attrs?: Record<string, string | number | boolean | null>;
  content?: LetterNode[];
  marks?: Array<{ type: string; attrs?: Record<string, string> }>;
  text?: string;
};

export type Name = { name: string; label: string; type: 'text' | 'number' | 'date' | 'yesno' };
export type Group = { code: string; label: string; list: boolean; names: Name[] };

export const LANGS = ['fr', 'en'] as const;
export type Lang = (typeof LANGS)[number];
type Both = { fr: string; en: string };

export type Template = {
  format: 'elaska.letter/1';
  code: string;
  label: Both;
  description?: Both;
  kind: string;
  of?: 'case' | 'client';
  qr?: 'case' | 'client' | 'none';
  address?: boolean;
  justify?: boolean;
  subject?: Partial<Both>;
  body: Partial<Record<Lang, LetterNode>>;
};

export const KINDS = [
  'letter',
  'summons',
  'reminder',
  'mandate',
  'certificate',
  'minutes',
  'report',
  'contract',
  'proposal',
  'notice',
  'closing',
];

export type Unknown = Partial<Record<Lang, Array<{ name: string; where: string }>>>;
export type Case = { id: number; ref: string; title: string; client?: { name: string } };

export type Opened =
  | { page: 'template'; template: Template; version: number; groups: Group[]; unknown: Unknown }
  | {
      page: 'compose';
      case: number;
      client: number;
      template: string;
      recipient: Record<string, unknown>;
      lang: Lang;
      subject: string;
      body: LetterNode;
      empty: string[];
      broken: string[];
      missing: string[];
      key: string;
      portal: boolean;
      back: string;
    };

/* A condition that can be chosen from lists: a name, what is asked of it, a value. */
export type Asked = { name: string; is: string; value: string };
export const ASKS = ['filled', 'empty', '=', '!=', '>', '<'] as const;

const word = (value: string): string => value.replace(/^'|'$/g, '');

export function askedOf(when: string): Asked | null {
  const whole = /^\s*(filled|empty)\((\w+)\)\s*$/.exec(when);
  if (whole) return { name: whole[2] ?? '', is: whole[1] ?? '', value: '' };
  const half = /^\s*(\w+)\s*(=|!=|>|<)\s*(?:date\s+)?('[^']*'|-?\d+(?:\.\d+)?)\s*$/.exec(when);
  return half ? { name: half[1] ?? '', is: half[2] ?? '', value: word(half[3] ?? '') } : null;
}

/* Dates are compared as dates, numbers as numbers, all else as texts. */
export function whenOf(asked: Asked, type: Name['type']): string {
  if (asked.is === 'filled' || asked.is === 'empty') return `${asked.is}(${asked.name})`;
  const number = type === 'number' && /^-?\d+(\.\d+)?$/.test(asked.value.replace(',', '.'));
  const value = number ? asked.value.replace(',', '.') : `'${asked.value.replace(/'/g, '’')}'`;
  return `${asked.name} ${asked.is} ${type === 'date' ? `date ${value}` : value}`;
}
