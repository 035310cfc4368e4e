/* A formatted text as it reads: elements made from its tree. */
import { Fragment, type ReactNode } from 'react';
import { children, linkOf, marksOf, richOf, type RichMark, type RichNode } from '@/lib/rich/tree';
import style from './rich.module.css';

function marked(text: ReactNode, mark: RichMark): ReactNode {
  switch (mark.type) {
    case 'bold':
      return <strong>{text}</strong>;
    case 'italic':
      return <em>{text}</em>;
    case 'underline':
      return <u>{text}</u>;
    case 'strike':
      return <s>{text}</s>;
    case 'link': {
      const href = linkOf(mark.attrs?.href ?? '');
      return href ? (
        <a href={href} target="_blank" rel="noopener noreferrer">
          {text}
        </a>
      ) : (
        text
      );
    }
    default:
      return text;
  }
}

const HEADINGS = ['h4', 'h5', 'h6'] as const;
const PLAIN = {
  paragraph: 'p',
  bullet_list: 'ul',
  ordered_list: 'ol',
  list_item: 'li',
  blockquote: 'blockquote',
  row: 'tr',
} as const;

function drawn(node: RichNode): ReactNode {
  if (node.type === 'text') return marksOf(node).reduceRight(marked, node.text as ReactNode);
  if (node.type === 'hard_break') return <br />;
  const inside = children(node).map((child, i) => <Fragment key={i}>{drawn(child)}</Fragment>);
  if (node.type === 'heading') {
    const Heading = HEADINGS[(node.attrs?.level ?? 1) - 1] ?? 'h6';
    return <Heading>{inside}</Heading>;
  }
  if (node.type === 'table')
    return (
      <div className={style.wide}>
        <table>
          <tbody>{inside}</tbody>
        </table>
      </div>
    );
  if (node.type === 'cell') return node.attrs?.header ? <th>{inside}</th> : <td>{inside}</td>;
  const Tag = PLAIN[node.type as keyof typeof PLAIN];
  return Tag ? <Tag>{inside}</Tag> : inside;
}

/* value: a document, the JSON of one, or plain text. */
export const RichView = ({ value }: { value: unknown }) => (
  <div className={style.text}>{drawn(richOf(value))}</div>
);
